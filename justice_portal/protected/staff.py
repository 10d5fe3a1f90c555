"""Who works where, and who answers for whom."""

from typing import Any

from django.db.models import Q, QuerySet

from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import Reach, Role
from justice_portal.people.models import Person

#: Roles of staff: those who could open a record.
STAFF = (Role.KEY_WORKER, Role.POM, Role.COM, Role.TUTOR, Role.SAFER_CUSTODY, Role.MANAGER, Role.ADMINISTRATOR)


def place_of(user: Any) -> dict[str, Any]:
    """The establishment or delivery unit that user works in, as fields of a row that their manager looks at."""
    held = user.roles_held()
    prison = next((one.establishment_id for one in held if one.establishment_id), None)
    unit = next((one.delivery_unit_id for one in held if one.delivery_unit_id), None)
    return {"establishment_id": prison, "delivery_unit_id": None if prison else unit}


def managers_of(user: Any) -> QuerySet[User]:
    """The managers of where user works; where there is none, managers and administrators of the whole estate."""
    where = place_of(user)
    at = Q()
    if where["establishment_id"]:
        at = Q(establishment=where["establishment_id"])
    elif where["delivery_unit_id"]:
        at = Q(delivery_unit=where["delivery_unit_id"])
    managers = RoleHeld.objects.live().filter(role=Role.MANAGER).exclude(user=user)
    near = managers.filter(at) if at else managers.none()
    if not near.exists():
        near = RoleHeld.objects.live().filter(role__in=[Role.MANAGER, Role.ADMINISTRATOR], reach=Reach.ESTATE)
        near = near.exclude(user=user)
    return User.objects.filter(pk__in=near.values("user"))


def managers_at(person: Person) -> QuerySet[User]:
    """The managers of where person is."""
    at = Q(pk__in=[])
    if person.establishment_id:
        at |= Q(establishment=person.establishment_id)
    if person.delivery_unit_id:
        at |= Q(delivery_unit=person.delivery_unit_id)
    held = RoleHeld.objects.live().filter(at, role=Role.MANAGER)
    return User.objects.filter(pk__in=held.values("user"))


def colleagues_of(person: Person) -> QuerySet[User]:
    """Staff who work where person is, or for the whole estate: those who may be named for a case, or kept from it."""
    at = Q(reach=Reach.ESTATE)
    if person.establishment_id:
        at |= Q(establishment=person.establishment_id)
    if person.delivery_unit_id:
        at |= Q(delivery_unit=person.delivery_unit_id)
    held = RoleHeld.objects.live().filter(at, role__in=STAFF)
    return User.objects.filter(pk__in=held.values("user")).order_by("name", "pk")


def within_emergency(user: Any) -> Q:
    """A filter over Person: whom user may reach when the glass is broken: everybody where they work."""
    reach = Q(pk__in=[])
    for held in user.roles_held():
        if held.role not in STAFF:
            continue
        if held.reach == Reach.ESTATE:
            reach |= ~Q(pk__in=[])
        if held.establishment_id:
            reach |= Q(establishment=held.establishment_id)
        if held.delivery_unit_id:
            reach |= Q(delivery_unit=held.delivery_unit_id)
    return reach
