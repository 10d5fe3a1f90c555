"""A record for somebody whom no prison received: made by who works in the delivery unit, once, and never by surprise."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.keys import uuid7
from justice_portal.people.models import Person
from justice_portal.people.orders.actions import begin_record
from tests.factories import staff

URL = "/people/new-order/"


def typed(world, **other):
    return {
        "key": str(uuid7()), "crn": "x 198092", "given_name": "Wren", "family_name": "Oakley", "born_on": "1999-04-03",
        "unit": str(world.unit.pk), "on": clock.today().isoformat(), "language": "English", "reading": "plain", **other,
    }  # fmt: skip


def test_a_com_begins_a_record_and_looks_after_the_person(world, browse):
    client, sent = browse(world.com), typed(world)
    for _twice in range(2):
        answer = client.post(URL, sent)
        assert answer.status_code == 302
    person = Person.objects.get(crn="X198092")
    assert answer["Location"] == f"/people/{person.pk}/"
    assert (person.place, person.status, person.delivery_unit) == ("community", "community_order", world.unit)
    assert person.allocations.get(ended_at=None).user == world.com
    assert client.get(f"/people/{person.pk}/history/").status_code == 200
    assert AuditEvent.objects.filter(event="person.order_received").count() == 1
    assert browse(world.com_elsewhere).get(f"/people/{person.pk}/").status_code == 404


def test_a_manager_of_the_unit_makes_one_that_waits_for_a_com(world, browse):
    manager = staff("manager", unit=world.unit)
    assert browse(manager).post(URL, typed(world)).status_code == 302
    assert not Person.objects.get(crn="X198092").allocations.exists()


def test_a_name_that_is_there_is_asked_about_before_a_second_record_is_made(world, browse):
    client = browse(world.com)
    client.post(URL, typed(world))
    again = typed(world, crn="X098093", given_name="Wrenn")
    page = client.post(URL, again)
    assert "Is there a record already?" in page.text
    assert "X198092" in page.text
    assert 'value="Wrenn"' in page.text
    assert not Person.objects.filter(crn="X098093").exists()
    colleague = browse(staff("com", unit=world.unit))  # does not reach the person: told that there is one, and no more
    page = colleague.post(URL, typed(world, crn="X098094")).text
    assert "Someone of this name and date of birth is with this delivery unit" in page
    assert "X198092" not in page
    assert client.post(URL, {**again, "is_someone_else": "1"}).status_code == 302


def test_t08_a_number_that_is_known_anywhere_gets_one_answer_and_changes_nothing(world, browse):
    hidden = world.people["restricted"]
    Person.objects.filter(pk=hidden.pk).update(crn="X111111")
    before = Person.objects.count()
    answer = browse(world.com).post(URL, typed(world, crn="X111111")).text
    assert "A record cannot be made with this CRN" in answer
    assert str(hidden) not in answer
    tomorrow = clock.today() + timedelta(days=1)
    for wrong, words in (
        ({"crn": "098092"}, "like this: X098092"), ({"born_on": "2025-04-03"}, "Check the year"),
        ({"on": tomorrow.isoformat()}, "in the future"),
        ({"unit": str(world.far_unit.pk)}, "Choose"),
    ):  # fmt: skip
        assert words in browse(world.com).post(URL, typed(world, **wrong)).text
    assert Person.objects.count() == before


def test_nobody_begins_a_record_in_another_unit(world, browse):
    who = {"crn": "X198092", "given_name": "Wren", "family_name": "Oakley", "born_on": clock.today().replace(year=1999)}
    for user, unit in ((world.com, world.far_unit), (world.manager, world.unit), (world.pom, world.unit)):
        with pytest.raises(PermissionDenied):
            begin_record(Person, key=uuid7(), unit=unit, on=clock.today(), by=user, **who)
    assert browse(world.manager).get(URL).status_code == 404
