"""T26: how long the door takes tells nobody which names exist. T38b and the bench: what a sign-in costs."""

import math
import time
from statistics import median

import pytest
from django.conf import settings as configured
from django.test import Client

from justice_portal.accounts.models import LoginAttempt
from tests.justice_portal.accounts.conftest import phone, with_passphrase

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


def test_unknown_and_known_names_take_the_same_time(real_hasher, person):
    with_passphrase(person)
    client = Client()
    known, unknown = [], []
    for number in ("A0001BC", "A0002BC") * 3:
        phone(client, number, "warms everything up")
    for _ in range(ROUNDS):
        LoginAttempt.objects.all().delete()  # no lock: a locked door is another matter
        known.append(cpu(lambda: phone(client, "A0001BC", "not the passphrase")))
        unknown.append(cpu(lambda: phone(client, "A0002BC", "not the passphrase")))
    likely = chance(known, unknown)
    assert likely > 0.01, f"medians: {median(known):.4f} s for a known name, {median(unknown):.4f} s for an unknown one"


def test_a_sign_in_costs_at_most_eighty_milliseconds_of_cpu(real_hasher, person):
    with_passphrase(person)
    taken = []
    for _ in range(20):
        client = Client()
        client.get("/sign-in/phone/")
        taken.append(cpu(lambda client=client: phone(client, "A0001BC")))
    assert median(taken) <= 0.080


def test_a_locked_door_costs_a_fraction_of_an_open_one(real_hasher, person):
    with_passphrase(person)
    client = Client()
    open_door = [cpu(lambda: phone(client, "A0001BC", "wrong")) for _ in range(10)]
    locked = [cpu(lambda: phone(client, "A0001BC", "wrong")) for _ in range(20)]
    assert median(locked) < median(open_door) * 0.7
