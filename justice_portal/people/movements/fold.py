"""What movements do to the record: rows of history, and where the person is from then on.

Called inside an action that has checked the permission and holds the person's row; records nothing itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission, require
from justice_portal.errors import DomainError
from justice_portal.people.models import Allocation, Movement, Person
from justice_portal.people.movements.story import ORDER, WHO_MAY_SEE, Story, Where, in_order, tell
from justice_portal.people.signals import person_changed
from justice_portal.states import move

Kind, Place = Movement.Kind, Person.Place
#: What person_changed says of each kind.
EVENTS: Mapping[str, str] = {
    Kind.RECEPTION: "arrived",
    Kind.TRANSFER_OUT: "transferred",
    Kind.TRANSFER_IN: "arrived",
    Kind.CELL: "moved",
    Kind.SENTENCED: "sentenced",
    Kind.ROTL_OUT: "went_out",
    Kind.ROTL_IN: "came_back",
    Kind.RELEASE: "released",
    Kind.SUPERVISION: "supervision",
    Kind.UNIT: "unit",
    Kind.ORDER: "began",
    Kind.RECALL: "recalled",
    Kind.DEATH: "died",
    Kind.ENDED: "ended",
}
#: Who looks after someone in prison; they stop when the person leaves it. A COM goes on until the end.
PRISON_ROLES = (Allocation.Kind.KEY_WORKER, Allocation.Kind.POM)
#: The names of Where, as the person has them.
FIELDS: Mapping[str, str] = {
    "place": "place",
    "status": "status",
    **{name: f"{name}_id" for name in ("establishment", "wing", "cell", "delivery_unit", "bound_for")},
}


@dataclass(frozen=True)
class Moved:
    """What a change of the story did to the person. left: they are no longer in the prison that they were in."""

    anything: bool = False
    left: bool = False
    unit: bool = False


def happened_at(person: Person, on: date, at: time | None = None) -> datetime:
    """The moment of a movement on that day, later than the one before. Raises DomainError for an impossible day.

    Without a time of day it is now, for today, and noon otherwise.
    """
    now, today = clock.now(), clock.today()
    if on > today:
        raise DomainError(_("This date is in the future. Put it in on the day."))
    if on <= person.born_on:
        raise DomainError(_("This date is before the person was born."))
    last = Movement.objects.counting().filter(person=person).order_by("-happened_at").first()
    moment = now if on == today and at is None else datetime.combine(on, at or time(12), clock.LONDON)
    if last and at is None and on == last.happened_at.astimezone(clock.LONDON).date():
        moment = max(moment, last.happened_at + timedelta(seconds=1))
    if moment > now + timedelta(minutes=1):
        raise DomainError(_("This time is in the future."))
    if last and moment <= last.happened_at:
        raise DomainError(
            _("The move before this one was on %(date)s. This one cannot be earlier.")
            % {"date": f"{last.happened_at.astimezone(clock.LONDON):%d/%m/%Y, %H:%M}"}
        )
    return moment


def take(
    person: Person, kind: str, *, key: UUID, at: datetime, by: Any, source: str = "staff", **facts: Any
) -> Movement:
    """Write a movement that fits, change where the person is, end what ends with the place, and tell the other apps.

    facts: status, to_establishment, to_cell, to_delivery_unit of the movement. Raises DomainError when it does not fit.
    """
    movement = Movement(pk=key, person=person, kind=kind, happened_at=at, recorded_by_id=by.pk, source=source, **facts)
    settle(person, add=[movement], by=by)
    return movement


def settle(
    person: Person,
    *,
    add: Sequence[Movement] = (),
    change: Sequence[Movement] = (),
    drop: Sequence[Movement] = (),
    strict: bool = True,
    by: Any,
) -> Story:
    """Work out anew where the person is, after movements were added, changed in memory, or dropped: withdrawn from here.

    strict: raise DomainError when something that is added or changed does not fit, or keeps what counted from fitting.
    Otherwise such movements wait, and count as soon as what they follow is known. The caller holds the person's row.
    """
    rows = {one.pk: one for one in Movement.objects.filter(person=person, withdrawn_at=None).select_related("to_cell")}
    counted = {pk for pk, one in rows.items() if one.counts}
    _remember_beginning(person, rows)
    was = tell(rows.values(), person.began_as)
    for one in (*add, *change):
        rows[one.pk] = one
    for one in drop:
        rows.pop(one.pk, None)
    story = tell(rows.values(), person.began_as)
    if strict:
        _must_fit(rows, story, counted | {one.pk for one in (*add, *change)})
    Movement.objects.filter(pk__in=[one.pk for one in drop]).update(withdrawn_at=clock.now(), counts=False, why_not="")
    _store(rows, story, {one.pk for one in add}, {one.pk for one in change})
    _follow(person, was.now, story.now, [one for pk, one in rows.items() if pk in story.left], counted, by)
    return story


def _remember_beginning(person: Person, rows: Mapping[UUID, Movement]) -> None:
    """Where they were before the first movement was written down: without it, taking that one back would lead nowhere."""
    if rows or person.began_as is not None or Movement.objects.filter(person=person).exists():
        return
    person.began_as = Where(**{name: getattr(person, field) for name, field in FIELDS.items()}).as_json()
    Person.objects.filter(pk=person.pk).update(began_as=person.began_as)


def _must_fit(rows: Mapping[UUID, Movement], story: Story, wanted: set[UUID]) -> None:
    for one in in_order(rows.values()):
        if one.pk in story.misfits and one.pk in wanted:
            raise DomainError(misfit_words(one, story.misfits[one.pk]))


def misfit_words(movement: Movement, why: str) -> str:
    """Why a movement does not fit, and which: "Released, 3/11/2026: The person is not in prison at that time"."""
    day = f"{movement.happened_at.astimezone(clock.LONDON):%d/%m/%Y}"
    return f"{movement.get_kind_display()}, {day}: {Movement.WhyNot(why).label}"


def _store(rows: Mapping[UUID, Movement], story: Story, new: set[UUID], changed: set[UUID]) -> None:
    """Write what is new or changed, and of the others what counts now and what does not."""
    made, differs = [], []
    for one in rows.values():
        before = (one.counts, one.why_not, one.from_establishment_id)
        one.counts, one.why_not = one.pk in story.left, story.misfits.get(one.pk, "")
        if one.counts:
            one.from_establishment_id = story.left[one.pk]
        if one.pk in new:
            made.append(one)
        elif one.pk in changed:
            one.save()
        elif before != (one.counts, one.why_not, one.from_establishment_id):
            differs.append(one)
    Movement.objects.bulk_create(made)
    if differs:
        Movement.objects.bulk_update(differs, ["counts", "why_not", "from_establishment"])


def _follow(person: Person, was: Where, now: Where, counting: Sequence[Movement], counted: set[UUID], by: Any) -> None:
    """Make the record say where the person is, end what ended, and tell the other apps what is new, oldest first."""
    moved = _write(person, was, now)
    frontier = max(((one.happened_at, ORDER[one.kind]) for one in counting if one.pk in counted), default=None)
    news = [
        one
        for one in in_order(counting)
        if one.pk not in counted
        and one.kind not in WHO_MAY_SEE
        and (frontier is None or (one.happened_at, ORDER[one.kind]) > frontier)
    ]
    if moved.left:
        end_allocations(person, by, role__in=PRISON_ROLES)
    if person.place == Place.ENDED or moved.unit:
        end_allocations(person, by, role=Allocation.Kind.COM)
    for one in news:
        person_changed.send(Person, person=person, event=_event_of(one), movement=one)
    if was.is_restricted != now.is_restricted:  # also when it was told late, or taken back
        event = "restricted" if now.is_restricted else "unrestricted"
        person_changed.send(Person, person=person, event=event, movement=None)
    if moved.anything and not news:
        person_changed.send(Person, person=person, event="put_right", movement=None)


def _event_of(movement: Movement) -> str:
    """A release with nobody to report to is the end too: what ends with supervision ends with it."""
    is_the_end = movement.kind == Kind.RELEASE and movement.status == Person.Status.ENDED
    return "ended" if is_the_end else EVENTS[movement.kind]


def _write(person: Person, was: Where, now: Where) -> Moved:
    """Write to the person what the story changed, and only that: a unit or a status that it does not know stays."""
    differs = {name for name in FIELDS if getattr(was, name) != getattr(now, name)}
    if differs & {"place", "establishment"}:
        differs |= {"establishment", "wing", "cell", "bound_for"}
        if now.place == Place.ENDED or (now.place == Place.COMMUNITY and now.delivery_unit):
            differs.add("delivery_unit")
    if not now.status:
        differs.discard("status")
    new = {FIELDS[name]: getattr(now, name) for name in differs}
    new = {field: value for field, value in new.items() if getattr(person, field) != value}
    if not new:
        return Moved()
    moved = Moved(
        anything=True,
        left=bool(person.establishment_id)
        and new.get("establishment_id", person.establishment_id) != person.establishment_id,
        unit="delivery_unit_id" in new,
    )
    if new.get("place") in {Place.COMMUNITY, Place.ENDED}:
        new["release_on"] = None
    new["version"] = person.version + 1
    if place := new.pop("place", None):
        move(person, place, field="place", **new)
    else:
        Person.objects.filter(pk=person.pk).update(**new)
    person.refresh_from_db()
    return moved


def sent_before(person: Person, key: UUID) -> Movement | None:
    """The movement that this form made when it was sent the first time."""
    return Movement.objects.filter(pk=key, person=person).first()


def was_sent(key: str | None, person: UUID, *, by: Any) -> bool:
    """Whether this user's form with this key moved this person already, wherever the person is now."""
    try:
        return Movement.objects.filter(pk=UUID(str(key)), person=person, recorded_by=by.pk).exists()
    except ValueError:
        return False


def end_allocations(person: Person, by: Any, **which: Any) -> None:
    """Nobody of these looks after the person from now."""
    Allocation.objects.live().filter(person=person, **which).update(ended_at=clock.now(), ended_by=by.pk)


def must_be_in_prison(person: Person, by: Any) -> None:
    """The prison moves its people: a unit that reaches them by what comes after release does not."""
    if person.place != Place.PRISON:
        raise DomainError(_("This person is not in prison now. Look at the record again: it may have changed."))
    require(by, Permission.PERSON_MOVE, person.establishment)
