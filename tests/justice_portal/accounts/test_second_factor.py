"""The staff door: passphrase, then a code."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import reverse

from justice_portal.accounts.models import AllauthDevice
from justice_portal.accounts.second_factor import code_now, device_for, mark_spent
from justice_portal.audit.models import AuditEvent
from tests.factories import PASSPHRASE
from tests.justice_portal.accounts.conftest import (
    SECRET,
    STAFF,
    give_code,
    is_signed_in,
    staff_door,
)

INSIDE = "notices:list"


def events():
    return list(AuditEvent.objects.order_by("at", "id").values_list("event", flat=True))


def test_staff_come_in_with_passphrase_and_code(worker, browser):
    client = browser(STAFF)
    first = staff_door(client, "Sam ")
    assert first.headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.get(reverse(INSIDE)).status_code == 302
    page = client.get(reverse("mfa_authenticate")).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert give_code(client).headers["Location"] == reverse("home")
    assert client.get(reverse(INSIDE)).status_code == 200
    assert events() == ["account.signed_in"]


def test_staff_go_on_to_the_page_they_asked_for(worker, browser):
    client = browser(STAFF)
    staff_door(client, "sam", next=reverse(INSIDE))
    assert give_code(client).headers["Location"] == reverse(INSIDE)


@pytest.mark.parametrize("typed", ["{code}", "{first} {last}", " {code} "])
def test_a_code_may_have_spaces(worker, browser, typed):
    client = browser(STAFF)
    staff_door(client, "sam")
    code = code_now(SECRET)
    give_code(client, typed.format(code=code, first=code[:3], last=code[3:]))
    assert is_signed_in(client)


def test_a_code_of_the_step_before_still_counts_and_an_older_one_does_not(worker, browser, time_machine):
    time_machine.move_to("2027-03-01 09:00:00+00:00", tick=False)
    code = code_now(SECRET)
    time_machine.move_to("2027-03-01 09:01:05+00:00", tick=False)
    client = browser(STAFF)
    staff_door(client, "sam")
    give_code(client, code)
    assert not is_signed_in(client)
    time_machine.move_to("2027-03-01 09:00:45+00:00", tick=False)
    client = browser(STAFF)
    staff_door(client, "sam")
    give_code(client, code)
    assert is_signed_in(client)


@pytest.mark.parametrize("code", ["000000", "12345", "1234567", "abcdef", "", "１２３４５６", "9" * 5000, "12\x0034"])
def test_a_wrong_code_is_told_plainly(worker, browser, code):
    client = browser(STAFF)
    staff_door(client, "sam")
    response = client.post(reverse("mfa_authenticate"), {"code": code})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not is_signed_in(client)


def test_t31_the_same_code_twice_is_refused(worker, browser):
    """T31."""
    code = code_now(SECRET)
    first, second = browser(STAFF), browser(STAFF)
    for client in (first, second):
        staff_door(client, "sam")
        give_code(client, code)
    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_t31_ten_wrong_codes_lock_even_for_the_right_one(worker, browser):
    """T31: brute force."""
    client = browser(STAFF)
    staff_door(client, "sam")
    for _ in range(10):
        give_code(client, "000000")
    give_code(client)
    assert not is_signed_in(client)
    assert events().count("account.second_factor_failed") == 10
    assert events().count("account.locked") == 1


@pytest.mark.django_db(transaction=True)
def test_t31_one_code_sent_by_eight_browsers_at_once_lets_one_in(request, browser):
    request.getfixturevalue("worker")
    clients = [browser(STAFF) for _ in range(8)]
    for client in clients:
        staff_door(client, "sam")
    code = code_now(SECRET)

    def send(client):
        try:
            give_code(client, code)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, clients))
    assert [is_signed_in(client) for client in clients].count(True) == 1


def test_without_a_second_factor_nothing_opens_but_the_way_to_get_one(newcomer, browser):
    client = browser(STAFF)
    staff_door(client, "kim")
    for name in (INSIDE, "home", "problems:tell", "mfa_view_recovery_codes", "mfa_index"):
        assert client.get(reverse(name)).headers["Location"] == reverse("mfa_activate_totp"), name
    assert client.get(reverse("help-now")).status_code == 200


def key_shown(page):
    parts = re.findall(r"<span>([A-Z2-7]{4})</span>", page)
    assert len(parts) == 8
    return "".join(parts)


@pytest.mark.django_db(transaction=True)
def test_a_newcomer_adds_a_second_factor_and_gets_recovery_codes(request, browser):
    request.getfixturevalue("newcomer")
    client = browser(STAFF)
    staff_door(client, "kim")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = key_shown(page)
    added = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert added.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = re.findall(r"<code>(\d{8})</code>", client.get(added.headers["Location"]).content.decode())
    assert len(codes) == 10
    assert client.get(reverse(INSIDE)).status_code == 200
    assert events() == ["account.signed_in", "account.second_factor_added", "account.recovery_codes_made"]
    again = browser(STAFF)
    staff_door(again, "kim")
    give_code(again, code_now(secret))
    assert not is_signed_in(again), "the code that added the factor was used again"
    give_code(again, codes[0])
    assert is_signed_in(again)
    third = browser(STAFF)
    staff_door(third, "kim")
    give_code(third, codes[0])
    assert not is_signed_in(third), "a recovery code was used twice"


def test_a_wrong_first_code_adds_nothing_and_keeps_the_key(newcomer, browser):
    client = browser(STAFF)
    staff_door(client, "kim")
    before = key_shown(client.get(reverse("mfa_activate_totp")).content.decode())
    after = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert key_shown(after) == before
    assert not Authenticator.objects.exists()


def test_secrets_at_rest_are_sealed(newcomer, browser):
    client = browser(STAFF)
    staff_door(client, "kim")
    secret = key_shown(client.get(reverse("mfa_activate_totp")).content.decode())
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_a_session_without_the_factor_is_sent_back_to_the_door(worker, client):
    client.force_login(worker)
    assert client.get(reverse(INSIDE)).headers["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).headers["Location"] == reverse("account_login")
    assert not is_signed_in(client)


def test_removing_the_factor_ends_what_a_session_may_open(worker, browse):
    client = browse(worker)
    assert client.get(reverse(INSIDE)).status_code == 200
    AllauthDevice.objects.filter(user=worker).delete()
    assert client.get(reverse(INSIDE)).status_code == 302


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
)
def test_the_pages_of_the_second_factor_are_not_there_for_people(person, browse, name):
    assert browse(person).get(reverse(name)).status_code == 404


def test_recovery_codes_ask_again_after_five_minutes_and_new_ones_replace_the_old(worker, browser, time_machine):
    time_machine.move_to("2027-03-01 09:00:00+00:00", tick=False)
    client = browser(STAFF)
    staff_door(client, "sam")
    give_code(client)
    assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302
    first = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    client.post(reverse("mfa_generate_recovery_codes"))
    second = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert set(re.findall(r"<code>(\d{8})<", first)).isdisjoint(re.findall(r"<code>(\d{8})<", second))
    time_machine.move_to("2027-03-01 09:06:00+00:00", tick=False)
    asked = client.get(reverse("mfa_view_recovery_codes"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    again = client.post(asked.headers["Location"], {"password": "not the passphrase"})
    assert again.status_code == 200
    assert client.post(asked.headers["Location"], {"password": PASSPHRASE}).status_code == 302
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_the_way_out_in_the_middle_of_signing_in_forgets_it(worker, browser):
    client = browser(STAFF)
    staff_door(client, "sam")
    assert client.post(reverse("account_logout")).headers["Location"] == reverse(STAFF)
    assert client.get(reverse("mfa_authenticate")).headers["Location"] == reverse(STAFF)


def test_pages_of_allauth_that_we_do_not_use_are_not_there(db):
    for path in (
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/2fa/",
        "/accounts/email/",
    ):
        assert Client().get(path).status_code in {302, 404}
        assert "accounts" not in Client().get(path).headers.get("Location", "").split("?")[0]


def test_t31_of_two_that_read_the_same_step_only_one_spends_it(worker):
    """What decides between two processes is the UPDATE, not what each read before."""
    device_for(worker)
    assert mark_spent(worker, 100)
    assert not mark_spent(worker, 100)
    assert not mark_spent(worker, 99)
    assert mark_spent(worker, 101)


ELSEWHERE = [
    "https://evil.invalid/", "//evil.invalid/", "///evil.invalid/", "http:///evil.invalid/", "http:evil.invalid",
    "/\\evil.invalid/", "\\\\evil.invalid/", "\\/evil.invalid/", "\t//evil.invalid/", " //evil.invalid/",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "ftp://evil.invalid/", "https:/evil.invalid",
    "http://testserver@evil.invalid/", "http://testserver.evil.invalid/", "https://testserver/", "//testserver/",
    "//evil.invalid\\@testserver/", "1 AND 1=1", "[]", "people:list",
]  # fmt: skip


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_t36_next_never_leaves_our_host_through_the_staff_door(worker, browser, wanted):
    """T36."""
    client = browser(STAFF)
    staff_door(client, "sam", next=wanted)
    assert give_code(client).headers["Location"] == reverse("home")
    again = client.get(reverse(STAFF), {"next": wanted})
    assert again.headers["Location"] == reverse("home")


def test_a_second_step_without_a_code_is_told_plainly(worker, browser):
    """Neither a code nor an answer of a key: what a script that guesses at fields sends."""
    client = browser(STAFF)
    staff_door(client, "sam")
    for given in ({}, {"credential": "{}"}, {"credential": "null"}):
        answer = client.post(reverse("mfa_authenticate"), given)
        assert answer.status_code == 200
        assert "Enter the code" in answer.content.decode()
        assert not is_signed_in(client)
