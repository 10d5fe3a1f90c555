"""Who may see and do what: the one rule behind every check.

A role grants permissions (GRANTS) over the people within its reach (RoleHeld.people()). A model says once, as its
`scope`, how its rows lead to a person, a place or a party. `visible_to(user)` turns the two into a filter.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from justice_portal import clock
from justice_portal.grants import GRANTS, Permission, Reach, Role
from justice_portal.prepared import prepared

if TYPE_CHECKING:
    from justice_portal.estate.models import DeliveryUnit, Establishment
    from justice_portal.people.models import Person

__all__ = ["GRANTS", "REFERENCE", "SYSTEM", "Permission", "Reference", "Role", "Scope", "ScopedQuerySet"]

#: The establishment that a person has left keeps reading rows that were made there for so long (DOMAIN sheet).
READS_AFTER_LEAVING = timedelta(days=90)

#: What a record that was opened in an emergency shows: enough to act, and reading only.
EMERGENCY = frozenset({Permission.PERSON_VIEW, Permission.ALERT_VIEW, Permission.ALLOCATION_VIEW, Permission.PLAN_VIEW})

security_log = logging.getLogger("justice_portal.security")


class _System:
    """The product itself, as the one who acts: nightly work and receivers."""

    pk = None
    name = "System"
    is_authenticated = True

    def __repr__(self) -> str:
        return "SYSTEM"


SYSTEM = _System()


@dataclass(frozen=True)
class Scope:
    """How a row leads to those who may see it.

    view: the permission that shows it. person: path to the Person ("pk" for Person itself), or None.
    place: path to the Establishment for rows about a place rather than a person, or None.
    unit: path to the DeliveryUnit for rows about one, or None.
    parties: paths to users who see the row because it is theirs, when a role of theirs grants the permission.
    made_in: path to the establishment where the row was made: it keeps reading for 90 days after the person left.
    party_view: the permission by which a party sees its own row, where that is wider than `view`.
    """

    view: Permission
    person: str | None = "person"
    place: str | None = None
    unit: str | None = None
    parties: tuple[str, ...] = ()
    made_in: str | None = None
    party_view: Permission | None = None


@dataclass(frozen=True)
class Reference:
    """Reference data: the same for everyone who signed in, or for all who hold `view` anywhere."""

    view: Permission | None = None


REFERENCE = Reference()


def scope_of(model: Any) -> Scope | Reference:
    """What every model of ours declares; tests/test_architecture.py sees to it."""
    scope: Scope | Reference = model.scope
    return scope


class ScopedQuerySet(QuerySet[Any]):
    """The base of every model's queryset: rows are read through visible_to."""

    def visible_to(self, user: Any) -> Self:
        """Rows that user may see, now."""
        return self.within(user, scope_of(self.model).view)

    def within(self, user: Any, permission: Permission | None) -> Self:
        """Rows over which user holds permission."""
        if user is SYSTEM:
            return self
        if not user.is_authenticated:
            return self.none()
        scope = scope_of(self.model)
        if isinstance(scope, Reference):
            return self if permission is None or user.holds(permission) else self.none()
        return self.none() if permission is None else self.filter(_rule(scope, user, permission))


def _rule(scope: Scope, user: Any, permission: Permission) -> Q:
    rule = Q(pk__in=[])
    if user.holds((scope.party_view if permission == scope.view else None) or permission):
        for party in scope.parties:
            rule |= Q(**{party: user.pk})
    if not user.holds(permission):
        return rule
    if scope.person:
        rule |= _about(scope.person, user, permission)
    if scope.place:
        rule |= Q(**{f"{scope.place}__in": places_for(user, permission)})
        if any(held.reach == Reach.ESTATE and permission in GRANTS[held.role] for held in user.roles_held()):
            rule |= _of_no_place(scope)
    if scope.unit:
        rule |= Q(**{f"{scope.unit}__in": units_for(user, permission)})
    if scope.made_in and scope.person and permission == scope.view:
        rule |= _made_where_left(scope.person, scope.made_in, user, permission)
    return rule


def _about(path: str, user: Any, permission: Permission) -> Q:
    """Rows about the people within reach. path: how a row leads to its person.

    A role of own rows reaches its own person at most, and nobody's case is restricted to themselves: such users are
    asked for by their account. It says the same as people_for for a third of the work, on every page of a person.
    """
    if _holds_only_own(user, permission):
        if permission not in GRANTS[Role.PERSON] or not user.has_role(Role.PERSON):
            return Q(pk__in=[])
        return Q(**{"user" if path == "pk" else f"{path}__user": user.pk})
    if path == "pk":  # Person itself: no subquery, which the database would work out for everybody
        return _reached(user, permission)
    return Q(**{f"{path}__in": people_for(user, permission)})


def _holds_only_own(user: Any, permission: Permission) -> bool:
    """Whether no role that grants the permission reaches further than own rows."""
    return all(held.reach == Reach.OWN for held in user.roles_held() if permission in GRANTS[held.role])


def _of_no_place(scope: Scope) -> Q:
    """Rows about no place and no person: they belong to those who hold a role over the whole estate."""
    paths = [path for path in (scope.place, scope.unit, scope.person) if path]
    return Q(**{f"{path}__isnull": True for path in paths})


