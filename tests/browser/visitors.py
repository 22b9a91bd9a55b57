"""Whoever looks at the hub in a browser: a page of their own, and what went wrong on it."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from improvement_hub.accounts.actors import actor_of_person
from tests.accounts import authenticator
from tests.factories.accounts import PASSWORD

DESK = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NARROWEST = {"width": 320, "height": 800}
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`Content-Security-Policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""
PATIENCE = 20_000  # milliseconds, for a machine that does much else
expect.set_options(timeout=PATIENCE)
ANSWERED = "Failed to load resource"  # the console's words for a page that answers 400, 403 or 404


@dataclass
class Visitor:
    """`troubles`: errors of the page and its console, refused content, requests to other hosts."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self.heed)
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on("request", self.stay_here)
        self.page.on("response", self.miss_nothing)

    def heed(self, message):
        if message.type == "error" and not message.text.startswith(ANSWERED):
            self.troubles.append(f"{self.page.url}: {message.text}")

    def stay_here(self, request):
        if not request.url.startswith((f"{self.address}/", "data:")):
            self.troubles.append(f"{self.page.url} asks {request.url}")

    def miss_nothing(self, response):
        if response.status >= 400 and response.request.resource_type != "document":
            self.troubles.append(f"{self.page.url}: {response.url} answers {response.status}")

    def open(self, path):
        return self.page.goto(f"{self.address}{path}")

    def sign_in(self, person):
        """Over the sign-in page, as everyone does; with the code of an app, where their role needs one."""
        app = authenticator.secret_of(person) if actor_of_person(person).needs_second_factor else None
        self.open("/accounts/login/")
        self.fill("E-mail address", person.email)
        self.fill("Password", PASSWORD)
        self.press("Sign in")
        if app:
            self.fill("Code", authenticator.code(app))
            self.press("Sign in")
        expect(self.page.get_by_role("heading", name="Your work", exact=True)).to_be_visible()

    def fill(self, label, words):
        self.page.get_by_label(label, exact=True).fill(words)

    def select(self, label, option):
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def choose(self, *labels):
        """Radios and boxes, by their words."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def press(self, button):
        self.page.get_by_role("main").get_by_role("button", name=button).first.click()

    def follow(self, link):
        self.page.get_by_role("link", name=link, exact=True).first.click()

    def reads(self, *sentences):
        for sentence in sentences:
            expect(self.page.get_by_role("main")).to_contain_text(sentence)

    def does_not_read(self, sentence):
        expect(self.page.get_by_role("main")).not_to_contain_text(sentence)

    def may_not_press(self, button):
        expect(self.page.get_by_role("main").get_by_role("button", name=button)).to_have_count(0)
