"""Which networks reach which door."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from justice_portal.accounts.second_factor import code_now
from justice_portal.audit.models import AuditEvent
from tests.justice_portal.accounts.conftest import PHONE, SECRET, STAFF, is_signed_in, staff_door
from tests.signing_in import sign_in

TABLET = "accounts:sign-in"
TABLETS, OFFICE, ADMINS = "10.20.3.4", "10.40.0.9", "10.30.0.7"


@pytest.fixture
def zones(settings):
    settings.TABLET_NETWORKS = ["10.20.0.0/16"]
    settings.ADMIN_NETWORKS = ["10.30.0.0/24"]


def at(address, **more):
    return Client(REMOTE_ADDR=address, **more)


def test_t29_right_passphrase_and_code_from_a_tablet_network_open_nothing(zones, worker, person):
    client = at(TABLETS)
    assert client.get(reverse(STAFF)).status_code == 404
    assert staff_door(client, "sam").status_code == 404
    assert client.post(reverse("mfa_authenticate"), {"code": code_now(SECRET)}).status_code == 404
    assert not is_signed_in(client)
    assert client.get(reverse(PHONE)).status_code == 404, "own phones come in where staff do"
    assert client.get(reverse(TABLET)).status_code == 200, "the tablet's own door stays open"
    client = at(OFFICE)
    staff_door(client, "sam")
    client.post(reverse("mfa_authenticate"), {"code": code_now(SECRET)})
    assert is_signed_in(client)


@pytest.mark.parametrize("address", ["::ffff:10.20.3.4", "not an address"])
def test_t29_an_address_in_disguise_is_still_a_tablet(zones, worker, address):
    assert staff_door(at(address), "sam").status_code == 404


def test_t29_a_session_of_staff_that_shows_up_on_a_tablet_ends(zones, world):
    client = sign_in(at(OFFICE), world.manager)
    assert client.get(reverse("notices:list")).status_code == 200
    assert client.get(reverse("notices:list"), REMOTE_ADDR=TABLETS).status_code == 404
    assert not is_signed_in(client)
    assert AuditEvent.objects.filter(event="account.shut_zone", thing_id=str(world.manager.pk)).exists()


def test_t29_by_host_name_too(settings, worker):
    settings.ALLOWED_HOSTS = ["tablet.example", "staff.example"]
    settings.TABLET_HOSTS, settings.STAFF_HOSTS = ["tablet.example"], ["staff.example"]
    assert at(OFFICE).get(reverse(STAFF), headers={"host": "tablet.example"}).status_code == 404
    assert at(OFFICE).get(reverse(STAFF), headers={"host": "staff.example:443"}).status_code == 200
    forged = {"host": "tablet.example", "X-Forwarded-Host": "staff.example"}
    assert at(OFFICE).get(reverse(STAFF), headers=forged).status_code == 404


def test_the_tablet_page_leads_to_the_staff_door_only_where_that_opens(zones, db):
    assert reverse(STAFF) not in at(TABLETS).get(reverse(TABLET)).content.decode()
    assert reverse(STAFF) in at(OFFICE).get(reverse(TABLET)).content.decode()


def admin_pages():
    yield reverse("admin:index")
    yield reverse("admin:autocomplete")
    yield reverse("admin:jsi18n")
    for model in admin.site._registry:
        yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def test_t30_every_page_of_the_administration_asks_for_the_second_factor(world, client):
    client.force_login(world.administrator)
    for page in admin_pages():
        answer = client.get(page)
        assert answer.headers["Location"].startswith(reverse("admin:login")), page
    last = client.get(page, follow=True).redirect_chain[-1][0]
    assert last == reverse("mfa_activate_totp")


def test_t30_no_page_of_the_administration_is_there_outside_its_zone(zones, world):
    for address in (TABLETS, OFFICE):
        client = at(address)
        sign_in(client, world.administrator)
        for page in admin_pages():
            assert client.get(page).status_code == 404, (address, page)
    client = sign_in(at(ADMINS), world.administrator)
    assert client.get(reverse("admin:index")).status_code == 200


def test_t30_no_header_opens_an_api_or_the_administration(world, client):
    import base64

    world.administrator.set_password("long enough to try it with")
    world.administrator.save()
    basic = base64.b64encode(f"{world.administrator.username}:long enough to try it with".encode()).decode()
    for value in (f"Basic {basic}", "Token 0123456789abcdef", "Bearer 0123456789abcdef"):
        for page in ("/admin/", reverse("admin:justice_portal_user_changelist"), reverse("notices:list")):
            assert client.get(page, headers={"authorization": value}).status_code == 302, (value, page)
