"""T32: whatever is lost and replaced, the other of the two factors is still asked for."""

from django.urls import reverse

from justice_portal.access import SYSTEM
from justice_portal.accounts.actions import remove_second_factor, reset_passphrase
from tests.factories import PASSPHRASE
from tests.justice_portal.accounts.conftest import STAFF, give_code, staff_door


def test_t32_a_new_passphrase_leaves_the_second_factor(browser, worker):
    new = reset_passphrase(worker, by=SYSTEM)
    client = browser(STAFF)
    assert staff_door(client, "sam", PASSPHRASE).status_code == 200
    assert staff_door(client, "sam", new).status_code == 302
    assert "sign-in" in client.get("/mentoring/").headers["Location"]
    assert give_code(client).status_code == 302
    assert client.get("/mentoring/").status_code == 200


def test_t32_a_new_second_factor_needs_the_passphrase(browser, worker):
    remove_second_factor(worker, by=SYSTEM)
    client = browser(STAFF)
    assert staff_door(client, "sam", "not the passphrase").status_code == 200
    assert staff_door(client, "sam", PASSPHRASE).status_code == 302
    assert client.get("/mentoring/").headers["Location"] == reverse("mfa_activate_totp")
