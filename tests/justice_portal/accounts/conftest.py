"""Accounts with known passphrases, and the steps of signing in as a browser takes them."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from justice_portal.accounts.second_factor import code_now
from justice_portal.grants import Role
from justice_portal.people.models import Person
from tests.factories import PASSPHRASE, PersonFactory, sign_in_for, staff
from tests.justice_portal.accounts import hashers

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PHONE, STAFF = "account_request_login_code", "account_login"


@pytest.fixture(autouse=True)
def hashes(settings):
    """The passphrases that were checked, in order."""
    settings.PASSWORD_HASHERS = ["tests.justice_portal.accounts.hashers.CountingHasher"]
    hashers.checked.clear()
    return hashers.checked


@pytest.fixture
def person(db):
    """On licence, with a phone of their own. Their door: tests/justice_portal/phones; that of prisons: …/visits."""
    return sign_in_for(PersonFactory(prison_number="A0001BC", establishment=None, place=Person.Place.COMMUNITY))


@pytest.fixture
def worker(db):
    """A mentor: at the staff door, with a second factor."""
    user = with_passphrase(staff(Role.MENTOR, username="sam"))
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(SECRET)}
    )
    return user


@pytest.fixture
def newcomer(db):
    """A mentor who has no second factor yet."""
    return with_passphrase(staff(Role.MENTOR, username="kim"))


@pytest.fixture
def browser():
    """browser() is a browser of its own, that has opened the sign-in page and keeps its cookies."""

    def fresh(door=STAFF):
        client = Client()
        client.get(reverse(door))
        return client

    return fresh


def with_passphrase(user):
    user.set_password(PASSPHRASE)
    user.save()
    return user


def staff_door(client, name, passphrase=PASSPHRASE, **more):
    return client.post(reverse(STAFF), {"login": name, "password": passphrase, **more})


def passed(client, name="sam", passphrase=PASSPHRASE):
    """Whether the door takes this name and passphrase; the code would be next."""
    return staff_door(client, name, passphrase).status_code == 302


def give_code(client, code=None):
    return client.post(reverse("mfa_authenticate"), {"code": code or code_now(SECRET)})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def same_for_all(response):
    """The page without what differs between any two answers: the token of the form and what was typed."""
    page = response.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return re.sub(r'value="[^"]*" maxlength="60"|(name="(?:number|login)" )value="[^"]*"', "", page)
