"""Passkeys in Chromium, with a key that the browser plays; the content policy and Trusted Types hold on every page."""

import pytest
from django.urls import reverse

from justice_portal.accounts.models import AllauthDevice
from justice_portal.accounts.second_factor import code_now
from justice_portal.passkeys.models import Passkey
from justice_portal.phones import actions as phones
from tests.factories import PASSPHRASE
from tests.journeys.conftest import DESK, PHONE, visitor  # noqa: F401
from tests.justice_portal.passkeys.conftest import SECRET, inbox, newcomer, worker  # noqa: F401
from tests.justice_portal.phones.test_phones import EMAIL, sent_code

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PLAYED = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def with_key(guest):
    """Give the browser of this visitor a key."""
    talk = guest.page.context.new_cdp_session(guest.page)
    talk.send("WebAuthn.enable")
    made = talk.send("WebAuthn.addVirtualAuthenticator", {"options": PLAYED})
    guest.be_verified = lambda yes: talk.send("WebAuthn.setUserVerified", {**made, "isUserVerified": yes})
    return guest


def passphrase(guest, name="sam"):
    guest.open(reverse("account_login"))
    guest.page.locator("input[name=login]").fill(name)
    guest.page.locator("input[type=password]").fill(PASSPHRASE)
    return guest.click("Continue")


def test_staff_make_a_passkey_sign_in_with_it_and_use_it_after_the_passphrase(visitor, worker):  # noqa: F811
    guest = with_key(visitor(DESK))
    passphrase(guest)
    guest.page.locator("input[name=code]").fill(code_now(SECRET))
    guest.click("Sign in").open(reverse("passkeys:passkey-list")).check()
    guest.click("Make a passkey").sees("You have a new passkey").sees("Recovery codes")
    guest.open(reverse("passkeys:passkey-list")).sees("Not used yet").check()
    guest.click("Sign out").open(reverse("account_login")).check()
    guest.click("Sign in with a passkey").sees("Last time you were here")
    guest.open(reverse("passkeys:passkey-list")).sees("Last used")
    guest.click("Sign out")
    passphrase(guest).check().click("Use a passkey").sees("Last time you were here")
    assert Passkey.objects.get().sign_count > 0
    guest.click("Sign out").open(reverse("account_login"))
    guest.be_verified(False)
    guest.click("Sign in with a passkey").sees("That did not work")
    assert "/staff/sign-in/" in guest.page.url


def test_a_newcomer_chooses_a_passkey_in_place_of_codes(visitor, db):  # noqa: F811
    newcomer()
    guest = passphrase(with_key(visitor(DESK)), "kim")
    guest.sees("Set up your codes").check().click("Make a passkey instead").sees("Recovery codes")
    assert Passkey.objects.count() == 1


def test_someone_on_probation_makes_a_passkey_after_joining(visitor, world, inbox):  # noqa: F811
    someone = world.people["released"]
    code = phones.issue_join_code(someone, by=world.com)
    guest = with_key(visitor(PHONE)).open(reverse("phones:join"))
    guest.fill("Your code", code).fill("Your email or mobile number", EMAIL)
    for part, value in zip(("day", "month", "year"), someone.born_on.timetuple()[2::-1], strict=True):
        guest.page.locator(f"input[name=born_on_{part}]").fill(str(value))
    guest.click("Go on").fill("The code that we sent you", sent_code(inbox)).click("Sign in")
    guest.sees("You have joined").check().follow("Sign in faster").check()
    guest.click("Make a passkey").sees("You have a new passkey").check()
    guest.click("Sign out").open(reverse("account_request_login_code")).check()
    guest.click("Sign in with a passkey").page.wait_for_url(f"{guest.site}/")


def test_without_scripts_the_code_is_the_way_in_and_no_button_promises_more(visitor, worker):  # noqa: F811
    guest = passphrase(visitor(DESK, scripts=False))
    assert not guest.page.get_by_role("button", name="passkey").is_visible()
    AllauthDevice.objects.filter(user=worker).update(last_step=0)
    guest.page.locator("input[name=code]").fill(code_now(SECRET))
    guest.click("Sign in").open(reverse("passkeys:passkey-list"))
    assert "This browser cannot make one" in guest.page.inner_text("main")
