"""A death that was written down by mistake: one asks to take it back, another looks and agrees."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.people.amending.keeping import keep
from justice_portal.people.amending.models import Amendment
from justice_portal.people.deaths.models import RecordedDeath
from justice_portal.people.deaths.workers import ended_by_death, give_again
from justice_portal.people.models import Allocation, Movement, Person
from justice_portal.people.movements.fold import settle
from justice_portal.people.signals import person_changed

#: The name of the change that waits for a second person.
KIND = "person.death_taken_back"


@action(needs=Permission.DEATH_TAKE_BACK)
def ask_back(death: RecordedDeath, *, why: str, workers: Iterable[Allocation] = (), by: Any) -> PendingChange:
    """Say that it did not happen, or not to this person. Nothing changes until a second person agrees.

    workers: of those who looked after the person until then, who does so again.
    """
    if not _stands(death.pk):
        raise DomainError(_("This death was taken back already."))
    change = ask(
        KIND,
        {"why": why, "workers": sorted(str(one.pk) for one in workers)},
        about_id=death.pk,
        establishment=death.from_establishment,
        delivery_unit=None if death.from_establishment_id else death.to_delivery_unit,
        by=by,
    )
    record(by, "person.death_asked_back", death, subjects=[death.person_id], why=why)
    return change


@action(needs=Permission.DEATH_TAKE_BACK)
def take_back_death(death: RecordedDeath, *, why: str, workers: Iterable[str] = (), by: Any) -> Movement:
    """The person lives: their record says what it said before, and their account opens again. Who worked with them comes
    back where it was asked for, and where they still hold the role at that place."""
    person = Person.objects.locked(death.person)
    movement = Movement.objects.get(pk=death.pk)
    if not _stands(death.pk):
        raise DomainError(_("This death was taken back already."))
    settle(person, drop=[movement], by=by)
    keep(movement, person, what=Amendment.What.WITHDRAWN, why=why, by=by)
    again = give_again(person, ended_by_death(death).filter(pk__in=list(workers)), by)
    record(by, "person.death_taken_back", movement, subjects=[person], why=why, workers=again)
    person_changed.send(Person, person=person, event="lives", movement=movement)
    return movement


def _stands(pk: UUID) -> bool:
    return Movement.objects.counting().filter(pk=pk, kind=Movement.Kind.DEATH).exists()
