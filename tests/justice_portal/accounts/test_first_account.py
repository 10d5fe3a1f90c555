"""A fresh database gets its first administrator, and throws away what is old."""

import io
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from justice_portal.accounts.models import LoginAttempt, User
from justice_portal.accounts.nightly import end_old_sessions, forget_old_attempts
from justice_portal.audit.models import AuditEvent
from tests.justice_portal.accounts.conftest import is_signed_in, staff_door


def run(*args):
    out = io.StringIO()
    call_command("open_first_account", *args, stdout=out)
    return out.getvalue()


def test_the_first_administrator_signs_in_and_sets_up_codes(db):
    said = run("First", "--name", "First Person")
    passphrase = said.split("Passphrase:  ")[1].split("\n")[0]
    user = User.objects.get(username="first")
    assert (user.name, user.is_staff, user.has_role("administrator")) == ("First Person", True, True)
    assert list(AuditEvent.objects.order_by("at", "id").values_list("event", "by_id")) == [
        ("account.opened", None),
        ("role.granted", None),
    ]
    client = Client()
    client.get(reverse("account_login"))
    staff_door(client, "first", passphrase)
    assert is_signed_in(client)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == reverse("mfa_activate_totp")


def test_there_is_a_first_and_a_second_and_no_more(db):
    """T109: one administrator alone could grant nothing, so the first set-up opens two."""
    run("first")
    run("second")
    with pytest.raises(CommandError, match="There are two administrators"):
        run("third")
    assert User.objects.count() == 2


def test_a_user_name_that_is_taken_opens_nothing(person):
    with pytest.raises(CommandError, match="already"):
        run("A0001BC")
    assert not User.objects.filter(is_staff=True).exists()


def test_tries_are_kept_thirteen_months(db):
    for age in (10, 390, 400):
        keys = dict.fromkeys(("account_key", "device_key", "address_key"), "x")
        LoginAttempt.objects.create(door="staff", at=clock.now() - timedelta(days=age), **keys)
    forget_old_attempts()
    forget_old_attempts()
    assert LoginAttempt.objects.count() == 2
    assert AuditEvent.objects.get().facts == {"count": 1}


def test_sessions_that_have_run_out_go(db):
    for n, left in enumerate((timedelta(hours=1), timedelta(hours=-1))):
        Session.objects.create(session_key=f"key{n}", session_data="x", expire_date=clock.now() + left)
    end_old_sessions()
    assert Session.objects.get().session_key == "key0"
