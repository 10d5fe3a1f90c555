"""Who the three of a handover are, and who manages them. Permission is the caller's to check."""

from typing import Any

from django.db.models import Q

from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import Reach, Role
from justice_portal.people.models import Allocation, Person
from rehab.handover.models import HandoverLine

Turn = HandoverLine.Turn


def workers_of(person: Person, turn: str) -> set[User]:
    """Who stands for this side of the handover now: the person, or who has them in their caseload."""
    if turn == Turn.PERSON:
        return {person.user} if person.user else set()
    live = Allocation.objects.live().filter(person=person, role=turn).select_related("user")
    return {one.user for one in live}


def side_of(person: Person, user: Any) -> str:
    """For which of the three the user speaks: the person, the community, or the prison."""
    if person.user_id and person.user_id == getattr(user, "pk", None):
        return str(Turn.PERSON)
    if getattr(user, "pk", None) is None:
        return ""
    if Allocation.objects.live().filter(person=person, user=user.pk, role=Role.COM).exists():
        return str(Turn.COM)
    of_unit = RoleHeld.objects.live().filter(
        user=user.pk, role=Role.MANAGER, reach=Reach.DELIVERY_UNIT, delivery_unit=person.delivery_unit_id
    )
    covers = user.has_role(Role.COM)
    return str(Turn.COM) if covers or (person.delivery_unit_id and of_unit.exists()) else str(Turn.POM)


def managers_of(person: Person) -> list[User]:
    """Managers of the prison where the person is and of the unit that takes them on, by name."""
    here = Q(reach=Reach.ESTABLISHMENT, establishment=person.establishment_id or person.bound_for_id)
    unit = Q(reach=Reach.DELIVERY_UNIT, delivery_unit=person.delivery_unit_id)
    rule = Q(pk__in=[])
    if person.establishment_id or person.bound_for_id:
        rule |= here
    if person.delivery_unit_id:
        rule |= unit
    held = RoleHeld.objects.live().filter(rule, role=Role.MANAGER)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk"))
