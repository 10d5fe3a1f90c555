"""Who hears that a person asks to put their record right: staff near them. notify() drops those who may not see it."""

from django.db.models import Q, QuerySet

from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import Reach, Role
from justice_portal.people.models import Allocation, NamedAccess, Person


def nearest(person: Person) -> QuerySet[User]:
    """The offender managers of the person and the managers of the place or delivery unit; for a closed case who is named."""
    held = RoleHeld.objects.live().filter(role=Role.MANAGER)
    found = Q(pk__in=Allocation.objects.live().filter(person=person, role__in=[Role.POM, Role.COM]).values("user"))
    if person.establishment_id:
        found |= Q(held_roles__in=held.filter(establishment=person.establishment_id, reach=Reach.ESTABLISHMENT))
    elif person.delivery_unit_id:
        found |= Q(held_roles__in=held.filter(delivery_unit=person.delivery_unit_id))
    if person.is_restricted:
        found |= Q(pk__in=NamedAccess.objects.live().filter(person=person).values("user"))
    return User.objects.filter(found, is_active=True).distinct()
