"""Setting up requests: the types of the estate, the departments and routes of one prison, who answers for them."""

from typing import Any

from django.utils.translation import gettext as _

import rehab.requests.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from rehab.requests.routing.models import Department, DepartmentMember, RequestRoute, RequestType
from rehab.requests.routing.usual import usual

LONGEST_WAIT = 28
FIELDS = (
    "name", "name_welsh", "about", "about_welsh", "icon", "urgency", "days", "order", "questions",
)  # fmt: skip


@action(needs=Permission.REQUEST_TYPE_EDIT)
def load_types(of: type[RequestType], *, by: Any) -> int:
    """Bring the types of the estate up to what the product ships; how many there are. What was asked keeps its form."""
    types = usual()["types"]
    for one in types:
        of.objects.update_or_create(code=one["code"], defaults={name: one[name] for name in FIELDS})
    record(by, "requests.types_loaded", of, count=len(types))
    return len(types)


@action(needs=Permission.REQUEST_SETUP)
def set_up(place: Establishment, *, by: Any) -> int:
    """Give a prison the usual departments and routes; those that it has stay as they are. How many routes are new."""
    Establishment.objects.locked(place)
    types = {one.code: one for one in RequestType.objects.filter(is_on=True)}
    made = 0
    for one in usual()["departments"]:
        department, _new = Department.objects.get_or_create(
            establishment=place,
            name=one["name"],
            defaults={"name_welsh": one["name_welsh"], "is_private": one.get("is_private", False)},
        )
        for code in one["types"]:
            if code in types:
                _route, is_new = RequestRoute.objects.get_or_create(
                    type=types[code],
                    establishment=place,
                    defaults={"department": department, "days": types[code].days},
                )
                made += is_new
    record(by, "requests.set_up", place, routes=made)
    return made


@action(needs=Permission.REQUEST_SETUP)
def set_route(
    place: Establishment,
    *,
    type: RequestType,  # noqa: A002
    department: Department,
    days: int,
    is_on: bool,
    by: Any,
) -> RequestRoute:
    """Which department of the prison answers a type, in how many days, and whether it can be asked for."""
    if department.establishment_id != place.pk:
        raise DomainError(_("This department is in another prison."))
    if not 0 <= days <= LONGEST_WAIT:
        raise DomainError(_("An answer is due in 0 to %(most)s days.") % {"most": LONGEST_WAIT})
    route, _new = RequestRoute.objects.update_or_create(
        type=type, establishment=place, defaults={"department": department, "days": days, "is_on": is_on}
    )
    record(by, "requests.route_set", route, type=type.code, department=department.pk, days=days, is_on=is_on)
    return route


@action(needs=Permission.REQUEST_SETUP)
def add_department(place: Establishment, *, name: str, name_welsh: str, is_private: bool, by: Any) -> Department:
    department, is_new = Department.objects.get_or_create(
        establishment=place, name=name, defaults={"name_welsh": name_welsh, "is_private": is_private}
    )
    if not is_new and department.is_private != is_private:
        raise DomainError(_("There is a department with this name already."))
    record(by, "requests.department_added", department, private=is_private)
    return department


@action(needs=Permission.REQUEST_SETUP)
def add_member(place: Establishment, *, department: Department, user: User, is_head: bool, by: Any) -> DepartmentMember:
    """Let a user who works in this prison answer for a department. Nobody lets themselves into a private one."""
    if department.establishment_id != place.pk:
        raise DomainError(_("This department is in another prison."))
    if department.is_private and user.pk == by.pk:
        raise DomainError(_("Another manager must let you into a private department."))
    if not RoleHeld.objects.live().filter(user=user, establishment=place).exists():
        raise DomainError(_("This user has no role in this prison."))
    member, _new = DepartmentMember.objects.update_or_create(
        department=department,
        user=user,
        ended_at=None,
        defaults={"is_head": is_head, "given_by": None if by is SYSTEM else by},
    )
    record(by, "requests.member_added", member, department=department.pk, user=user.pk, head=is_head)
    return member


@action(needs=Permission.REQUEST_SETUP)
def end_member(member: DepartmentMember, *, by: Any) -> DepartmentMember:
    ended = DepartmentMember.objects.filter(pk=member.pk, ended_at=None).update(ended_at=clock.now(), ended_by=by)
    if ended:
        record(by, "requests.member_ended", member, department=member.department_id, user=member.user_id)
    member.refresh_from_db()
    return member
