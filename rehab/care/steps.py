"""Who is told of a care alert, step by step. notify() leaves out who may not see the person, so each need only be wide enough."""

from collections.abc import Callable, Sequence

from django.db.models import Q, QuerySet

from justice_portal import clock
from justice_portal.access import Role
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import Reach
from justice_portal.people.models import Allocation, NamedAccess, Person
from justice_portal.rota.models import NEAR, Shift

Finder = Callable[[Person], QuerySet[User]]


def of(person: Person) -> Sequence[Finder]:
    """The steps for where the person is: on duty, managers, whose case it is, the estate; outside prison the case first."""
    if person.establishment_id:
        return (on_duty, managers, case_holders, estate)
    return (case_holders, managers, managers, estate)


def on_duty(person: Person) -> QuerySet[User]:
    """Safer custody of the prison, those on shift by its rota; all of them where the rota says nothing of these days."""
    holders = _holders(person, Role.SAFER_CUSTODY)
    rota = Shift.objects.filter(establishment=person.establishment_id, user__in=holders)
    if not rota.around(clock.now(), NEAR).exists():
        return holders
    now = clock.now()
    return holders.filter(pk__in=rota.filter(starts_at__lte=now, ends_at__gt=now).values("user"))


def managers(person: Person) -> QuerySet[User]:
    return _holders(person, Role.MANAGER)


def case_holders(person: Person) -> QuerySet[User]:
    allocated = Allocation.objects.live().filter(person=person).values("user")
    named = NamedAccess.objects.live().filter(person=person).values("user")
    return User.objects.filter(Q(pk__in=allocated) | Q(pk__in=named)).order_by("pk")


def estate(person: Person) -> QuerySet[User]:
    held = RoleHeld.objects.live().filter(reach=Reach.ESTATE, role__in=[Role.SAFER_CUSTODY, Role.MANAGER])
    return User.objects.filter(pk__in=held.values("user")).order_by("pk")


def _holders(person: Person, role: Role) -> QuerySet[User]:
    """Who holds the role in the prison of the person, or in their delivery unit."""
    if person.establishment_id:
        place = Q(reach=Reach.ESTABLISHMENT, establishment=person.establishment_id)
    else:
        place = Q(reach=Reach.DELIVERY_UNIT, delivery_unit=person.delivery_unit_id, delivery_unit__isnull=False)
    held = RoleHeld.objects.live().filter(place, role=role)
    return User.objects.filter(pk__in=held.values("user")).order_by("pk")
