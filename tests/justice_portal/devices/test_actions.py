"""The devices desk: tablets come into use, are lost, found, swapped and switched off."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.devices import actions
from justice_portal.devices.models import Device
from justice_portal.devices.proof import NAME, tablet_of
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from tests.factories import WingFactory
from tests.justice_portal.devices.tablets import at_tablet, key_of, make_device


def add(world, client, label="A-01", **more):
    given = {"key": str(uuid7()), "label": label, "wing": str(world.wing.pk), "kind": "shared", **more}
    return client.post(reverse("devices:add", args=[world.here.pk]), given)


def code_in(response):
    return response.context["code"]


def type_code(code, client=None):
    client = client or Client()
    client.post(reverse("devices:enrol"), {"code": code})
    return client


def recorded():
    return list(AuditEvent.objects.filter(event__startswith="device.").order_by("at").values_list("event", flat=True))


def test_a_tablet_is_added_and_set_up_with_a_code_that_works_once(world, browse):
    manager = browse(world.manager)
    code = code_in(add(world, manager))
    tablet = type_code(code.lower().replace(" ", "-"))
    device = Device.objects.get()
    assert device.status == Device.Status.IN_USE
    assert NAME in tablet.cookies
    assert type_code(code).cookies.get(NAME) is None
    assert recorded() == ["device.added", "device.enrolled"]
    kept = str(Device.objects.values().get()) + str(list(AuditEvent.objects.values()))
    assert tablet.cookies[NAME].value not in kept, "the key itself is kept nowhere"
    assert code.replace(" ", "") not in kept


def test_a_code_that_is_too_old_sets_nothing_up_and_a_new_one_does(world, browse, time_machine):
    time_machine.move_to("2027-03-01 09:00+00:00", tick=False)
    code = code_in(add(world, browse(world.manager)))
    time_machine.shift(timedelta(minutes=30, seconds=1))
    page = Client().post(reverse("devices:enrol"), {"code": code})
    assert "did not work" in page.content.decode()
    device = Device.objects.get()
    assert device.status == Device.Status.WAITING
    again = browse(world.manager).post(reverse("devices:code", args=[device.pk]))
    assert NAME in type_code(code_in(again)).cookies


def test_the_same_form_sent_twice_adds_one_tablet(world, browse):
    manager, key = browse(world.manager), str(uuid7())
    add(world, manager, key=key)
    assert add(world, manager, key=key).status_code == 302
    assert Device.objects.count() == 1


def test_two_tablets_of_a_prison_never_share_a_name(world, browse):
    manager = browse(world.manager)
    add(world, manager)
    assert "Choose another name" in add(world, manager).content.decode()
    assert Device.objects.count() == 1


def test_a_wing_of_another_prison_is_not_to_choose(world, browse):
    assert add(world, browse(world.manager), wing=str(world.far_wing.pk)).status_code == 200
    assert not Device.objects.exists()


def opens(device, rf):
    request = rf.get("/")
    request.COOKIES[NAME] = key_of(device)
    return tablet_of(request) is not None


@pytest.mark.parametrize(("verb", "status"), [("lost", "lost"), ("revoke", "revoked")])
def test_a_tablet_that_is_lost_or_switched_off_opens_nothing_at_once(world, browse, rf, verb, status):
    device = make_device(world.wing)
    assert opens(device, rf)
    browse(world.manager).post(reverse(f"devices:{verb}", args=[device.pk]))
    device.refresh_from_db()
    assert device.status == status
    assert not opens(device, rf)


def test_only_what_was_lost_can_be_found(world, browse):
    device = make_device(world.wing)
    actions.mark_lost(device, by=world.manager)
    actions.mark_found(device, by=world.manager)
    actions.revoke_device(device, by=world.manager)
    with pytest.raises(DomainError):
        actions.mark_found(device, by=world.manager)
    assert recorded() == ["device.lost", "device.found", "device.revoked"]


def test_a_whole_wing_is_switched_off_at_once_and_no_other(world, browse, rf):
    mine = [make_device(world.wing, status=status) for status in ("in_use", "in_use", "lost", "waiting")]
    other = make_device(WingFactory(establishment=world.here))
    manager, url = browse(world.manager), reverse("devices:revoke-wing", args=[world.here.pk])
    assert manager.post(url, {"wing": str(world.wing.pk)}).status_code == 200, "a tick says that it is meant"
    assert opens(mine[0], rf)
    manager.post(url, {"wing": str(world.wing.pk), "is_sure": "on"})
    assert set(Device.objects.filter(wing=world.wing).values_list("status", flat=True)) == {"revoked"}
    assert opens(other, rf)
    assert AuditEvent.objects.get(event="device.wing_revoked").facts["wing"] == str(world.wing.pk)


def test_a_swapped_tablet_hands_on_its_wing_and_its_holder(world, browse, rf):
    old = make_device(world.wing, kind="in_cell", holder=world.someone)
    url = reverse("devices:swap", args=[old.pk])
    page = browse(world.manager).post(url, {"swap-key": str(uuid7()), "swap-label": "A-99"})
    new = Device.objects.get(label="A-99")
    assert (new.wing, new.kind, new.holder, new.instead_of) == (old.wing, "in_cell", world.someone, old)
    assert not opens(old, rf)
    type_code(code_in(page))
    new.refresh_from_db()
    assert new.status == "in_use"


def test_who_has_it_is_somebody_of_this_prison_and_shown_to_those_who_see_them(world, browse):
    device = make_device(world.wing, holder=world.people["restricted"])
    manager = browse(world.manager)
    page = manager.get(reverse("devices:device", args=[device.pk])).content.decode()
    assert world.people["restricted"].family_name not in page
    assert "Somebody" in page
    manager.post(reverse("devices:give", args=[device.pk]), {"holder": str(world.people["elsewhere"].pk)})
    device.refresh_from_db()
    assert device.holder == world.people["restricted"]
    manager.post(reverse("devices:give", args=[device.pk]), {"holder": str(world.someone.pk)})
    assert world.someone.family_name in manager.get(reverse("devices:desk", args=[world.here.pk])).content.decode()
    with pytest.raises(DomainError):
        actions.give_device(device, holder=world.people["elsewhere"], by=world.manager)


@pytest.mark.parametrize("who", ["pom", "manager_elsewhere", "person", "key_worker"])
def test_only_the_desk_of_the_prison_manages_its_tablets(world, who):
    device = make_device(world.wing)
    for act in (actions.mark_lost, actions.revoke_device, actions.unlock_device):
        with pytest.raises(PermissionDenied):
            act(device, by=getattr(world, who))
    device.refresh_from_db()
    assert device.status == "in_use"


def test_a_key_that_was_never_given_is_no_tablet(world, rf):
    make_device(world.wing)
    request = rf.get("/")
    request.COOKIES[NAME] = "made up"
    assert tablet_of(request) is None


def test_in_production_only_the_header_of_our_proxy_counts(world, rf, settings):
    """T27: a cookie is no certificate, and without a proxy anybody could have written the header."""
    settings.DEVICE_PROOF = "certificate"
    device = make_device(world.wing)
    for header, behind, is_known in ((key_of(device), True, True), (key_of(device), False, False), ("", True, False)):
        settings.BEHIND_PROXY = behind
        request = rf.get("/", headers={"X-Device-Certificate": header} if header else {})
        request.COOKIES[NAME] = key_of(device)
        assert (tablet_of(request) is not None) is is_known


def test_the_list_costs_the_same_for_any_number_of_tablets(world, browse, same_queries):
    url = reverse("devices:desk", args=[world.here.pk])
    same_queries(browse(world.manager), url, add_row=lambda: make_device(world.wing, holder=world.someone))


def test_the_list_is_narrowed_by_wing_and_state(world, browse):
    make_device(world.wing, label="KEPT-1")
    make_device(world.wing, label="LOST-1", status="lost")
    url = reverse("devices:desk", args=[world.here.pk])
    page = browse(world.manager).get(url, {"status": "lost", "wing": str(world.wing.pk)}).content.decode()
    assert "LOST-1" in page
    assert "KEPT-1" not in page


def test_enrolled_tablets_hold_a_hash_that_the_database_demands(world):
    from django.db import IntegrityError, transaction

    device = make_device(world.wing)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE justice_portal_device SET key_hash = NULL WHERE id = %s", [device.pk])


def test_at_tablet_is_what_the_door_sees(world, rf):
    client = at_tablet(device := make_device(world.wing))
    request = rf.get("/")
    request.COOKIES = {name: one.value for name, one in client.cookies.items()}
    assert tablet_of(request) == device
