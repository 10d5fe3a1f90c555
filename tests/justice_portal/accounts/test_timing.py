"""T26: how long the door takes tells nobody which names exist. T38b and the bench: what a sign-in costs."""

import itertools
import math
import time
from statistics import median

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from justice_portal.accounts.models import LoginAttempt
from tests.factories import EstablishmentFactory, PersonFactory, WingFactory, sign_in_for
from tests.justice_portal.accounts.conftest import STAFF, staff_door
from tests.justice_portal.devices.tablets import at_tablet, give_pin, make_device

REAL = list(configured.PASSWORD_HASHERS)
ROUNDS = 60

pytestmark = pytest.mark.proof


@pytest.fixture
def real_hasher(settings, hashes):
    settings.PASSWORD_HASHERS = REAL


def chance(first, second):
    """Mann-Whitney, two-sided: how likely two samples this unlike come from one distribution (normal approximation)."""
    ranks = {value: rank for rank, value in enumerate(sorted([*first, *second]), start=1)}
    n, m = len(first), len(second)
    u = sum(ranks[value] for value in first) - n * (n + 1) / 2
    z = abs(u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(z / math.sqrt(2))


def cpu(do):
    before = time.process_time()
    do()
    return time.process_time() - before


def samples(knock, known, unknown):
    """CPU seconds of a wrong try at a known name, of one at an unknown name, and of one at a closed door, turn by turn.

    knock(name): one wrong try. Before each the count is what it was, so that only the third finds the door closed.
    """
    for name in (known, unknown):
        for _ in range(3):
            knock(name)  # warms everything up
    LoginAttempt.objects.all().delete()
    for _ in range(10):
        knock(known)
    closing = list(LoginAttempt.objects.filter(was_refused=False))
    taken = {"wrong": [], "unknown": [], "locked": []}
    for _ in range(ROUNDS):
        for why, name in (("wrong", known), ("unknown", unknown), ("locked", known)):
            LoginAttempt.objects.all().delete()
            if why == "locked":
                LoginAttempt.objects.bulk_create([_again(one) for one in closing])
            taken[why].append(cpu(lambda name=name: knock(name)))
    return taken


def _again(attempt):
    attempt.pk, attempt.at = None, clock.now()
    return attempt


def same_time(taken):
    for first, second in itertools.combinations(taken, 2):
        likely = chance(taken[first], taken[second])
        assert likely > 0.01, f"{likely:.5f}: " + ", ".join(f"{why} {median(one):.4f} s" for why, one in taken.items())


def test_t26_unknown_wrong_and_locked_take_the_same_time_at_the_staff_door(real_hasher, worker):
    client = Client()
    client.get(reverse(STAFF))
    same_time(samples(lambda name: staff_door(client, name, "not the passphrase"), "sam", "nobody"))


def test_t26_unknown_wrong_and_locked_take_the_same_time_at_the_tablet_door(real_hasher, db):
    wing = WingFactory(establishment=EstablishmentFactory())
    one = PersonFactory(prison_number="A0001BC", establishment=wing.establishment, wing=wing)
    give_pin(sign_in_for(one))
    client = at_tablet(make_device(wing))
    client.get(reverse("accounts:sign-in"))
    same_time(
        samples(
            lambda name: client.post(reverse("accounts:sign-in"), {"number": name, "pin": "9517"}), "A0001BC", "A0777XX"
        )
    )


def test_a_sign_in_costs_at_most_eighty_milliseconds_of_cpu(real_hasher, worker):
    taken = []
    for _ in range(20):
        client = Client()
        client.get(reverse(STAFF))
        taken.append(cpu(lambda client=client: staff_door(client, "sam")))
    assert median(taken) <= 0.080


def test_t38b_in_a_flood_a_closed_door_costs_a_fraction_of_an_open_one(real_hasher, worker):
    client = Client()
    client.get(reverse(STAFF))
    first = [cpu(lambda: staff_door(client, "sam", "wrong")) for _ in range(30)]
    flood = [cpu(lambda: staff_door(client, "sam", "wrong")) for _ in range(30)]
    assert median(flood) < median(first) * 0.7
