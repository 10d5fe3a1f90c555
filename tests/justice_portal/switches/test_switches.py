"""Feature switches."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.switches.actions import set_switch
from justice_portal.switches.codes import SWITCHES, declare_switch, is_on
from justice_portal.switches.models import Switch

CODE = "notices.email"


def test_a_switch_is_as_the_code_declares_until_somebody_sets_it(world):
    assert is_on(CODE) is SWITCHES[CODE].on is True
    set_switch(Switch, code=CODE, is_on=False, by=world.administrator)
    assert is_on(CODE) is False
    set_switch(Switch, code=CODE, is_on=True, by=world.administrator)
    assert is_on(CODE) is True
    kept = AuditEvent.objects.filter(event="switch.changed").order_by("at", "id")
    assert [one.facts["is_on"] for one in kept] == [[None, False], [False, True]]


def test_only_who_may_edit_switches_sets_one(world):
    for user in (world.person, world.manager, world.moderator):
        with pytest.raises(PermissionDenied):
            set_switch(Switch, code=CODE, is_on=False, by=user)
    assert is_on(CODE)
    assert not Switch.objects.exists()


def test_a_switch_that_nobody_declared_is_a_bug(db):
    with pytest.raises(KeyError):
        is_on("nobody.declared_it")
    with pytest.raises(ValueError, match="twice"):
        declare_switch(CODE, "again", on=True)


def test_an_administrator_sets_it_in_the_administration(world, browse):
    client = browse(world.administrator)
    add = reverse("admin:justice_portal_switch_add")
    assert CODE in client.get(add).content.decode()
    assert client.post(add, {"code": CODE, "note": "Too many"}).status_code == 302
    assert is_on(CODE) is False
    switch = Switch.objects.get()
    change = reverse("admin:justice_portal_switch_change", args=[switch.pk])
    assert client.post(change, {"is_on": "on", "note": ""}).status_code == 302
    assert is_on(CODE) is True
    assert client.post(add, {"code": "nobody.declared_it", "is_on": "on"}).status_code == 200
    assert Switch.objects.count() == 1
