"""Two records of one person become one: everything moves, nothing is lost, and what cannot stand twice is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.models import Amendment
from justice_portal.people.feeds.actions import take_in_events
from justice_portal.people.feeds.told import Told
from justice_portal.people.merging.actions import merge_people
from justice_portal.people.merging.joining import move_rows, ways_to_person
from justice_portal.people.models import Allocation, Movement, Person
from justice_portal.people.signals import person_changed
from learning.models import LearningFact
from rehab.contacts.actions import add_contact
from rehab.plans.actions import open_plan
from tests.factories import PersonFactory, allocate, sign_in_for
from tests.policy import room_rows


@pytest.fixture
def twin(world):
    """A second record of someone, by CRN, with an account, a worker and a talk of its own."""
    person = PersonFactory(prison_number=None, crn="X000123", establishment=world.here, wing=world.wing)
    sign_in_for(person)
    allocate(person, world.pom, "pom", at=world.here)
    add_contact(person, key=uuid7(), kind="phone", happened_on=clock.today(), by=world.pom)
    Movement.objects.create(
        person=person, kind="reception", happened_at=clock.now() - timedelta(days=9), to_establishment=world.here
    )
    return person


def join(world, twin, **given):
    given = {"other": twin, "born_on": world.someone.born_on, "by": world.manager, **given}
    return merge_people(world.someone, **given)


def test_everything_of_the_other_record_comes_to_the_one_that_is_kept(world, twin, browse):
    heard = []

    def hear(sender, *, event, **_more):
        heard.append(event)

    person_changed.connect(hear)
    try:
        kept = join(world, twin)
        join(world, twin)
    finally:
        person_changed.disconnect(hear)
    twin.refresh_from_db()
    assert (kept.place, kept.establishment, kept.cell) == ("prison", world.here, world.cell)
    assert (kept.crn, kept.user) == ("X000123", world.person)
    assert (twin.merged_into, twin.crn, twin.user, twin.place) == (kept, None, None, "ended")
    assert kept.contacts.count() == 1
    assert {one.role for one in Allocation.objects.live().filter(person=kept)} == {"key_worker", "pom", "com"}
    moves = Movement.objects.filter(person=kept)
    assert [(one.kind, one.counts, one.why_not) for one in moves] == [("reception", False, "in_prison")]
    assert heard == ["merged"]
    assert Amendment.objects.filter(person=kept, what="joined").count() == 1
    event = AuditEvent.objects.get(event="person.merged")
    assert set(event.subjects) == {kept.pk, twin.pk}
    assert "You had two records. We made them one." in browse(world.person).get("/my-record/dates/").text
    for model, name in ways_to_person():
        if model is not Amendment:
            assert not model._base_manager.filter(**{name: twin.pk}).exists(), model.__name__


def test_a_feed_that_knows_the_old_number_reaches_the_record_that_was_kept(world, twin):
    Person.objects.filter(pk=twin.pk).update(prison_number="A0998ZZ")
    twin.refresh_from_db()
    join(world, twin)
    told = Told(at=0, number="A0998ZZ", kind="transfer_out", happened_at=clock.now(), reference="1")
    take_in_events(Movement, events=[told], source="file", strict=True, by=SYSTEM)
    assert Person.objects.get(pk=world.someone.pk).place == "transfer"


def test_what_only_one_may_have_is_refused_with_its_name_and_nothing_moves(world, twin):
    for person in (world.someone, twin):
        open_plan(person, by=world.pom)
    with pytest.raises(DomainError, match="only one can stand: plan"):
        join(world, twin)
    twin.refresh_from_db()
    assert twin.merged_into is None
    assert twin.contacts.count() == 1
    assert not AuditEvent.objects.filter(event="person.merged").exists()


def test_two_people_are_not_made_one(world, twin):
    for given, words in (
        ({"other": world.someone}, "same record"),
        ({"born_on": clock.today()}, "dates of birth are not the same"),
    ):
        with pytest.raises(DomainError, match=words):
            join(world, twin, **given)
    Person.objects.filter(pk=twin.pk).update(is_restricted=True)
    with pytest.raises(PermissionDenied):
        join(world, twin)
    with pytest.raises(DomainError, match="restricted"):
        join(world, twin, by=SYSTEM)
    with pytest.raises(PermissionDenied):
        join(world, world.people["elsewhere"])


@pytest.mark.parametrize("who", ["key_worker", "pom", "com", "manager_elsewhere", "administrator"])
def test_only_reception_joins_records(world, twin, who):
    with pytest.raises(PermissionDenied):
        join(world, twin, by=getattr(world, who))


def test_the_page_keeps_what_was_typed(world, twin, browse):
    client, url = browse(world.manager), f"/people/{world.someone.pk}/join/"
    born = world.someone.born_on
    day = {"born_on_day": born.day, "born_on_month": born.month, "born_on_year": 1901}
    wrong = client.post(url, {"number": "X000123", **day})
    assert "dates of birth are not the same" in wrong.text
    assert 'value="X000123"' in wrong.text
    assert client.post(url, {"number": "X000123", **day, "born_on_year": born.year}).status_code == 302
    twin.refresh_from_db()
    assert twin.merged_into == world.someone


def test_a_record_that_was_joined_twice_leads_to_the_last_one(world, twin):
    first = PersonFactory(crn="X000124", prison_number=None, born_on=twin.born_on, establishment=world.here)
    merge_people(twin, other=first, born_on=twin.born_on, by=world.manager)
    join(world, Person.objects.get(pk=twin.pk))
    first.refresh_from_db()
    assert first.merged_into == world.someone


def test_every_row_of_every_room_can_go_to_the_record_that_is_kept(world):
    """No trigger keeps a row where it is: what somebody learned is theirs under whichever number it was written."""
    for make in room_rows():
        make(world, "here", world.someone)
    new = PersonFactory(establishment=world.here, wing=world.wing)
    moved = move_rows(new, world.someone)
    assert moved["learning.learningfact"]
    assert len(moved) > 50
    with pytest.raises(DatabaseError, match="read only|Cannot update"), transaction.atomic():
        LearningFact.objects.update(verb="passed")
