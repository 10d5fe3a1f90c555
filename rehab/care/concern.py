"""Telling staff that someone who writes may be in danger. Later a rota and escalation stand behind it."""

from typing import Any

from django.db.models import Model, Q

from justice_portal.access import Role
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.audit.log import record
from justice_portal.grants import Reach
from justice_portal.notify import anyone
from justice_portal.people.models import Allocation, NamedAccess, Person

KIND = "care.concern"


def raise_concern(person: Person, *, about: Model, by: Any) -> list[User]:
    """Tell safer custody and the managers of the place, in the same transaction as the words; who was told.

    about: what they wrote. Whose case is restricted is told to those named for it. When nobody of the place may see the
    person, everyone in whose caseload they are is told.
    """
    told = anyone(_of_the_place(person), KIND, about=person, by_email=True)
    if not told:
        told = anyone(_of_the_case(person), KIND, about=person, by_email=True)
    record(by, "care.concern_raised", about, subjects=[person.pk], told=[user.pk for user in told])
    return told


def _of_the_place(person: Person) -> list[User]:
    here = Q(reach=Reach.ESTABLISHMENT, establishment=person.establishment_id) & Q(establishment__isnull=False)
    near = Q(reach=Reach.DELIVERY_UNIT, delivery_unit=person.delivery_unit_id) & Q(delivery_unit__isnull=False)
    holders = RoleHeld.objects.live().filter(here | near, role__in=[Role.SAFER_CUSTODY, Role.MANAGER])
    return list(User.objects.filter(pk__in=holders.values("user")).order_by("pk"))


def _of_the_case(person: Person) -> list[User]:
    allocated = Allocation.objects.live().filter(person=person).values("user")
    named = NamedAccess.objects.live().filter(person=person).values("user")
    return list(User.objects.filter(Q(pk__in=allocated) | Q(pk__in=named)).order_by("pk"))
