"""The staff door, and what all doors have in common."""

import pytest
from django.test import Client
from django.urls import reverse

from justice_portal.accounts.models import LoginAttempt
from justice_portal.audit.models import AuditEvent
from tests.justice_portal.accounts.conftest import (
    STAFF,
    give_code,
    is_signed_in,
    same_for_all,
    staff_door,
    with_passphrase,
)


@pytest.mark.parametrize("typed", ["sam", "SAM", " Sam "])
def test_staff_sign_in_with_the_name_in_any_case(worker, browser, typed):
    client = browser()
    assert staff_door(client, typed).headers["Location"] == reverse("mfa_authenticate")
    assert give_code(client).headers["Location"] == reverse("home")
    assert client.session["_auth_user_id"] == str(worker.pk)


def test_signing_in_is_recorded_and_begins_a_new_session(worker, browser):
    client = browser()
    staff_door(client, "sam", "wrong one here")
    staff_door(client, "sam")
    give_code(client)
    kept = AuditEvent.objects.order_by("at").values_list("event", "by_id", "facts")
    assert list(kept) == [
        ("account.sign_in_failed", None, {"door": "staff"}),
        ("account.signed_in", worker.pk, {"door": "staff"}),
    ]
    assert list(LoginAttempt.objects.order_by("id").values_list("succeeded", flat=True)) == [False, True, True]


def test_a_session_id_from_before_is_worth_nothing_after(worker, browser):
    client = browser()
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    before = session.session_key
    staff_door(client, "sam")
    give_code(client)
    assert client.session.session_key != before


def test_the_last_sign_in_is_shown(worker, browser, time_machine):
    said = {}
    for day in ("2027-03-01 09:30+00:00", "2027-07-02 10:00+00:00"):
        time_machine.move_to(day, tick=False)
        client = browser()
        staff_door(client, "sam")
        give_code(client)
        said[day] = client.get(reverse("home"), follow=True).content.decode()
    first, second = said.values()
    assert "Last time you were here" not in first
    assert "Last time you were here: 1 March, 09:30." in second


def test_a_person_has_no_passphrase_and_no_door_takes_one(person, browser):
    """One way in on an own phone: codes. A passphrase that is in the database all the same opens nothing."""
    with_passphrase(person)
    client = browser()
    staff_door(client, "A0001BC")
    assert not is_signed_in(client)
    assert Client().get("/sign-in/phone/").status_code == 404


def test_t26_every_reason_not_to_let_someone_in_looks_the_same_at_the_staff_door(person, worker, browser):
    pages = {"wrong": staff_door(browser(STAFF), "sam", "not the passphrase")}
    pages["unknown"] = staff_door(browser(STAFF), "nobody")
    pages["a person at the staff door"] = staff_door(browser(STAFF), "A0001BC")
    locked = browser(STAFF)
    for _ in range(10):
        staff_door(locked, "sam", "not the passphrase")
    pages["locked, right passphrase"] = staff_door(locked, "sam")
    worker.is_active = False
    worker.save()
    pages["closed"] = staff_door(browser(STAFF), "sam")
    shown = {why: (page.status_code, same_for_all(page)) for why, page in pages.items()}
    assert len(set(shown.values())) == 1, sorted(shown)
    assert "did not work" in pages["wrong"].content.decode()


def test_t26_every_reason_costs_one_hash_and_so_does_a_lock(worker, browser, hashes):
    staff_door(browser(), "warms up the hash of nobody")
    for name in ("sam", "A0001BC", "nobody"):
        hashes.clear()
        staff_door(browser(), name, "not the passphrase")
        assert hashes == ["not the passphrase"], name
    client = browser()
    for _ in range(10):
        staff_door(client, "sam", "not the passphrase")
    hashes.clear()
    staff_door(client, "sam")
    assert hashes == [""], "of nothing: what was typed is not checked"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"login": "sam"},
        {"password": "words"},
        {"login": "A" * 5000, "password": "words"},
        {"login": "sam", "password": "x" * 100_000},
        {"login": "sam\x00", "password": "words"},
        {"login": "sam", "password": "wo\x00rds"},
        {"login": "' OR 1=1 --", "password": "'"},
    ],
)
def test_wrong_shapes_are_told_plainly_and_let_nobody_in(worker, browser, given):
    client = browser()
    response = client.post(reverse(STAFF), given)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not is_signed_in(client)


