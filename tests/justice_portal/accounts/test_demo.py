"""The demo's accounts, and what refuses to be a deployment."""

import io
import json

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from justice_portal.accounts import demo
from justice_portal.accounts.demo_models import DemoAccount
from justice_portal.accounts.models import Door, User
from justice_portal.grants import Reach, Role
from justice_portal.jobs.running import run_most_urgent
from justice_portal.phones.models import OwnPhone
from tests.factories import EstablishmentFactory, PersonFactory
from tests.justice_portal.accounts.conftest import give_code, is_signed_in, staff_door

NUMBER = "+447700900101"


def run(*args):
    out = io.StringIO()
    call_command("demo_accounts", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def is_demo(db, settings):
    settings.DEMO = True
    settings.SITE_URL = "http://demo.invalid"
    demo.mark_as_demo()
    prison = EstablishmentFactory()
    at = {"reach": Reach.ESTABLISHMENT, "establishment": prison}
    demo.make_demo_account(
        username="a0001aa", name="Ash", role_name="Person", what="Takes a lesson", door=Door.TABLET,
        roles=[{"role": Role.PERSON, "reach": Reach.OWN}], order=1,
    )  # fmt: skip
    out = PersonFactory(user=User.objects.get(username="A0001AA"), establishment=None, place="community")
    OwnPhone.objects.create(person=out, number=NUMBER)
    demo.make_demo_account(
        username="Manager", name="Mo", role_name="Manager", what="Sees a prison", roles=[{"role": Role.MANAGER, **at}],
        order=2,
    )  # fmt: skip
    demo.make_demo_account(
        username="admin", name="Ad", role_name="Administrator", what="Finds it all", is_staff=True,
        roles=[{"role": Role.ADMINISTRATOR, "reach": Reach.ESTATE}], order=3,
    )  # fmt: skip


@pytest.mark.parametrize("args", [[], ["--json"], ["--code", "manager"], ["--outbox"]])
def test_it_refuses_on_a_database_that_is_no_demo(db, settings, args):
    settings.DEMO = True
    with pytest.raises(CommandError, match="not a demo"):
        run(*args)


@pytest.mark.parametrize("args", [[], ["--json"], ["--code", "manager"], ["--outbox"]])
def test_it_refuses_when_the_settings_say_no_demo(is_demo, settings, args):
    settings.DEMO = False
    with pytest.raises(CommandError, match="not a demo"):
        run(*args)


def test_a_script_gets_all_it_needs_to_sign_in_as_each_role(is_demo):
    rows = json.loads(run("--json"))
    assert [row["role"] for row in rows] == ["Person", "Manager", "Administrator"]
    assert [row["door"] for row in rows] == ["phone", "staff", "admin"]
    assert set(rows[0]) == {
        "role", "name", "username", "passphrase", "pin", "contact", "totp_secret", "door", "sign_in_url", "what",
    }  # fmt: skip
    assert rows[0]["sign_in_url"] == "http://demo.invalid/phone/"
    assert rows[1]["sign_in_url"] == "http://demo.invalid/staff/sign-in/"
    assert rows[2]["sign_in_url"] == "http://demo.invalid/staff/sign-in/?next=/admin/"
    assert (rows[0]["totp_secret"], rows[0]["passphrase"], rows[0]["contact"]) == ("", "", NUMBER)


def test_each_account_signs_in_with_what_was_printed(is_demo, settings):
    person, manager, _admin = json.loads(run("--json"))
    client = Client()
    client.post(person["sign_in_url"].removeprefix(settings.SITE_URL), {"contact": person["contact"]})
    while run_most_urgent():
        pass
    client.post(reverse("account_confirm_login_code"), {"code": run("--code", person["username"]).strip()})
    assert is_signed_in(client)
    assert f"to {NUMBER}\nSign in. Your code is " in run("--outbox")
    client = Client()
    staff_door(client, manager["username"], manager["passphrase"])
    give_code(client, run("--code", "manager").strip())
    assert is_signed_in(client)
    client = Client()
    staff_door(client, "admin", demo.PASSPHRASE, next="/admin/")
    assert give_code(client, run("--code", "ADMIN").strip()).headers["Location"] == "/admin/"
    assert client.get(reverse("admin:index")).status_code == 200


def test_the_table_names_every_account_and_the_passphrase(is_demo):
    table = run()
    for word in (NUMBER, "manager", "admin", demo.PASSPHRASE, "--code USERNAME", "Takes a lesson"):
        assert word in table


def test_there_is_no_code_for_who_needs_none(is_demo):
    with pytest.raises(CommandError, match="No demo account"):
        run("--code", "nobody")
    with pytest.raises(CommandError, match="No code was sent"):
        run("--code", "A0001AA")


def test_making_an_account_twice_makes_it_once(is_demo):
    before = User.objects.count(), DemoAccount.objects.count()
    demo.make_demo_account(username="manager", name="Mo", role_name="Manager", what="Sees a prison", order=2)
    assert (User.objects.count(), DemoAccount.objects.count()) == before


# What a deployment must not be (T34)


@pytest.fixture
def production(settings):
    settings.DEBUG = settings.DEMO = False
    settings.SECRET_KEY = "k3yQ" * 15
    settings.FIELD_KEYS = ["f1eld" * 12]
    settings.DEVICE_PROOF = "certificate"
    settings.TABLET_NETWORKS, settings.ADMIN_NETWORKS = ["10.20.0.0/16"], ["10.30.0.0/24"]


def found():
    return {message.id for message in run_checks(include_deployment_checks=True) if message.id.startswith("portal.")}


def test_t34_a_production_setting_is_clean(db, production):
    assert found() == set()


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("DEBUG", True, "portal.E001"),
        ("DEMO", True, "portal.E002"),
        ("DEVICE_PROOF", "cookie", "portal.E007"),
        ("SECRET_KEY", "dev-key-" + "x" * 60, "portal.E003"),
        ("SECRET_KEY", "only-for-tests-" + "x" * 60, "portal.E003"),
        ("SECRET_KEY", "short", "portal.E003"),
        ("FIELD_KEYS", ["short"], "portal.E003"),
        ("FIELD_KEYS", ["k3yQ" * 15], "portal.W004"),
    ],
)
def test_t34_what_must_not_be_is_found(db, production, settings, setting, value, says):
    setattr(settings, setting, value)
    assert says in found()


def test_t34_a_demo_database_is_found_even_without_the_setting(is_demo, production):
    assert "portal.E005" in found()


def test_t34_a_demo_account_alone_is_found(is_demo, production):
    from justice_portal.accounts.demo_models import DemoMark

    DemoMark.objects.all().delete()
    assert "portal.E005" in found()
