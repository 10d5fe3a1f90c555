"""Chromium, the doors, and what must be so on every page that a journey opens."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe

from justice_portal.accounts.demo import PASSPHRASE, totp_secret_of
from justice_portal.accounts.second_factor import code_now
from justice_portal.devices.proof import NAME
from justice_portal.people.models import Person
from tests.justice_portal.devices.tablets import PIN, give_pin, key_of, tablet_of_wing

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TABLET, PHONE, DESK = (1024, 768), (320, 640), (1280, 900)


class Visitor:
    """Someone at a browser. check() is what holds for every page."""

    def __init__(self, context, site, faults):
        self.page, self.site, self.faults = context.new_page(), site, faults
        self.page.on("pageerror", lambda error: faults.append(str(error)))
        self.page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)

    def open(self, path):
        self.page.goto(self.site + path)
        return self

    def click(self, name, role="button"):
        self.page.get_by_role(role, name=name, exact=False).first.click()
        return self

    def follow(self, name):
        return self.click(name, role="link")

    def fill(self, label, text):
        self.page.get_by_label(label).fill(text)
        return self

    def sees(self, text):
        self.page.get_by_text(text).first.wait_for(timeout=15_000)
        return self

    def check(self, *, width=320):
        """No accessibility fault, no sideways scrolling at 320 px, one h1."""
        found = Axe().run(self.page, options=WCAG).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == [], self.page.url
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": width, "height": 640})
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        self.page.set_viewport_size(size)
        assert wide <= width, f"{self.page.url} is {wide} px wide at {width} px"
        assert self.page.locator("h1").count() == 1, self.page.url
        return self

    def tablet_door(self, number):
        """Sign in with the PIN of give_door(), in a browser that is a tablet of the person's wing."""
        tablet = tablet_of_wing(Person.objects.get(prison_number=number))
        self.page.context.add_cookies([{"name": NAME, "value": key_of(tablet), "url": self.site}])
        self.open("/sign-in/").fill("Your prison number", number.lower())
        self.page.locator("input[type=password]").fill(PIN)
        return self.click("Sign in")

    def staff_door(self, username, secret):
        self.open("/staff/sign-in/")
        self.page.locator("input[name=login]").fill(username)
        self.page.locator("input[type=password]").fill(PASSPHRASE)
        self.click("Continue")
        self.page.locator("input[name=code]").fill(code_now(secret))
        return self.click("Sign in")


@pytest.fixture
def visitor(chromium, assets, live_server):
    """visitor(size, scripts=True): a new browser with nothing in it."""
    contexts, faults = [], []

    def new(size=TABLET, *, scripts=True):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts, bypass_csp=False
        )
        contexts.append(context)
        return Visitor(context, live_server.url, faults)

    yield new
    for context in contexts:
        context.close()
    assert faults == []


def give_door(user):
    """The known PIN of the tablet door; at the staff door passphrase and second factor of a demo account: gives its secret."""
    if not user.needs_second_factor:
        give_pin(user)
        return ""
    user.set_password(PASSPHRASE)
    user.save()
    secret = totp_secret_of(user.username)
    sealed = get_adapter().encrypt(secret)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": sealed})
    return secret
