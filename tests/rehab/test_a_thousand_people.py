"""A caseload of a thousand: every list that staff open costs the queries that it costs with ten people in view."""

import copy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from justice_portal.access import Role
from justice_portal.keys import uuid7
from justice_portal.models import Allocation, Person
from rehab import models as rooms
from tests.factories import PersonFactory
from tests.policy import room_rows

#: What the rooms' rows of one person are copied for each of the others, parents before their children.
WRITTEN = (
    rooms.Plan, rooms.Goal, rooms.Step, rooms.Appointment, rooms.MoveAsked, rooms.CareAlert, rooms.CheckInPlan, rooms.CheckIn,
    rooms.CheckInAnswer, rooms.Complaint, rooms.Contact, rooms.Handover, rooms.HandoverLine, rooms.Licence,
    rooms.LicenceCondition, rooms.ConditionChange, rooms.LicencePermission, rooms.SupportNeed, rooms.SupportRequest,
    rooms.ReviewDue, rooms.ReleaseDay,
)  # fmt: skip

LISTS = (
    "dashboards:today", "dashboards:caseload", "people:list", "appointments:calendar", "appointments:outcomes",
    "appointments:asked", "appointments:to-give", "care:board", "checkins:queue", "complaints:desk", "handover:list",
    "licence:changes", "may-i:queue", "requests:desk", "requests:desk-times", "reviews:due",
)  # fmt: skip
READERS = ("pom", "com", "manager", "safer_custody")


def more_people(world, many):
    """People of the wing in the caseload of its POM and of a COM."""
    made = [
        PersonFactory.build(establishment=world.here, wing=world.wing, delivery_unit=world.unit) for _one in range(many)
    ]
    Person.objects.bulk_create(made)
    workers = ((Role.POM, world.pom, world.here), (Role.COM, world.com, None))
    Allocation.objects.bulk_create(
        Allocation(person=one, user=user, role=role, establishment=place)
        for one in made
        for role, user, place in workers
    )
    return made


def write_for(people, like):
    """For each of them what the rooms hold about the one they are like."""
    for one in people:
        one.copied = {like.pk: one.pk}
    for model in WRITTEN:
        links = [field.attname for field in model._meta.concrete_fields if field.is_relation]
        made = []
        for row in model._base_manager.all():
            for one in people:
                found = {name: one.copied[key] for name in links if (key := getattr(row, name)) in one.copied}
                if found:
                    twin = copy.copy(row)
                    twin.pk = one.copied[row.pk] = uuid7()
                    vars(twin).update(found)
                    made.append(twin)
        model._base_manager.bulk_create(made, batch_size=500)


def costs(browse, world):
    """How many queries each list costs each reader, and how long its page is; those that may not open it are left out."""
    found = {}
    for who in READERS:
        client = browse(getattr(world, who))
        for name in LISTS:
            client.get(reverse(name))  # what is asked once a process
            with CaptureQueriesContext(connection) as caught:
                page = client.get(reverse(name))
            if page.status_code == 200:
                found[who, name] = len(caught), len(page.content)
    return found


@pytest.mark.proof
def test_every_list_costs_the_same_for_ten_people_and_a_thousand(world, browse):
    like = world.someone
    for make in room_rows():
        make(world, "here", like)
    write_for(more_people(world, 10), like)
    few = costs(browse, world)
    assert {name for _who, name in few} == set(LISTS), "every list has a reader"
    write_for(more_people(world, 1000), like)
    assert rooms.Plan.objects.visible_to(world.pom).count() > 1000
    many = costs(browse, world)
    assert {key: (few[key][0], many[key][0]) for key in few if many[key][0] != few[key][0]} == {}
    longer = {
        name
        for _who, name in few
        if any(many[who, name][1] > few[who, name][1] for who in READERS if (who, name) in few)
    }
    assert longer == set(LISTS), "each showed more people than before to somebody"
