"""Which humans hear of a problem. notify() drops those who may not see it, so this only needs to be wide enough."""

from django.db.models import Q, QuerySet

from justice_portal.access import Permission
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import GRANTS, Reach, Role
from justice_portal.people.models import Allocation, Movement, NamedAccess, Person
from justice_portal.problems.models import Problem

ANSWERERS = [role for role, permissions in GRANTS.items() if Permission.PROBLEM_ANSWER in permissions]


def nearest(problem: Problem, person: Person | None) -> QuerySet[User]:
    """The managers of the place or delivery unit, the officer in the community, safer custody when somebody is unsafe."""
    held = RoleHeld.objects.live()
    roles = [Role.MANAGER, *([Role.SAFER_CUSTODY] if problem.kind == Problem.Kind.UNSAFE else [])]
    found = Q(held_roles__in=held.filter(role__in=roles, establishment=problem.made_in, reach=Reach.ESTABLISHMENT))
    if person is None:
        return _users(found)
    if person.is_restricted:
        found |= Q(pk__in=NamedAccess.objects.live().filter(person=person).values("user"))
    if person.place != Person.Place.PRISON:
        found |= Q(held_roles__in=held.filter(role=Role.MANAGER, delivery_unit=person.delivery_unit_id or None))
        if problem.kind != Problem.Kind.TREATED_BADLY:
            found |= Q(pk__in=Allocation.objects.live().filter(person=person, role=Role.COM).values("user"))
    return _users(found)


def whole_estate() -> QuerySet[User]:
    """Those who answer for every place: for a problem that nobody nearer may see."""
    return _users(Q(held_roles__in=RoleHeld.objects.live().filter(role__in=ANSWERERS, reach=Reach.ESTATE)))


def place_of(user: User, person: Person | None) -> object | None:
    """The id of the establishment where a problem of this user was told; in transfer, the one that was left last."""
    if person is None:
        return next((held.establishment_id for held in user.roles_held() if held.establishment_id), None)
    if person.place == Person.Place.TRANSFER:
        left = Movement.objects.counting().filter(person=person, from_establishment__isnull=False).first()
        return left.from_establishment_id if left else None
    return person.establishment_id


def _users(rule: Q) -> QuerySet[User]:
    return User.objects.filter(rule, is_active=True).distinct()