def test_what_was_typed_stays_but_not_the_passphrase(worker, browser):
    page = staff_door(browser(), "sam.who", "my secret words").content.decode()
    assert "sam.who" in page
    assert "my secret words" not in page


ELSEWHERE = [
    "https://evil.invalid/",
    "//evil.invalid/",
    "///evil.invalid/",
    "http:///evil.invalid/",
    "http:evil.invalid",
    "/\\evil.invalid/",
    "\\\\evil.invalid/",
    "\\/evil.invalid/",
    "/%09/evil.invalid",
    "\t//evil.invalid/",
    " //evil.invalid/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "ftp://evil.invalid/",
    "https:/evil.invalid",
    "http://testserver@evil.invalid/",
    "http://testserver.evil.invalid/",
    "https://testserver/",
    "//testserver/",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_t36_next_never_leaves_our_host(worker, browser, wanted):
    client = browser()
    staff_door(client, "sam", next=wanted)
    response = give_code(client)
    where = response.headers["Location"]
    assert where == reverse("home") or (where.startswith("/") and where[1:2] not in {"/", "\\"}), where
    assert "evil.invalid" not in where or where.startswith("/%09/")


def test_next_leads_back_to_the_page_that_was_asked_for(worker, browser):
    asked = Client().get(reverse("notices:list"))
    assert asked.headers["Location"] == f"{reverse('accounts:sign-in')}?next={reverse('notices:list')}"
    page = browser().get(asked.headers["Location"]).content.decode()
    assert f"{reverse(STAFF)}?next={reverse('notices:list')}" in page.replace("%2F", "/")
    client = browser()
    staff_door(client, "sam", next=reverse("notices:list"))
    response = give_code(client)
    assert response.headers["Location"] == reverse("notices:list")


def test_who_is_signed_in_already_goes_home(person, browse):
    response = browse(person).get(reverse("account_request_login_code"))
    assert response.headers["Location"] == reverse("home")


def test_the_device_gets_a_cookie_that_scripts_cannot_read_and_that_survives_sign_out(worker, browser):
    client = browser()
    cookie = client.cookies["device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) > 300 * 24 * 3600
    staff_door(client, "sam")
    give_code(client)
    client.post(reverse("accounts:sign-out"))
    assert client.cookies["device"].value == cookie.value
    client.get(reverse(STAFF))
    assert client.cookies["device"].value == cookie.value


def test_a_forged_device_cookie_is_no_device(db):
    client = Client()
    client.cookies["device"] = "made-up:by:me"
    client.get(reverse(STAFF))
    assert client.cookies["device"].value != "made-up:by:me"


@pytest.mark.parametrize("way_out", ["accounts:sign-out", "account_logout"])
def test_signing_out_is_a_post_and_leaves_nothing(person, browse, way_out):
    client = browse(person)
    assert client.get(reverse(way_out)).status_code == 405
    response = client.post(reverse(way_out))
    assert response.headers["Location"] == reverse("accounts:sign-in")
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert not is_signed_in(client)
    assert client.get(reverse("home")).status_code == 302
    assert AuditEvent.objects.filter(event="account.signed_out", by_id=person.pk).count() == 1


def test_signing_out_twice_is_signing_out(person, browse):
    client = browse(person)
    client.post(reverse("accounts:sign-out"))
    assert client.post(reverse("accounts:sign-out")).status_code == 302
    assert AuditEvent.objects.filter(event="account.signed_out").count() == 1


def test_nobody_signs_up_by_themselves(db):
    assert Client().get(reverse("account_signup")).status_code == 404
    assert Client().post(reverse("account_signup"), {"username": "me"}).status_code == 404


def test_t35_sign_in_needs_the_token_of_the_form(db):
    """Login CSRF."""
    client = Client(enforce_csrf_checks=True)
    assert staff_door(client, "sam").status_code == 403


def test_t33_a_closed_account_is_out_with_the_next_request(worker, browser):
    client = browser()
    staff_door(client, "sam")
    give_code(client)
    assert client.get(reverse("notices:list")).status_code == 200
    worker.is_active = False
    worker.save()
    assert client.get(reverse("notices:list")).status_code == 302
