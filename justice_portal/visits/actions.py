"""Visits begin and end. One person has one open visit: a second sign-in ends the first (T28)."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.devices.models import Device
from justice_portal.grants import Reach, Role
from justice_portal.notify import anyone
from justice_portal.people.models import Allocation, Person
from justice_portal.visits.limits import limit_for
from justice_portal.visits.models import Visit

End = Visit.End
#: Somebody who changes tablets so often within so long does not walk about: two people use one sign-in.
SWAPS, SWAPS_WITHIN = 3, timedelta(minutes=10)


@action(needs=Permission.OWN_SETTINGS)
def begin_visit(of: type[Visit], *, tablet: Device, by: Any) -> Visit:
    """`by` signed in on this tablet. Where they were signed in before, they are out with the next page."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # of two sign-ins at once the second ends the first
    before = Visit.objects.open().filter(user=by).first()
    if before is not None:
        why = End.ELSEWHERE if before.device_id != tablet.pk else End.SIGNED_OUT
        if _end(before, why):
            record(by, "visit.ended", before, why=why, device=before.device_id)
    limit = limit_for(tablet)
    visit = of.objects.create(user=by, device=tablet, untouched_seconds=limit.untouched, longest_seconds=limit.longest)
    record(by, "visit.began", visit, device=tablet)
    if before is not None and before.device_id != tablet.pk:
        _tell_of_swaps(by)
    return visit


@action(needs=Permission.OWN_SETTINGS)
def end_visit(of: type[Visit], *, visit: Visit, why: str, path: str = "", by: Any) -> Visit:
    """A visit is over. Ended twice it ended once. path: where to go on when the same person comes back."""
    if by is not SYSTEM and visit.user_id != by.pk:
        raise PermissionDenied
    if _end(visit, why, path=path):
        record(by, "visit.ended", visit, why=why, device=visit.device_id)
    return visit


@action(needs=Permission.PERSON_VIEW)
def end_visits_of(person: Person, *, why: str, by: Any) -> int:
    """Someone moved, left or has a new PIN: wherever they are signed in, they are out with the next page."""
    rows = Visit.objects.open().filter(user=person.user_id) if person.user_id else []
    ended = [one.pk for one in rows if _end(one, why)]
    if ended:
        record(by, "visit.ended", person, visits=ended, why=why)
    return len(ended)


def _end(visit: Visit, why: str, path: str = "") -> bool:
    """Whether it was open. The WHERE decides between two ends at once."""
    now = clock.now()
    if not Visit.objects.open().filter(pk=visit.pk).update(ended_at=now, end=why, path=path[:300]):
        return False
    visit.ended_at, visit.end, visit.path = now, why, path[:300]
    return True


def _tell_of_swaps(user: Any) -> None:
    """Three changes of tablet within ten minutes are told to the staff of the place."""
    since = clock.now() - SWAPS_WITHIN
    swaps = Visit.objects.filter(user=user, end=End.ELSEWHERE, ended_at__gt=since).count()
    person = Person.objects.filter(user=user).first()
    if swaps < SWAPS or person is None:
        return
    with transaction.atomic():
        told = anyone(_staff_near(person), "visits.swapped_often", about=person, by_email=True)
        record(user, "visit.swapped_often", person, swaps=swaps, told=[one.pk for one in told])


def _staff_near(person: Person) -> list[User]:
    """Safer custody and the managers of the place, and those who work with the person. notify() drops who may not see them."""
    held = RoleHeld.objects.live().filter(
        reach=Reach.ESTABLISHMENT,
        establishment=person.establishment_id,
        role__in=[Role.SAFER_CUSTODY, Role.MANAGER],
    )
    near = Allocation.objects.live().filter(person=person, role__in=[Role.KEY_WORKER, Role.POM])
    wanted = {*held.values_list("user", flat=True), *near.values_list("user", flat=True)}
    return list(User.objects.filter(pk__in=wanted).order_by("pk"))
