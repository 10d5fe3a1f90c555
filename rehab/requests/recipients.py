"""Which staff hear of a request. notify() drops those who may not see it."""

from typing import Any

from django.db.models import Q, QuerySet

from justice_portal.access import GRANTS, Permission
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import Reach, Role
from rehab.requests.models import SupportRequest
from rehab.requests.routing.models import DepartmentMember


def members(asked: SupportRequest) -> QuerySet[User]:
    """Who answers for its department."""
    mine = DepartmentMember.objects.live().filter(department=asked.department_id)
    return User.objects.filter(pk__in=mine.values("user")).order_by("pk")


def handlers(asked: SupportRequest) -> QuerySet[User]:
    """Who has taken it; the members of its department while nobody has."""
    return User.objects.filter(pk=asked.taken_by_id) if asked.taken_by_id else members(asked)


def above(asked: SupportRequest) -> QuerySet[User]:
    """The heads of its department and the managers of the prison."""
    heads = DepartmentMember.objects.live().filter(department=asked.department_id, is_head=True)
    managers = RoleHeld.objects.live().filter(
        role=Role.MANAGER, reach=Reach.ESTABLISHMENT, establishment=asked.made_in_id
    )
    return User.objects.filter(Q(pk__in=heads.values("user")) | Q(pk__in=managers.values("user"))).order_by("pk")


def far_above() -> QuerySet[User]:
    """The managers of the whole estate."""
    held = RoleHeld.objects.live().filter(role=Role.MANAGER, reach=Reach.ESTATE)
    return User.objects.filter(pk__in=held.values("user")).order_by("pk")


def role_of(user: Any) -> str:
    """As what somebody writes or decides: the widest role that lets them see requests."""
    roles = [held.role for held in user.roles_held() if Permission.REQUEST_DESK in GRANTS[held.role]]
    order = [Role.MANAGER, Role.SAFER_CUSTODY, Role.POM, Role.KEY_WORKER, Role.TUTOR]
    return next((role for role in order if role in roles), roles[0] if roles else Role.MANAGER)
