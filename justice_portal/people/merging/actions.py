"""Two records of one person are made one. The one that is kept has everything; the other only points to it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, require
from justice_portal.accounts.actions import close_account
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.people.amending.keeping import keep
from justice_portal.people.amending.models import Amendment
from justice_portal.people.deaths.workers import give_again
from justice_portal.people.merging.joining import counted_as, give_back, move_rows
from justice_portal.people.merging.models import RecordJoin
from justice_portal.people.merging.undoing import as_it_was, give_moves, stand_again, take_moves
from justice_portal.people.models import Allocation, Movement, Person
from justice_portal.people.movements.fold import end_allocations, settle
from justice_portal.people.signals import person_changed

Place, Status = Person.Place, Person.Status
#: The name of the change that waits for a second person.
KIND_UNDO = "person.join_undone"


@action(needs=Permission.PERSON_RECEIVE)
def merge_people(kept: Person, *, other: Person, born_on: date, by: Any) -> Person:
    """Join the other record to the one that is kept. Whoever does it types the birthday, which both records must have.

    Movements are told anew as one story: what does not fit waits, and staff see it. Nothing is thrown away.
    """
    if Person.objects.filter(pk=other.pk, merged_into=kept.pk).exists():
        return kept  # sent twice
    require(by, Permission.PERSON_RECEIVE, other)
    rows = Person.objects.filter(pk__in=[kept.pk, other.pk]).order_by("pk").select_for_update(of=("self",))
    held = {one.pk: one for one in rows}
    kept, other = held[kept.pk], held[other.pk]
    _must_be_one(kept, other, born_on)
    workers = [str(pk) for pk in Allocation.objects.live().filter(person=other).values_list("pk", flat=True)]
    end_allocations(other, by)
    theirs = list(Movement.objects.filter(person=other).select_related("to_cell"))
    was = as_it_was(other)
    given = move_rows(kept, other)
    took = _make_empty(kept, other, by)
    _tell_as_one(kept, theirs, by)
    keep(other, kept, what=Amendment.What.JOINED, why=Amendment.Why.TWICE, by=by)
    moved = {counted_as(label): sum(map(len, names.values())) for label, names in given.items()}
    facts: dict[str, Any] = {"rows": given, "moves": [str(one.pk) for one in theirs], "was": was, "took": took}
    RecordJoin.objects.create(person=kept, other=other, workers=workers, by_id=by.pk, **facts)
    record(by, "person.merged", kept, subjects=[kept, other], other=other, moved=moved)
    kept.refresh_from_db()
    person_changed.send(Person, person=kept, event="merged", movement=None)
    return kept


def _must_be_one(kept: Person, other: Person, born_on: date) -> None:
    if kept.pk == other.pk:
        raise DomainError(_("This is the same record. Choose the other one."))
    if kept.merged_into_id or other.merged_into_id:
        raise DomainError(_("One of these records was joined to another before."))
    if not kept.born_on == other.born_on == born_on:
        raise DomainError(_("The dates of birth are not the same. Correct the one that is wrong first."))
    if kept.is_restricted != other.is_restricted:
        raise DomainError(_("One of these records is restricted. Restrict or open both first."))


def _make_empty(kept: Person, other: Person, by: Any) -> list[str]:
    """What the kept one took. The other record keeps its names and whatever number the kept one has no room for, and points to the kept one."""
    takes = {
        name: getattr(other, name)
        for name in ("prison_number", "crn")
        if getattr(other, name) and not getattr(kept, name)
    }
    user = other.user
    Person.objects.filter(pk=other.pk).update(
        merged_into=kept,
        user=None,
        place=Place.ENDED,
        status=Status.ENDED,
        establishment=None,
        wing=None,
        cell=None,
        delivery_unit=None,
        bound_for=None,
        release_on=None,
        version=other.version + 1,
        **dict.fromkeys(takes),
    )
    Person.objects.filter(merged_into=other).update(merged_into=kept)  # what led to the other leads on to the kept one
    if user and kept.user is None:
        takes["user"] = user
    elif user:
        close_account(user, by=SYSTEM)
    if takes:
        Person.objects.filter(pk=kept.pk).update(**takes, version=kept.version + 1)
        kept.refresh_from_db()
    return sorted(takes)


def _tell_as_one(kept: Person, theirs: list[Movement], by: Any) -> None:
    back = [one for one in theirs if one.withdrawn_at is None]
    Movement.objects.filter(pk__in=[one.pk for one in theirs if one.withdrawn_at]).update(person=kept)
    for one in back:
        one.person = kept
    settle(kept, change=back, strict=False, by=by)


@action(needs=Permission.PERSON_RECEIVE)
def ask_to_undo(join: RecordJoin, *, by: Any) -> PendingChange:
    """Say that two different people were made one. Nothing changes until a second person agrees."""
    _must_be_joined(join)
    person = join.person
    unit = None if person.establishment_id else person.delivery_unit
    change = ask(KIND_UNDO, {}, about_id=join.pk, establishment=person.establishment, delivery_unit=unit, by=by)
    record(by, "person.join_asked_undone", join, subjects=[person, join.other])
    return change


@action(needs=Permission.PERSON_RECEIVE)
def undo_join(join: RecordJoin, *, by: Any) -> RecordJoin:
    """They are two people: each has again what was written under their own record, and what was written since on it.

    What was written since under the kept record stays there. Who worked with the other one does so again, where they still
    hold the role; both people are told.
    """
    rows = Person.objects.filter(pk__in=[join.person_id, join.other_id]).order_by("pk").select_for_update(of=("self",))
    held = {one.pk: one for one in rows}
    join = RecordJoin.objects.select_for_update(of=("self",)).get(pk=join.pk)
    _must_be_joined(join)
    kept, other = held[join.person_id], held[join.other_id]
    theirs = take_moves(join, kept, by)
    counted = give_back(kept, other, join.rows)
    stand_again(join, kept, other)
    give_moves(theirs, other, by)
    ended = Allocation.objects.filter(pk__in=join.workers, person=other).select_related("user", "establishment")
    again = give_again(other, ended, by)
    RecordJoin.objects.filter(pk=join.pk).update(undone_at=clock.now(), undone_by=by.pk)
    for person in (kept, other):
        keep(other, person, what=Amendment.What.SEPARATED, why=Amendment.Why.OTHER_PERSON, by=by)
    record(by, "person.join_undone", kept, subjects=[kept, other], other=other, moved=counted, workers=again)
    for person in (kept, other):
        person_changed.send(Person, person=person, event="put_right", movement=None)
    join.refresh_from_db()
    return join


def _must_be_joined(join: RecordJoin) -> None:
    other = Person.objects.get(pk=join.other_id)
    came_after = RecordJoin.objects.filter(
        person=join.person_id, undone_at=None, was__led_here__contains=[str(other.pk)]
    )
    if join.undone_at or other.merged_into_id != join.person_id or came_after.exists():
        raise DomainError(_("This join was undone already, or another came after it. Look at the record again."))
