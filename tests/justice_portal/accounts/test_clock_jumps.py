"""F14: the machine's clock jumps. A lock neither falls early nor stays for ever, and no code counts twice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from justice_portal.accounts.models import LoginAttempt
from justice_portal.accounts.second_factor import code_now, spend
from tests.justice_portal.accounts.conftest import SECRET, give_code, is_signed_in, passed

NINE = "2027-03-28 00:55+00:00"  # five minutes before the hour that the wall clock skips


@pytest.fixture
def locked(worker, browser, time_machine):
    """A browser in which the account has just been locked."""
    time_machine.move_to(NINE, tick=False)
    client = browser()
    for _nth in range(10):
        passed(client, passphrase="not the passphrase")
    assert not passed(client)
    return client


def test_f14_a_lock_is_over_after_a_jump_of_three_days(locked, time_machine):
    time_machine.shift(timedelta(days=3))
    assert passed(locked)


def test_f14_a_lock_holds_when_the_clock_goes_back_and_ends_in_its_time(locked, time_machine):
    time_machine.shift(timedelta(minutes=-10))
    assert not passed(locked), "putting the clock back opens no door"
    time_machine.shift(timedelta(minutes=20, seconds=2))
    assert passed(locked)


def test_f14_ten_minutes_last_ten_minutes_over_the_hour_that_march_skips(locked, time_machine):
    time_machine.shift(timedelta(minutes=9, seconds=50))  # 02:04 on the wall, where it was 00:55
    assert not passed(locked)
    time_machine.shift(timedelta(seconds=12))
    assert passed(locked)


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


def test_f14_a_session_of_before_the_jump_is_over_after_three_days(worker, browser, time_machine):
    time_machine.move_to(NINE, tick=False)
    client = browser()
    passed(client)
    give_code(client)
    assert is_signed_in(client)
    time_machine.shift(timedelta(days=3))
    assert client.get(reverse("notices:list")).status_code == 302
    assert LoginAttempt.objects.filter(succeeded=True).count() == 2, "passphrase and code"
