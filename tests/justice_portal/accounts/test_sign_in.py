"""The page for own phones, and what both doors have in common."""

import pytest
from django.test import Client
from django.urls import reverse

from justice_portal.accounts.models import LoginAttempt
from justice_portal.audit.models import AuditEvent
from tests.justice_portal.accounts.conftest import (
    PHONE,
    STAFF,
    is_signed_in,
    phone,
    same_for_all,
    staff_door,
)


@pytest.mark.parametrize("typed", ["A0001BC", "a0001bc", " A0001BC ", "a 0001 bc", "A\t0001BC"])
def test_a_person_signs_in_with_the_number_in_any_case_and_with_spaces(person, browser, typed):
    client = browser()
    response = phone(client, typed)
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("home")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_signing_in_is_recorded_and_begins_a_new_session(person, browser):
    client = browser()
    client.get(reverse(PHONE))
    phone(client, "A0001BC", "wrong one here")
    phone(client, "A0001BC")
    kept = AuditEvent.objects.order_by("at").values_list("event", "by_id", "facts")
    assert list(kept) == [
        ("account.sign_in_failed", None, {"door": "tablet"}),
        ("account.signed_in", person.pk, {"door": "tablet"}),
    ]
    assert list(LoginAttempt.objects.order_by("id").values_list("succeeded", flat=True)) == [False, True]


def test_a_session_id_from_before_is_worth_nothing_after(person, browser):
    client = browser()
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    before = session.session_key
    phone(client, "A0001BC")
    assert client.session.session_key != before


def test_the_last_sign_in_is_shown(person, browser, time_machine):
    time_machine.move_to("2027-03-01 09:30+00:00", tick=False)
    client = browser()
    phone(client, "A0001BC")
    assert "Last time you were here" not in client.get(reverse("home")).content.decode()
    time_machine.move_to("2027-07-02 10:00+00:00", tick=False)
    again = browser()
    phone(again, "A0001BC")
    assert "Last time you were here: 1 March, 09:30." in again.get(reverse("home")).content.decode()


NOBODYS = ["A0777XX", "A9", "x", "A0001BC\u200b"]


def test_every_reason_not_to_let_someone_in_looks_the_same_on_the_page_for_phones(person, worker, browser):
    """T26: unknown, wrong, closed, other door, locked."""
    pages = {"wrong": phone(browser(), "A0001BC", "not the passphrase")}
    pages["unknown"] = phone(browser(), "A0002BC")
    pages["staff at the door for phones"] = phone(browser(), "sam")
    locked = browser()
    for _ in range(10):
        phone(locked, "A0001BC", "not the passphrase")
    pages["locked, right passphrase"] = phone(locked, "A0001BC")
    for _ in range(10):
        phone(locked, "A0002BC", "not the passphrase")
    pages["locked, unknown"] = phone(locked, "A0002BC")
    person.is_active = False
    person.save()
    pages["closed"] = phone(browser(), "A0001BC")
    shown = {why: (page.status_code, same_for_all(page)) for why, page in pages.items()}
    assert len(set(shown.values())) == 1, sorted(shown)
    assert "did not work" in pages["wrong"].content.decode()


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


@pytest.mark.parametrize(("door", "send"), [(PHONE, phone), (STAFF, staff_door)])
def test_every_reason_costs_one_hash_and_a_lock_costs_none(person, worker, browser, hashes, door, send):
    """T26, T38b: the time is that of one hash, and a locked door spends none."""
    right = {PHONE: "A0001BC", STAFF: "sam"}[door]
    other_door = {PHONE: "sam", STAFF: "A0001BC"}[door]
    send(browser(door), "warms up the hash of nobody")
    for name in (right, other_door, "A0002BC", "nobody"):
        hashes.clear()
        send(browser(door), name, "not the passphrase")
        assert hashes == ["not the passphrase"], name
    client = browser(door)
    for _ in range(10):
        send(client, right, "not the passphrase")
    hashes.clear()
    send(client, right)
    assert hashes == []


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"number": "A0001BC"},
        {"passphrase": "words"},
        {"number": "A" * 5000, "passphrase": "words"},
        {"number": "A0001BC", "passphrase": "x" * 100_000},
        {"number": "A0001BC\x00", "passphrase": "words"},
        {"number": "A0001BC", "passphrase": "wo\x00rds"},
        {"number": "' OR 1=1 --", "passphrase": "'"},
    ],
)
def test_wrong_shapes_are_told_plainly_and_let_nobody_in(person, browser, given):
    client = browser()
    response = client.post(reverse(PHONE), given)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not is_signed_in(client)


def test_what_was_typed_stays_but_not_the_passphrase(person, browser):
    page = phone(browser(), "A0001BC", "my secret words").content.decode()
    assert "A0001BC" in page
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
def test_next_never_leaves_our_host(person, browser, wanted):
    """T36."""
    response = phone(browser(), "A0001BC", next=wanted)
    where = response.headers["Location"]
    assert where == reverse("home") or (where.startswith("/") and where[1:2] not in {"/", "\\"}), where
    assert "evil.invalid" not in where or where.startswith("/%09/")


def test_next_leads_back_to_the_page_that_was_asked_for(person, browser):
    asked = Client().get(reverse("notices:list"))
    assert asked.headers["Location"] == f"{reverse('accounts:sign-in')}?next={reverse('notices:list')}"
    page = browser().get(asked.headers["Location"]).content.decode()
    assert f"{reverse(STAFF)}?next={reverse('notices:list')}" in page.replace("%2F", "/")
    response = phone(browser(), "A0001BC", next=reverse("notices:list"))
    assert response.headers["Location"] == reverse("notices:list")


def test_who_is_signed_in_already_goes_home(person, browse):
    response = browse(person).get(reverse(PHONE))
    assert response.headers["Location"] == reverse("home")


def test_the_device_gets_a_cookie_that_scripts_cannot_read_and_that_survives_sign_out(person, browser):
    client = browser()
    cookie = client.cookies["device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) > 300 * 24 * 3600
    phone(client, "A0001BC")
    client.post(reverse("accounts:sign-out"))
    assert client.cookies["device"].value == cookie.value
    client.get(reverse(PHONE))
    assert client.cookies["device"].value == cookie.value


def test_a_forged_device_cookie_is_no_device(person, browser):
    client = Client()
    client.cookies["device"] = "made-up:by:me"
    client.get(reverse(PHONE))
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


def test_sign_in_needs_the_token_of_the_form(person):
    """T35: login CSRF."""
    client = Client(enforce_csrf_checks=True)
    assert phone(client, "A0001BC").status_code == 403
    assert staff_door(client, "sam").status_code == 403


def test_a_closed_account_is_out_with_the_next_request(person, browser):
    """T33."""
    client = browser()
    phone(client, "A0001BC")
    assert client.get(reverse("notices:list")).status_code == 200
    person.is_active = False
    person.save()
    assert client.get(reverse("notices:list")).status_code == 302
