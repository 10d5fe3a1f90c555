"""F14: the machine's clock jumps. A lock neither falls early nor stays for ever, and no code counts twice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from justice_portal.accounts.models import LoginAttempt
from justice_portal.accounts.second_factor import code_now, spend
from tests.justice_portal.accounts.conftest import SECRET, is_signed_in, phone

NINE = "2027-03-28 00:55+00:00"  # five minutes before the hour that the wall clock skips
NUMBER = "A0001BC"


@pytest.fixture
def locked(person, browser, time_machine):
    """A browser in which the account has just been locked."""
    time_machine.move_to(NINE, tick=False)
    client = browser()
    for _nth in range(10):
        phone(client, NUMBER, "not the passphrase")
    phone(client, NUMBER)
    assert not is_signed_in(client)
    return client


def test_f14_a_lock_is_over_after_a_jump_of_three_days(locked, time_machine):
    time_machine.shift(timedelta(days=3))
    phone(locked, NUMBER)
    assert is_signed_in(locked)


def test_f14_a_lock_holds_when_the_clock_goes_back_and_ends_in_its_time(locked, time_machine):
    time_machine.shift(timedelta(minutes=-10))
    phone(locked, NUMBER)
    assert not is_signed_in(locked), "putting the clock back opens no door"
    time_machine.shift(timedelta(minutes=20, seconds=2))
    phone(locked, NUMBER)
    assert is_signed_in(locked)


def test_f14_ten_minutes_last_ten_minutes_over_the_hour_that_march_skips(locked, time_machine):
    time_machine.shift(timedelta(minutes=9, seconds=50))  # 02:04 on the wall, where it was 00:55
    phone(locked, NUMBER)
    assert not is_signed_in(locked)
    time_machine.shift(timedelta(seconds=12))
    phone(locked, NUMBER)
    assert is_signed_in(locked)


@pytest.mark.parametrize("jump", [timedelta(minutes=-10), timedelta(seconds=-30), timedelta()])
def test_f14_a_code_that_was_used_never_counts_again(worker, time_machine, jump):
    time_machine.move_to(NINE, tick=False)
    code = code_now(SECRET)
    assert spend(worker, code)
    time_machine.shift(jump)
    assert not spend(worker, code)
    time_machine.shift(-jump)
    assert not spend(worker, code)
    time_machine.shift(timedelta(days=3))
    assert spend(worker, code_now(SECRET))


def test_f14_a_session_of_before_the_jump_is_over_after_three_days(person, browser, time_machine):
    time_machine.move_to(NINE, tick=False)
    client = browser()
    phone(client, NUMBER)
    assert is_signed_in(client)
    time_machine.shift(timedelta(days=3))
    assert client.get(reverse("notices:list")).status_code == 302
    assert LoginAttempt.objects.filter(succeeded=True).count() == 1
