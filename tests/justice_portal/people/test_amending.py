"""What was written down wrongly is corrected, moved, taken back, given again: audited, and told to the person plainly."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.models import Amendment, Notice, RoleHeld, SentenceDate
from justice_portal.people.amending import actions
from justice_portal.people.dates.actions import put_date, withdraw_date
from justice_portal.people.models import Allocation, Movement, Person
from justice_portal.people.movements.actions import move_cell, record_death, release_person
from tests.factories import CellFactory, PersonFactory, staff


def fresh(person):
    return Person.objects.get(pk=person.pk)


def cell_move(world, days=1):
    cell = CellFactory(wing=world.wing)
    on = clock.today() - timedelta(days=days)
    return move_cell(world.someone, key=uuid7(), cell=cell, on=on, by=world.manager)


def test_a_move_is_taken_back_and_given_again_and_the_person_reads_why(world, browse):
    movement = cell_move(world)
    moved_to = fresh(world.someone).cell
    actions.withdraw_movement(movement, why="other_person", by=world.manager)
    actions.withdraw_movement(movement, why="other_person", by=world.manager)
    assert fresh(world.someone).cell == world.cell
    assert Amendment.objects.count() == AuditEvent.objects.filter(event="person.movement_withdrawn").count() == 1
    assert Notice.objects.filter(user=world.person, kind="amending.put_right").count() == 1
    page = browse(world.person).get("/my-record/dates/").text
    assert "Where you were. We took it back. It was not about you." in page
    assert str(moved_to) not in page
    actions.reopen_movement(movement, by=world.manager)
    assert fresh(world.someone).cell == moved_to
    assert Movement.objects.counting().filter(pk=movement.pk, withdrawn_at=None).exists()


def test_a_death_that_was_a_mistake_gives_the_record_and_the_account_back(world, browse):
    """One manager asks, a second person agrees; nobody brings somebody back alone."""
    record_death(world.someone, key=uuid7(), on=clock.today(), by=world.manager)
    world.person.refresh_from_db()
    assert not world.person.is_active
    death, other = Movement.objects.get(person=world.someone), staff("manager", at=world.here)
    with pytest.raises(DomainError, match="Two people"):
        actions.withdraw_movement(death, why="not_so", by=SYSTEM)
    asks, agrees = browse(world.manager), browse(other)
    assert str(world.someone) in asks.get("/people/deaths/").text
    url = f"/people/deaths/{death.pk}/take-back/"
    assert browse(world.manager_elsewhere).post(url, {"why": "not_so"}).status_code == 404
    page = asks.post(url, {"why": ""})
    assert all(one.name in page.text for one in (world.pom, world.com, world.key_worker))
    chosen = [str(one.pk) for one in Allocation.objects.filter(person=world.someone).exclude(role="pom")]
    strange = Allocation.objects.filter(person=world.people["elsewhere"]).first()
    assert "Choose from the list" in asks.post(url, {"why": "not_so", "workers": str(strange.pk)}).text
    for _twice in range(2):
        change = asks.post(url, {"why": "not_so", "workers": chosen})["Location"]
    assert fresh(world.someone).place == "ended"
    assert "It did not happen" in agrees.get(change).text
    assert world.com.name in agrees.get(change).text
    RoleHeld.objects.filter(user=world.key_worker).update(ends_at=clock.now())  # works here no more
    assert asks.post(f"{change}approve/").status_code == 409
    assert agrees.post(f"{change}approve/").status_code == 302
    person = fresh(world.someone)
    assert (person.place, person.establishment, person.cell, person.status) == (
        "prison", world.here, world.cell, "sentenced"
    )  # fmt: skip
    world.person.refresh_from_db()
    assert world.person.is_active
    assert AuditEvent.objects.filter(event="person.death_taken_back").count() == 1
    assert Amendment.objects.get(person=person).by == other
    assert [one.user for one in Allocation.objects.live().filter(person=person)] == [world.com], "only who was ticked"
    assert str(person) not in asks.get("/people/deaths/").text


def test_a_death_outside_belongs_to_the_unit_and_a_closed_case_stays_closed(world, browse):
    out, manager = world.people["released"], staff("manager", unit=world.unit)
    record_death(out, key=uuid7(), on=clock.today(), by=manager)
    assert str(out) in browse(manager).get("/people/deaths/").text
    assert str(out) not in browse(world.manager).get("/people/deaths/").text
    Person.objects.filter(pk=out.pk).update(is_restricted=True)
    assert str(out) not in browse(manager).get("/people/deaths/").text


def test_the_list_of_deaths_costs_the_same_for_any_length(world, browse, same_queries):
    def one_more():
        person = PersonFactory(establishment=None, place="ended", status="ended")
        Movement.objects.create(person=person, kind="death", happened_at=clock.now(), from_establishment=world.here)

    same_queries(browse(world.manager), "/people/deaths/", add_row=one_more)


def test_a_release_of_the_wrong_person_moves_to_the_right_one(world, browse):
    right = PersonFactory(establishment=world.here, wing=world.wing, status="sentenced")
    movement = release_person(
        world.someone, key=uuid7(), on=clock.today(), status="licence", delivery_unit=world.unit, by=world.manager
    )
    actions.give_movement_to(movement, to=right, by=SYSTEM)
    assert (fresh(world.someone).place, fresh(right).place) == ("prison", "community")
    assert fresh(right).delivery_unit == world.unit
    assert {one.person_id: one.what for one in Amendment.objects.all()} == {
        world.someone.pk: "moved_out", right.pk: "moved_in"
    }  # fmt: skip
    page = browse(world.person).get("/my-record/dates/").text
    assert "Where you were. We took it out of your record" in page
    assert right.family_name not in page


def test_what_would_contradict_the_rest_is_refused_and_changes_nothing(world):
    first, second = cell_move(world, days=3), cell_move(world, days=1)
    for on, words in ((clock.today() + timedelta(days=1), "future"), (world.someone.born_on, "before the person")):
        with pytest.raises(DomainError, match=words):
            actions.correct_movement(first, on=on, why="wrong_fact", by=world.manager)
    with pytest.raises(DomainError, match="another prison at that time"):
        actions.give_movement_to(second, to=world.people["elsewhere"], by=SYSTEM)
    assert not Amendment.objects.exists()
    actions.correct_movement(second, on=clock.today() - timedelta(days=5), why="wrong_fact", by=world.manager)
    assert fresh(world.someone).cell == first.to_cell  # the corrected one is the earlier now


@pytest.mark.parametrize("who", ["key_worker", "pom", "com", "manager_elsewhere", "administrator"])
def test_only_who_moves_people_puts_moves_right(world, who):
    movement = cell_move(world)
    with pytest.raises(PermissionDenied):
        actions.withdraw_movement(movement, why="not_so", by=getattr(world, who))
    with pytest.raises(PermissionDenied):
        actions.give_movement_to(movement, to=world.people["elsewhere"], by=world.manager)


def test_the_page_keeps_what_was_typed_and_says_why_not(world, browse):
    movement, client = cell_move(world), browse(world.manager)
    url = f"/people/moves/{movement.pk}/put-right/"
    answer = client.post(url, {"what": "move", "number": "A0999ZX"})
    assert "This number is not known here" in answer.text
    assert 'value="A0999ZX"' in answer.text
    assert client.post(url, {"what": "withdraw", "why": "twice"}).status_code == 302
    history = client.get(f"/people/{world.someone.pk}/history/").text
    assert "Taken back" in history


def told(world, kind, days, **given):
    on = clock.today() + timedelta(days=days)
    given = {"source": "Release letter", "told_on": clock.today(), "by": world.pom, **given}
    return put_date(world.someone, key=uuid7(), kind=kind, on=on, **given)


def test_dates_stand_as_told_with_source_and_day_and_the_newest_counts(world, browse):
    told(world, "conditional_release", 100, told_on=clock.today() - timedelta(days=30))
    newest = told(world, "conditional_release", 90)
    told(world, "conditional_release", 80, told_on=clock.today() - timedelta(days=60), source="Old letter")
    assert fresh(world.someone).release_on == newest.on
    page = browse(world.person).get("/my-record/dates/").text
    assert "You leave prison" in page
    assert "Who says so: Release letter" in page
    assert "Old letter" not in page
    withdraw_date(newest, why="wrong_fact", by=world.pom)
    assert fresh(world.someone).release_on == clock.today() + timedelta(days=100)
    assert "A date of yours. We took it back." in browse(world.person).get("/my-record/dates/").text
    assert "Old letter" in browse(world.pom).get(f"/people/{world.someone.pk}/dates/").text


def test_impossible_dates_are_refused_with_the_reason(world):
    told(world, "licence_expiry", 300)
    for kind, days, given, words in (
        ("licence_start", 301, {}, "cannot be before"), ("sentence_expiry", 299, {}, "cannot be before"),
        ("conditional_release", 90, {"told_on": clock.today() + timedelta(days=1)}, "in the future"),
        ("conditional_release", -30_000, {}, "Check the year"), ("conditional_release", 40_000, {}, "Check the year"),
        ("conditional_release", 90, {"source": " "}, "where the date comes from"),
    ):  # fmt: skip
        with pytest.raises(DomainError, match=words):
            told(world, kind, days, **given)
    assert SentenceDate.objects.count() == 1
    assert fresh(world.someone).release_on is None


def test_the_form_that_edits_the_person_writes_the_same_history_of_dates(world, browse):
    from justice_portal.people.actions import edit_person

    on = clock.today() + timedelta(days=44)
    edit_person(world.someone, version=world.someone.version, release_on=on, release_source="Letter", by=world.pom)
    assert list(SentenceDate.objects.values_list("kind", "on", "source")) == [("conditional_release", on, "Letter")]


def test_a_unit_cannot_give_a_move_to_somebody_in_prison(world):
    out = world.people["released"]
    release = Movement.objects.get(person=out)
    officer = staff("manager", unit=world.unit)
    with pytest.raises(PermissionDenied):
        actions.give_movement_to(release, to=world.someone, by=officer)
    assert fresh(world.someone).place == "prison"


def test_a_move_that_somebody_else_gave_away_meanwhile_is_left_alone(world):
    movement = cell_move(world)
    stale = Movement.objects.select_related("person").get(pk=movement.pk)
    other = PersonFactory(establishment=world.here, wing=world.wing, cell=world.cell)
    actions.give_movement_to(movement, to=other, by=world.manager)
    third = PersonFactory(establishment=world.here, wing=world.wing, cell=world.cell)
    for change in (
        lambda: actions.give_movement_to(stale, to=third, by=world.manager),
        lambda: actions.withdraw_movement(stale, why="not_so", by=world.manager),
    ):
        with pytest.raises(DomainError):
            change()
    movement.refresh_from_db()
    assert (movement.person, movement.withdrawn_at) == (other, None)
