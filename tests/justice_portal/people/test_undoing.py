"""Two people who were made one are two again, and a record begun by mistake stands no more: two people agree to each."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.models import Allocation, Amendment, Movement, RecordJoin
from justice_portal.people.merging.actions import merge_people, undo_join
from justice_portal.people.models import Person
from justice_portal.people.withdrawing.actions import withdraw_record
from rehab.contacts.actions import add_contact
from rehab.models import Complaint, Goal, Plan
from rehab.plans.actions import add_goal, open_plan
from tests.factories import PersonFactory, allocate, sign_in_for, staff
from tests.rehab.complaints.rows import complaint_of


@pytest.fixture
def twin(world):
    """Somebody else with the same birthday, in the same prison, with a worker, a plan and an account."""
    person = PersonFactory(
        prison_number="A0998ZZ", crn="X000123", establishment=world.here, wing=world.wing, born_on=world.someone.born_on
    )
    sign_in_for(person)
    allocate(person, world.pom, "pom", at=world.here)
    Movement.objects.create(
        person=person, kind="reception", happened_at=clock.now() - timedelta(days=9), to_establishment=world.here
    )
    open_plan(person, by=world.pom)
    return person


@pytest.fixture
def second(world):
    return staff("manager", at=world.here, name="Second manager")


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_two_people_undo_a_join_and_each_has_again_what_was_theirs(world, twin, second, browse):
    before = {name: getattr(twin, name) for name in ("prison_number", "crn", "user_id", "place", "establishment_id")}
    merge_people(world.someone, other=twin, born_on=twin.born_on, by=world.manager)
    kept = fresh(world.someone)
    assert kept.crn == "X000123"
    plan = Plan.objects.get()
    day = clock.today() + timedelta(days=90)
    add_goal(plan, key=uuid7(), pathway="work", title="Get a job", due_on=day, by=world.pom)
    since = add_contact(kept, key=uuid7(), kind="phone", happened_on=clock.today(), by=world.pom)
    join = RecordJoin.objects.get()
    asks, agrees = browse(world.manager), browse(second)
    assert "A0998ZZ" in asks.get(f"/people/{kept.pk}/join/").text
    url = f"/people/joins/{join.pk}/undo/"
    assert browse(world.manager_elsewhere).post(url).status_code == 404
    for _twice in range(2):
        change = asks.post(url)["Location"]
    assert fresh(twin).merged_into == kept
    assert asks.post(f"{change}approve/").status_code == 409, "nobody does it alone"
    assert "A0998ZZ" in agrees.get(change).text
    assert agrees.post(f"{change}approve/").status_code == 302
    again = fresh(twin)
    assert {name: getattr(again, name) for name in before} == before
    assert (again.merged_into, again.user.is_active) == (None, True)
    assert (fresh(kept).crn, fresh(kept).place, fresh(kept).user) == (None, "prison", world.person)
    assert fresh(plan).person == again
    assert Goal.objects.get().plan.person == again, "what was added to it since goes with it"
    assert fresh(since).person == kept, "what was written since under the kept record stays"
    assert [one.user for one in Allocation.objects.live().filter(person=again)] == [world.pom]
    move = Movement.objects.get(kind="reception")
    assert (move.person, move.counts, move.withdrawn_at) == (again, True, None)
    assert set(Amendment.objects.filter(what="separated").values_list("person", flat=True)) == {kept.pk, again.pk}
    page = browse(world.person).get("/my-record/dates/").text
    assert "mixed up with the record of someone else" in page
    assert str(again) not in page
    event = AuditEvent.objects.get(event="person.join_undone")
    assert set(event.subjects) == {kept.pk, again.pk}
    with pytest.raises(DomainError, match="undone already"):
        undo_join(join, by=second)


def test_a_join_is_not_undone_where_only_one_can_stand_nor_by_who_does_not_receive(world, twin):
    merge_people(world.someone, other=twin, born_on=twin.born_on, by=world.manager)
    join = RecordJoin.objects.get()
    for who in (world.pom, world.key_worker, world.administrator, world.manager_elsewhere):
        with pytest.raises(PermissionDenied):
            undo_join(join, by=who)
    Person.objects.filter(pk=twin.pk).update(merged_into=world.people["elsewhere"])
    with pytest.raises(DomainError, match="another came after it"), transaction.atomic():
        undo_join(join, by=world.manager)


def test_a_chain_of_joins_is_undone_link_by_link_from_the_last(world, twin, second):
    """Three people who were made one: first joined to twin, twin to the kept record. Each has their own again."""
    first = PersonFactory(
        prison_number=None, crn="X000124", establishment=world.here, wing=world.wing, born_on=twin.born_on
    )
    sign_in_for(first)
    allocate(first, world.pom, "pom", at=world.here)
    rows = {}
    for person, days in ((first, 5), (twin, 4), (world.someone, 3)):
        day = clock.today() - timedelta(days=days)
        rows[person.pk] = add_contact(person, key=uuid7(), kind="phone", happened_on=day, by=world.pom)
    Movement.objects.create(
        person=first,
        kind="cell",
        happened_at=clock.now() - timedelta(days=2),
        to_establishment=world.here,
        to_cell=world.cell,
    )
    names = ("prison_number", "crn", "user_id", "place", "status", "establishment_id", "cell_id", "merged_into_id")
    stand = lambda: {one.pk: [getattr(fresh(one), name) for name in names] for one in (first, twin, world.someone)}  # noqa: E731
    stories = lambda: {(one.pk, one.person_id, one.counts, one.withdrawn_at) for one in Movement.objects.all()}  # noqa: E731
    before, told = stand(), stories()
    merge_people(twin, other=first, born_on=twin.born_on, by=world.manager)
    between, told_between = stand(), stories()
    merge_people(world.someone, other=fresh(twin), born_on=twin.born_on, by=world.manager)
    older, newer = RecordJoin.objects.order_by("pk")
    assert fresh(first).merged_into == world.someone
    assert {one.person for one in map(fresh, rows.values())} == {world.someone}
    with pytest.raises(DomainError, match="another came after it"), transaction.atomic():
        undo_join(older, by=second)
    undo_join(newer, by=second)
    assert (stand(), stories()) == (between, told_between)
    undo_join(fresh(older), by=second)
    assert (stand(), stories()) == (before, told)
    assert {pk: fresh(row).person_id for pk, row in rows.items()} == {pk: pk for pk in rows}


@pytest.fixture
def mistake(world):
    """A record as reception begins one."""
    person = PersonFactory(prison_number="A0996ZZ", establishment=world.here, wing=world.wing)
    sign_in_for(person)
    allocate(person, world.pom, "pom", at=world.here)
    Movement.objects.create(
        person=person, kind="reception", happened_at=clock.now(), to_establishment=world.here, counts=True
    )
    return person


def test_two_people_withdraw_a_record_and_its_number_is_free(world, mistake, second, browse):
    asks, agrees, url = browse(world.manager), browse(second), f"/people/{mistake.pk}/withdraw/"
    assert asks.post(url, {"why": ""}).status_code == 200
    for _twice in range(2):
        change = asks.post(url, {"why": "other_person"})["Location"]
    assert fresh(mistake).place == "prison"
    assert asks.post(f"{change}approve/").status_code == 409
    assert "Somebody else was meant" in agrees.get(change).text
    assert agrees.post(f"{change}approve/").status_code == 302
    gone = fresh(mistake)
    assert (gone.place, gone.establishment, gone.prison_number, gone.user.is_active) == ("ended", None, None, False)
    assert gone.withdrawn_at
    assert not Allocation.objects.live().filter(person=gone).exists()
    assert Amendment.objects.get(person=gone).why == "other_person"
    assert AuditEvent.objects.get(event="person.record_withdrawn").facts["prison_number"] == "A0996ZZ"
    PersonFactory(prison_number="A0996ZZ", establishment=world.here, wing=world.wing)
    assert agrees.get(f"/people/{gone.pk}/").status_code == 404


def test_a_record_with_a_life_on_it_is_not_withdrawn(world, mistake, browse):
    open_plan(mistake, by=world.pom)
    with pytest.raises(DomainError, match="something on it .plans."):
        withdraw_record(mistake, why="twice", by=world.manager)
    complaint_of(mistake, world.here, kind="confidential")
    page = browse(world.manager).get(f"/people/{mistake.pk}/withdraw/").text
    assert "so it cannot be withdrawn" in page
    assert "something that you may not read" in page
    assert "<li>complaints</li>" not in page
    Complaint.objects.all().delete()
    Plan.objects.all().delete()
    mistake.user.last_login = clock.now()
    mistake.user.save()
    with pytest.raises(DomainError, match="signed in"):
        withdraw_record(fresh(mistake), why="twice", by=world.manager)
    for who in (world.pom, world.administrator, world.manager_elsewhere):
        with pytest.raises(PermissionDenied):
            withdraw_record(mistake, why="twice", by=who)
    assert fresh(mistake).withdrawn_at is None
