"""Take the pictures of the README and the guides anew, from the demonstration of a running hub.

    .venv/bin/python docs/make_pictures.py [ADDRESS] [FOLDER_OF_VAR]

Playwright comes with the packages of `make test`. Each picture is a WebP file in `docs/pictures/`.
"""

import base64
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
PICTURES_HERE = HERE / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
DESK = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "locale": "en-GB"}
COMPLETE = "Front door and early help, Larkmere"
ON_SITE = "Permanence for children in care, Tidewell"
RETURNED = "Returned: What our practitioners asked the visiting team"
SYSTEM = "Intranet of Larkmere"
QUALITY = 0.82
TO_WEBP = """async ([png, quality]) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = Object.assign(document.createElement("canvas"), {width: picture.width, height: picture.height});
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


@dataclass(frozen=True)
class Picture:
    """Who (nobody: signed out) starts at which path, follows which links in turn, looks at what, and on what screen."""

    name: str
    who: str
    path: str
    links: tuple[str, ...] = ()
    at: str = "header"
    screen: str = "desk"


PICTURES = (
    Picture("home", "nobody", "/"),
    Picture("work", "dev", "/work/"),
    Picture("review", "ben", "/reviews/", (COMPLETE, "Findings")),
    Picture("capture", "dev", "/reviews/", (ON_SITE, "Log evidence"), screen="phone"),
    Picture("site", "nobody", "/sites/one-team-around-the-school/"),
    Picture("write", "hana", "/work/", (RETURNED, "Change the post"), at="#id_body"),
    Picture("exceptions", "edie", "/work/"),
    Picture("search", "asha", "/search/?q=early+help"),
    Picture("system", "asha", "/accounts/clients/", (SYSTEM,)),
)


class Photographer:
    def __init__(self, browser, address, password):
        self.address, self.password = address, password
        self.browser = browser
        self.dark_room = browser.new_page()

    def take(self, picture):
        context = self.browser.new_context(**(PHONE if picture.screen == "phone" else DESK))
        page = context.new_page()
        if picture.who != "nobody":
            self.sign_in(page, picture.who)
        if SYSTEM in picture.links:
            self.register_system(page)
        page.goto(self.address + picture.path)
        for words in picture.links:
            page.get_by_role("link", name=words, exact=True).first.click()
            page.wait_for_load_state("networkidle")
        page.locator(picture.at).first.evaluate("seen => seen.scrollIntoView({block: 'center'})")
        self.keep(picture.name, page.screenshot())
        context.close()

    def sign_in(self, page, who):
        page.goto(f"{self.address}/accounts/login/")
        page.locator("input[name=login]").fill(f"{who}@demo.example")
        page.locator("input[name=password]").fill(self.password)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()

    def register_system(self, page):
        """The demonstration has none: a picture needs one with a key, once for each hub."""
        page.goto(f"{self.address}/accounts/clients/")
        if page.get_by_role("link", name=SYSTEM, exact=True).count():
            return
        page.get_by_role("link", name="Register a system").click()
        page.get_by_label("Name", exact=True).fill(SYSTEM)
        page.get_by_role("button", name="Register").click()
        page.get_by_role("link", name="Issue a key").first.click()
        page.get_by_role("main").get_by_role("button", name="Issue").click()

    def keep(self, name, png):
        encoded = self.dark_room.evaluate(TO_WEBP, [base64.b64encode(png).decode(), QUALITY])
        (PICTURES_HERE / f"{name}.webp").write_bytes(base64.b64decode(encoded))


def main(address="http://127.0.0.1:8000", var=HERE.parent / "var"):
    password = json.loads((Path(var) / "demo-sign-ins.json").read_text())["password"]
    browser_path = os.environ.get("HUB_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        photographer = Photographer(browser, address.rstrip("/"), password)
        for picture in PICTURES:
            photographer.take(picture)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
