"""The tablet door: people with PINs, and browsers that are enrolled tablets."""

import re

import pytest
from django.urls import reverse

from tests.factories import EstablishmentFactory, PersonFactory, WingFactory, sign_in_for
from tests.justice_portal.accounts import hashers
from tests.justice_portal.devices.tablets import PIN, at_tablet, give_pin, make_device

DOOR = "accounts:sign-in"
WRONG = "9517"


@pytest.fixture(autouse=True)
def hashes(settings):
    """The PINs that were checked, in order."""
    settings.PASSWORD_HASHERS = ["tests.justice_portal.accounts.hashers.CountingHasher"]
    hashers.checked.clear()
    return hashers.checked


@pytest.fixture
def wing(db):
    return WingFactory(establishment=EstablishmentFactory(name="Hereford Green"))


@pytest.fixture
def person(wing):
    one = PersonFactory(prison_number="A0001BC", establishment=wing.establishment, wing=wing)
    give_pin(sign_in_for(one))
    return one


@pytest.fixture
def tablet(wing):
    """tablet() is a browser that is a new enrolled tablet of the wing."""

    def fresh(of=wing, **fields):
        return at_tablet(make_device(of, **fields))

    return fresh


def door(client, number, pin=PIN, **more):
    return client.post(reverse(DOOR), {"number": number, "pin": pin, **more})


def is_signed_in(client):
    return client.get(reverse("home")).status_code == 200


def same_for_all(response):
    """The page without what differs between any two answers: the form's token, what was typed, the tablet's name."""
    page = response.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    page = re.sub(r"tablet T-\d+", "tablet T", page)
    return re.sub(r'(name="number" )value="[^"]*"', r"\1", page)
