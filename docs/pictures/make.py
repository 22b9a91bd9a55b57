"""Take the picture of the README anew: `.venv/bin/python docs/pictures/make.py [ADDRESS] [FOLDER_OF_VAR]`.

Against a running hub with its demonstration; playwright comes with the packages of `make test`.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
REVIEW = "Front door and early help, Larkmere"


def sign_in(page, address, password):
    page.goto(f"{address}/accounts/login/")
    page.locator("input[name=login]").fill("ben@demo.example")
    page.locator("input[name=password]").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def main(address="http://127.0.0.1:8000", var=HERE.parents[1] / "var"):
    """The findings of the complete review as its lead sees them: docs/pictures/review.png."""
    password = json.loads((Path(var) / "demo-sign-ins.json").read_text())["password"]
    browser_path = os.environ.get("HUB_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        sign_in(page, address.rstrip("/"), password)
        page.get_by_role("link", name="Reviews", exact=True).click()
        page.get_by_role("link", name=REVIEW).click()
        page.get_by_role("link", name="Findings", exact=True).click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=HERE / "review.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
