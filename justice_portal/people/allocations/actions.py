"""Allocation: who looks after whom, and who stands in."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission, people_for
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import DeliveryUnit, Establishment
from justice_portal.people.allocations.figures import Where, at_place, workers
from justice_portal.people.allocations.listeners import given
from justice_portal.people.models import Allocation, Cover, Person

#: More than a wing holds.
MOST_AT_ONCE = 500


@action(needs=Permission.ALLOCATION_GIVE)
def give_people(
    place: Establishment | DeliveryUnit, *, people: Iterable[UUID], role: str, worker: User, by: Any
) -> int:
    """Give people to a worker who holds the role there, all or none. Whom they were with before ends.

    Who is with that worker already stays so. How many changed hands.
    """
    where = Where(place, role)
    if not workers(where).filter(pk=worker.pk).exists():
        raise DomainError(_("This worker does not hold the role there. Choose another."))
    rows = _locked_here(set(people), where, by)
    live = Allocation.objects.live().filter(person__in=rows, role=role)
    settled = set(live.filter(user=worker, establishment=where.establishment).values_list("person", flat=True))
    changing = [person for person in rows if person.pk not in settled]
    now = clock.now()
    before = {str(one.person_id): str(one.user_id) for one in live.filter(person__in=changing)}
    live.filter(person__in=changing).update(ended_at=now, ended_by=by.pk)
    Allocation.objects.bulk_create(
        Allocation(
            person=person,
            user=worker,
            role=role,
            establishment=where.establishment,
            started_at=now,
            given_by_id=by.pk,
        )
        for person in changing
    )
    if changing:
        subjects = [person.pk for person in changing]
        record(by, "allocation.given", place, subjects=subjects, role=role, to=worker, before=before)
        given(subjects, by)
    return len(changing)


@action(needs=Permission.ALLOCATION_GIVE)
def take_back_people(place: Establishment | DeliveryUnit, *, people: Iterable[UUID], role: str, by: Any) -> int:
    """Nobody holds this role for these people from now. How many had somebody."""
    rows = _locked_here(set(people), Where(place, role), by)
    live = Allocation.objects.live().filter(person__in=rows, role=role)
    before = {str(one.person_id): str(one.user_id) for one in live}
    live.update(ended_at=clock.now(), ended_by=by.pk)
    if before:
        record(by, "allocation.ended", place, subjects=list(map(UUID, before)), role=role, before=before)
        given(list(map(UUID, before)), by)
    return len(before)


@action(needs=Permission.ALLOCATION_GIVE)
def give_cover(
    place: Establishment | DeliveryUnit,
    *,
    key: UUID,
    role: str,
    covered: User,
    covering: User,
    starts_on: date,
    ends_on: date,
    by: Any,
) -> Cover:
    """A colleague reaches the caseload of someone who is away, both days included."""
    where = Where(place, role)
    type(place).objects.select_for_update(no_key=True).get(pk=place.pk)
    if done := Cover.objects.filter(pk=key).first():
        return done
    if workers(where).filter(pk__in=[covered.pk, covering.pk]).count() != 2:
        raise DomainError(_("Choose two workers who both hold the role there."))
    if ends_on < starts_on:
        raise DomainError(_("The last day must not be before the first."))
    if ends_on < clock.today():
        raise DomainError(_("These days are over already."))
    together = Q(starts_on__lte=ends_on, ends_on__gte=starts_on)
    if Cover.objects.coming().filter(together, covered=covered, by=covering, role=role).exists():
        raise DomainError(_("This colleague covers on some of these days already."))
    cover = Cover.objects.create(
        pk=key,
        covered=covered,
        by=covering,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        given_by_id=by.pk,
        establishment=where.establishment,
        delivery_unit=where.unit,
    )
    facts = {"covered": covered, "covering": covering, "starts_on": starts_on, "ends_on": ends_on}
    record(by, "allocation.cover_given", cover, subjects=[], role=role, **facts)
    return cover


@action(needs=Permission.ALLOCATION_GIVE)
def end_cover(cover: Cover, *, by: Any) -> Cover:
    """The colleague is back, or the cover was a mistake: it counts no more, from now."""
    if Cover.objects.filter(pk=cover.pk, ended_at=None).update(ended_at=clock.now(), ended_by=by.pk):
        record(by, "allocation.cover_ended", cover, subjects=[], covered=cover.covered_id, covering=cover.by_id)
    cover.refresh_from_db()
    return cover


def _locked_here(wanted: set[UUID], where: Where, by: Any) -> list[Person]:
    """These people, held until the transaction ends; one who is not the giver's to give refuses them all (T14)."""
    if len(wanted) > MOST_AT_ONCE:
        raise DomainError(_("Choose 500 people or fewer."))
    mine = at_place(people_for(by, Permission.ALLOCATION_GIVE), where).filter(pk__in=wanted)
    rows = list(Person.objects.filter(pk__in=mine).select_for_update(of=("self",), no_key=True).order_by("pk"))
    if len(rows) != len(wanted):
        raise PermissionDenied
    return rows
