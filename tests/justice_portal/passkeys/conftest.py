"""Browsers with keys, at the doors."""

import json

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from justice_portal.accounts.second_factor import code_now
from justice_portal.grants import Role
from justice_portal.phones import actions as phones
from tests.factories import PASSPHRASE, staff
from tests.justice_portal.passkeys.software_key import SoftwareKey
from tests.justice_portal.phones.test_phones import sent_code, start_joining

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
INSIDE = "notices:list"


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def worker(db):
    """A mentor with codes of an app."""
    user = newcomer(username="sam")
    sealed = get_adapter().encrypt(SECRET)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": sealed})
    return user


def newcomer(username="kim"):
    user = staff(Role.MENTOR, username=username)
    user.set_password(PASSPHRASE)
    user.save()
    return user


def passphrase(name="sam"):
    """A browser in which the passphrase was right."""
    client = Client()
    client.post(reverse("account_login"), {"login": name, "password": PASSPHRASE})
    return client


def signed_in(name="sam"):
    client = passphrase(name)
    client.post(reverse("mfa_authenticate"), {"code": code_now(SECRET)})
    assert is_in(client)
    return client


def is_in(client):
    return client.get(reverse(INSIDE)).status_code == 200


def send(client, name, answer, **more):
    return client.post(reverse(f"passkeys:{name}"), {"answer": json.dumps(answer), **more})


def question(client):
    answer = client.post(reverse("passkeys:challenge"))
    assert answer.status_code == 200, answer.content
    return answer.json()


def make_key(client, key=None):
    key = key or SoftwareKey()
    answer = client.post(reverse("passkeys:passkey-options"))
    assert answer.status_code == 200, answer.content
    key.asked = answer.json()
    key.response = send(client, "passkey-add", key.make(key.asked))
    return key


def come_in(key, door="staff", client=None, **more):
    client = client or Client()
    client.answer = send(client, door, key.sign(question(client)), **more)
    return client


@pytest.fixture
def inbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


@pytest.fixture
def joined(world, inbox):
    """Someone on probation who has just joined, in their browser."""
    code = phones.issue_join_code(world.people["released"], by=world.com)
    client, _answer = start_joining(world.people["released"], code)
    client.post(reverse("account_confirm_login_code"), {"code": sent_code(inbox)})
    assert is_in(client)
    return client
