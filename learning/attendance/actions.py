"""Who is in a class, and its registers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

import learning.attendance.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from learning.attendance.models import CancelledSession, ClassPlace, Outcome, OwnWord, RegisterMark, TaughtClass

MOST = 60


@action(needs=Permission.LEARNING_ASSIGN)
def add_people(taught: TaughtClass, *, people: Sequence[Person], by: Any) -> int:
    """Put them into the class; tells how many were new. Who is in it already stays."""
    if TaughtClass.objects.select_for_update().get(pk=taught.pk).is_over:
        raise DomainError(_("This class has ended."))
    there = set(ClassPlace.objects.live().filter(taught_class=taught).values_list("person_id", flat=True))
    new = [one for one in {one.pk: one for one in people}.values() if one.pk not in there]
    if len(there) + len(new) > MOST:
        raise DomainError(_("A class has at most %(most)s people.") % {"most": MOST})
    if any(one.establishment_id != taught.establishment_id for one in new):
        raise DomainError(_("Only people of this prison can be in its classes."))
    ClassPlace.objects.bulk_create(
        ClassPlace(taught_class=taught, person=one, made_in_id=taught.establishment_id) for one in new
    )
    record(by, "class.people_added", taught, subjects=[one.pk for one in new], count=len(new))
    return len(new)


@action(needs=Permission.LEARNING_ASSIGN)
def end_place(place: ClassPlace, *, by: Any) -> ClassPlace:
    """They are not in the class any more. Their marks stay."""
    if ClassPlace.objects.live().filter(pk=place.pk).update(left_on=clock.today()):
        record(by, "class.place_ended", place)
    place.refresh_from_db()
    return place


@action(needs=Permission.PERSON_MOVE)
def leave_classes(person: Person, *, by: Any) -> int:
    """Whoever is moved is in no class of the place that they left; tells how many classes that were."""
    theirs = ClassPlace.objects.live().filter(person=person)
    left = theirs.exclude(taught_class__establishment=person.establishment_id) if person.establishment_id else theirs
    count = left.update(left_on=clock.today())
    if count:
        record(by, "class.places_left", person, classes=count)
    return count


@action(needs=Permission.LEARNING_ASSIGN)
def take_register(taught: TaughtClass, *, key: UUID, on: date, outcomes: Mapping[UUID, str], by: Any) -> int:
    """Write down what came of a session for each person; tells how many lines are new.

    outcomes: by the key of the person. Sent twice it is one register; sent again with a new key it puts the first right.
    """
    TaughtClass.objects.select_for_update().get(pk=taught.pk)  # no cancelling in between
    _must_have_been_held(taught, on)
    places = ClassPlace.objects.filter(taught_class=taught, person__in=list(outcomes), joined_on__lte=on)
    known = set(places.values_list("person_id", flat=True))
    if set(outcomes) - known:
        raise DomainError(_("Somebody on the register was not in the class on this day."))
    ids = {uuid5(key, str(person)): person for person in outcomes}
    kept = set(RegisterMark.objects.filter(pk__in=list(ids)).values_list("pk", flat=True))
    new = [
        RegisterMark(
            id=mark,
            taught_class=taught,
            person_id=person,
            on=on,
            outcome=Outcome(outcomes[person]),
            marked_by=by if by.pk else None,
            made_in_id=taught.establishment_id,
        )
        for mark, person in ids.items()
        if mark not in kept
    ]
    RegisterMark.objects.bulk_create(new)
    if new:
        record(by, "class.register_taken", taught, subjects=sorted(outcomes), on=on, lines=len(new))
    return len(new)


def _must_have_been_held(taught: TaughtClass, on: date) -> None:
    if not taught.meets_on(on):
        raise DomainError(_("The class does not meet on this day."))
    if taught.starts_at(on) > clock.now():
        raise DomainError(_("This session has not begun yet."))
    if CancelledSession.objects.standing().filter(taught_class=taught, on=on).exists():
        raise DomainError(_("This session was cancelled. Put it back on first."))


@action(needs=Permission.LEARNING_DO)
def add_word(person: Person, *, key: UUID, taught: TaughtClass, on: date, text: str, by: Any) -> OwnWord:
    """Their own word on a session. It stands beside the register, for who reads it."""
    if done := OwnWord.objects.filter(pk=key, person=person).first():
        return done
    if not RegisterMark.objects.filter(person=person, taught_class=taught, on=on).exists():
        raise DomainError(_("There is no register for you on this day yet."))
    said = OwnWord.objects.create(
        pk=key, person=person, taught_class=taught, on=on, text=text, made_in_id=taught.establishment_id
    )
    record(by, "class.word_added", said)
    return said
