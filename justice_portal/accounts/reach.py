"""Which accounts an administrator manages: all of them, or those of the places where the role is held."""

from typing import Any

from django.db.models import Q, QuerySet

from justice_portal.access import Permission, people_for, places_for
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import GRANTS, Reach


def manages_estate(by: Any) -> bool:
    """Whether this administrator's role reaches the whole estate."""
    return any(
        held.reach == Reach.ESTATE and Permission.ACCOUNT_MANAGE in GRANTS[held.role] for held in by.roles_held()
    )


def accounts_of(by: Any) -> QuerySet[User]:
    """The accounts that this administrator manages: of people who are there, and of staff whose roles are only there."""
    users = User.objects.visible_to(by)
    if manages_estate(by):
        return users
    places = places_for(by, Permission.ACCOUNT_MANAGE).values("pk")
    here = users.filter(Q(person__in=people_for(by, Permission.PERSON_VIEW)) | Q(held_roles__establishment__in=places))
    elsewhere = RoleHeld.objects.live().filter(Q(establishment=None) | ~Q(establishment__in=places), user__person=None)
    return users.filter(pk__in=here.values("pk")).exclude(pk__in=elsewhere.values("user"))
