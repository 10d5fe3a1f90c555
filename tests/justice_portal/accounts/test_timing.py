"""T26: how long the door takes tells nobody which names exist. T38b and the bench: what a sign-in costs."""

import math
import time
from statistics import median

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from justice_portal.accounts.models import LoginAttempt
from tests.justice_portal.accounts.conftest import STAFF, staff_door

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


def test_unknown_and_known_names_take_the_same_time(real_hasher, worker):
    client = Client()
    known, unknown = [], []
    for number in ("sam", "nobody") * 3:
        staff_door(client, number, "warms everything up")
    for _ in range(ROUNDS):
        LoginAttempt.objects.all().delete()  # no lock: a locked door is another matter
        known.append(cpu(lambda: staff_door(client, "sam", "not the passphrase")))
        unknown.append(cpu(lambda: staff_door(client, "nobody", "not the passphrase")))
    likely = chance(known, unknown)
    assert likely > 0.01, f"medians: {median(known):.4f} s for a known name, {median(unknown):.4f} s for an unknown one"


def test_a_sign_in_costs_at_most_eighty_milliseconds_of_cpu(real_hasher, worker):
    taken = []
    for _ in range(20):
        client = Client()
        client.get(reverse(STAFF))
        taken.append(cpu(lambda client=client: staff_door(client, "sam")))
    assert median(taken) <= 0.080


def test_a_locked_door_costs_a_fraction_of_an_open_one(real_hasher, worker):
    client = Client()
    open_door = [cpu(lambda: staff_door(client, "sam", "wrong")) for _ in range(10)]
    locked = [cpu(lambda: staff_door(client, "sam", "wrong")) for _ in range(20)]
    assert median(locked) < median(open_door) * 0.7
