"""How often somebody may try."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from justice_portal.accounts.models import LoginAttempt
from justice_portal.audit.models import AuditEvent
from tests.factories import PASSPHRASE
from tests.justice_portal.accounts.conftest import STAFF, passed, same_for_all, staff_door

WRONG = "not the passphrase"


def fail(client, name="sam", times=10):
    for _ in range(times):
        staff_door(client, name, WRONG)


def can_sign_in(client, name="sam"):
    return passed(client, name)


def test_nine_wrong_tries_do_not_lock_and_the_tenth_does(worker, browser):
    client = browser()
    fail(client, times=9)
    assert can_sign_in(client)
    client = browser()
    fail(client, times=10)
    assert not can_sign_in(client)
    locked = AuditEvent.objects.get(event="account.locked")
    assert (locked.thing_type, locked.thing_id) == ("User", str(worker.pk))


def test_a_right_passphrase_begins_the_count_anew(worker, browser):
    client = browser()
    for _ in range(3):
        fail(client, times=6)
        assert can_sign_in(client)
        client.post(reverse("account_logout"))


def test_the_lock_ends_after_ten_minutes_even_while_someone_knocks(worker, browser, time_machine):
    time_machine.move_to("2027-03-01 09:00+00:00", tick=False)
    client = browser()
    fail(client)
    time_machine.shift(timedelta(minutes=9, seconds=59))
    assert not can_sign_in(client)
    time_machine.shift(timedelta(seconds=2))
    assert can_sign_in(client)


def test_tries_while_it_is_locked_are_not_checked_and_do_not_prolong_it(worker, browser, hashes):
    client = browser()
    fail(client)
    hashes.clear()
    fail(client, times=5)
    assert hashes == [""] * 5
    assert LoginAttempt.objects.filter(was_refused=True).count() == 5
    assert AuditEvent.objects.filter(event="account.locked").count() == 1


def test_t38b_a_flood_at_a_closed_door_costs_no_hash_and_no_row(worker, browser, hashes, time_machine):
    """The words stay the same; it goes by the browser and the address, so it tells nothing about the name."""
    time_machine.move_to("2027-03-01 09:00+00:00", tick=False)
    client = browser()
    fail(client, times=60)
    assert (hashes.count(WRONG), hashes.count("")) == (10, 20)
    assert LoginAttempt.objects.count() == 30
    slow, quick = staff_door(browser(), "sam", WRONG), staff_door(client, "sam", WRONG)
    assert same_for_all(slow) == same_for_all(quick)
    for _ in range(130):
        staff_door(browser(), "sam", WRONG)
    assert hashes.count("") <= 100, "nor do fresh cookies buy more"
    time_machine.shift(timedelta(seconds=61))
    hashes.clear()
    fail(client, times=1)
    assert hashes == [""], "a minute later it is as slow as ever"


def test_a_rival_who_is_locked_out_on_one_device_signs_in_on_another(worker, browser):
    """T25."""
    fail(browser())
    assert can_sign_in(browser())


def test_a_browser_bears_thirty_mistakes_over_all_who_share_it(worker, browser):
    client = browser()
    for n in range(4):
        fail(client, f"name{n}", times=8)
    assert not can_sign_in(client)
    assert LoginAttempt.objects.filter(was_refused=False).count() == 30
    assert can_sign_in(browser())


def test_fresh_cookies_buy_no_fresh_tries(worker, browser, hashes):
    """An attacker who throws the cookie away each time is a stranger to the account each time."""
    for _ in range(40):
        fail(browser(), times=1)
    assert len([one for one in hashes if one == WRONG]) == 30


def test_the_device_that_a_person_uses_stays_open_to_them_meanwhile(worker, browser):
    own = browser()
    assert can_sign_in(own)
    own.post(reverse("account_logout"))
    for _ in range(40):
        fail(browser(), times=1)
    assert not can_sign_in(browser())
    assert can_sign_in(own)


def test_one_passphrase_over_many_accounts_from_one_address_is_stopped(worker, browser, hashes):
    """T24, without enrolled devices: fresh cookies from one address."""
    for n in range(130):
        fail(browser(), f"name{n}", times=1)
    assert len([one for one in hashes if one == WRONG]) == 100


def test_without_a_cookie_the_address_is_the_device(worker, hashes):
    for _ in range(15):
        staff_door(Client(), "sam", WRONG)
    assert hashes.count(WRONG) == 10
    assert not can_sign_in(Client())


def test_no_name_cookie_or_address_is_kept_as_it_is(worker, browser):
    client = browser()
    fail(client, times=1)
    row = str(LoginAttempt.objects.values().get())
    for raw in ("sam", "127.0.0.1", client.cookies["device"].value.split(":")[0]):
        assert raw not in row


def test_behind_our_proxy_the_address_is_the_one_that_the_proxy_saw(worker, settings, hashes):
    settings.BEHIND_PROXY = True
    for n in range(15):
        client = Client(headers={"X-Forwarded-For": f"10.9.9.{n}, 192.0.2.7"})
        staff_door(client, "sam", WRONG)
    assert hashes.count(WRONG) == 10
    assert can_sign_in(Client(headers={"X-Forwarded-For": "192.0.2.8"}))


@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_tries_at_once_ten_are_checked(hashes, request):
    """T23."""
    request.getfixturevalue("worker")
    page = Client()
    page.get(reverse(STAFF))
    cookie = page.cookies["device"].value
    hashes.clear()

    def try_once(n):
        client = Client()
        client.cookies["device"] = cookie
        try:
            return staff_door(client, "sam", PASSPHRASE if n == 99 else f"guess {n}").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(try_once, range(100)))
    checked = [one for one in hashes if one]
    assert len(checked) == 10
    assert set(statuses) <= {200, 302}
    assert 302 not in statuses or PASSPHRASE in checked
    assert LoginAttempt.objects.filter(was_refused=False).count() == 10
