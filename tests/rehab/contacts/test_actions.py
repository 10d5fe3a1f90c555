"""Writing down that staff and a person met."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from rehab.contacts import actions
from rehab.models import Contact


def day(days_ago):
    on = clock.today() - timedelta(days=days_ago)
    return {"happened_on_day": on.day, "happened_on_month": on.month, "happened_on_year": on.year}


def test_a_contact_is_kept_once_and_audited(world, browse):
    url, data = reverse("contacts:contacts", args=[world.someone.pk]), {"key": uuid4(), "kind": "phone", **day(1)}
    client = browse(world.key_worker)
    for _ in range(2):
        client.post(url, data)
    contact = Contact.objects.get()
    assert (contact.added_by, contact.made_in) == (world.key_worker, world.here)
    assert AuditEvent.objects.filter(event="contacts.added", subjects=[world.someone.pk]).count() == 1
    assert "Phone call" in client.get(url).content.decode()


@pytest.mark.parametrize(("days_ago", "said"), [(-1, "today or before"), (61, "60 days")])
def test_impossible_days_are_refused_in_the_form(world, browse, days_ago, said):
    url = reverse("contacts:contacts", args=[world.someone.pk])
    answer = browse(world.pom).post(url, {"key": uuid4(), "kind": "phone", **day(days_ago)})
    assert said in answer.content.decode()
    assert not Contact.objects.exists()


def test_who_may_not_add_and_a_borrowed_key(world):
    data = {"key": uuid4(), "kind": "phone", "happened_on": clock.today()}
    for who in ("person", "pom_elsewhere", "administrator", "tutor"):
        with pytest.raises(PermissionDenied):
            actions.add_contact(world.someone, **data, by=getattr(world, who))
    actions.add_contact(world.someone, **data, by=world.com)
    with pytest.raises(DomainError, match="once more"):
        actions.add_contact(world.people["elsewhere"], **data, by=world.com_elsewhere)
    assert Contact.objects.count() == 1


def test_the_list_costs_the_same_for_any_length(world, browse, same_queries):
    def add_row():
        actions.add_contact(world.someone, key=uuid4(), kind="video", happened_on=clock.today(), by=world.com)

    same_queries(browse(world.manager), reverse("contacts:contacts", args=[world.someone.pk]), add_row=add_row)