def _made_where_left(person: str, made_in: str, user: Any, permission: Permission) -> Q:
    """Rows made in a place of user's, about a person who left that place in the last 90 days: reading only.

    A case that is restricted, or closed to user, stays so after the person left. Roles of own rows open no place.
    """
    if user.is_stopped or _holds_only_own(user, permission):
        return Q(pk__in=[])
    movement = apps.get_model("justice_portal", "Movement")
    allocation = apps.get_model("justice_portal", "Allocation")
    since = clock.now() - READS_AFTER_LEAVING
    left = Exists(
        movement.objects.counting().filter(
            person=OuterRef(person), from_establishment=OuterRef(made_in), happened_at__gte=since
        )
    )
    own_caseload = Exists(
        allocation.objects.filter(
            person=OuterRef(person),
            user=user.pk,
            establishment=OuterRef(made_in),
            ended_at__gte=since,
        )
    )
    closed = apps.get_model("justice_portal", "Person").objects.filter(restricted_for(user), pk=OuterRef(person))
    was_here = (Q(**{f"{made_in}__in": places_for(user, permission)}) & Q(left)) | Q(own_caseload)
    return was_here & ~Q(Exists(closed))


def people_for(user: Any, permission: Permission) -> QuerySet[Person]:
    """The people about whom user holds permission, now: the one rule behind every check."""
    person = apps.get_model("justice_portal", "Person")
    if user is SYSTEM:
        return person.objects.all()
    if not user.is_authenticated:
        return person.objects.none()
    return person.objects.filter(_reached(user, permission))


def _reached(user: Any, permission: Permission) -> Q:
    """The rule of people_for, as a filter over Person."""
    reach = Q(pk__in=[])
    for held in user.roles_held():
        if permission in GRANTS[held.role] and (not user.is_stopped or held.reach in {Reach.CASELOAD, Reach.OWN}):
            reach |= held.people()
    reach &= ~restricted_for(user)
    if permission in EMERGENCY and user.has_glass and user.holds(permission):
        glass = apps.get_model("justice_portal", "BrokenGlass").objects.live().filter(user=user.pk).values("person")
        reach |= Q(pk__in=glass) & ~closed_to(user)
    return reach


def restricted_for(user: Any) -> Q:
    """People whose record user may not open whatever the reach: restricted cases where user is not named, excluded ones."""
    named = apps.get_model("justice_portal", "NamedAccess").objects.live().filter(user=user.pk).values("person")
    return (Q(is_restricted=True) & ~Q(user=user.pk) & ~Q(pk__in=named)) | closed_to(user)


def closed_to(user: Any) -> Q:
    """People whom user, by name, may not see: the one knows the other, or a manager said so."""
    connections = apps.get_model("justice_portal", "Connection")
    return Q(pk__in=connections.objects.shut().filter(user=user.pk).values("person"))


def places_for(user: Any, permission: Permission) -> QuerySet[Establishment]:
    """The establishments over which user holds permission as a place, not by caseload."""
    establishment = apps.get_model("justice_portal", "Establishment")
    if user is SYSTEM:
        return establishment.objects.all()
    reach = Q(pk__in=[])
    for held in user.roles_held():
        if permission in GRANTS[held.role]:
            reach |= held.places()
    return establishment.objects.filter(reach)


def units_for(user: Any, permission: Permission) -> QuerySet[DeliveryUnit]:
    """The delivery units over which user holds permission as a unit, not by caseload."""
    unit = apps.get_model("justice_portal", "DeliveryUnit")
    if user is SYSTEM:
        return unit.objects.all()
    reach = Q(pk__in=[])
    for held in user.roles_held():
        if permission in GRANTS[held.role]:
            reach |= held.units()
    return unit.objects.filter(reach)


def may(user: Any, permission: Permission, thing: Any) -> bool:
    """Whether user holds permission over thing: a row, or a model class for what is not yet about anyone."""
    if user is SYSTEM:
        return True
    if not user.is_authenticated:
        return False
    if isinstance(thing, type) and issubclass(thing, Model):
        return user.holds(permission)
    model = type(thing)
    if model._meta.label == "justice_portal.Establishment":
        return places_for(user, permission).filter(pk=thing.pk).exists()
    if model._meta.label == "justice_portal.DeliveryUnit":
        return units_for(user, permission).filter(pk=thing.pk).exists()
    return bool(_reached_row(user, thing.pk, model=model, permission=permission))


@prepared
def _reached_row(user: Any, pk: UUID, *, model: Any, permission: Permission) -> QuerySet[Any]:
    """The row with this key, if user holds permission over it."""
    return model.objects.filter(pk=pk).within(user, permission).order_by().values_list("pk", flat=True)[:1]


def require(user: Any, permission: Permission, thing: Any) -> None:
    """Raise PermissionDenied, and write it to the security log, unless user holds permission over thing."""
    if not may(user, permission, thing):
        kind = thing.__name__ if isinstance(thing, type) else type(thing).__name__
        security_log.warning(
            "refused user=%s permission=%s thing=%s id=%s",
            getattr(user, "pk", None),
            permission,
            kind,
            getattr(thing, "pk", None) if not isinstance(thing, type) else None,
        )
        raise PermissionDenied
