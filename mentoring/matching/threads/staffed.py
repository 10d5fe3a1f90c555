"""Who of the staff answers in a thread: from a reader to their threads as a filter, and from a thread to who it may be.

The filter is the rule. Whoever holds the role for the person now answers in the person's thread with that role; sight ends
with the role, with the person's leaving, and with whatever shuts the record to them.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from justice_portal.access import Permission, people_for, restricted_for
from justice_portal.accounts.models import User
from justice_portal.grants import Role
from justice_portal.people.models import Allocation, Cover, Person
from justice_portal.people.teaching import taught_by, tutors_of
from rehab.requests.routing.models import DepartmentMember

#: Roles that a person has one of at a time: the thread is with the role, whoever holds it.
BY_ROLE = (Role.KEY_WORKER.value, Role.POM.value, Role.COM.value)


def answers(user: Any, to_thread: str = "") -> Q:
    """A filter: rows of threads that user, a member of staff, answers now. to_thread: how a row leads to its thread."""
    at = to_thread
    mine = Q(pk__in=[])
    for held in user.roles_held():
        if held.role in BY_ROLE:
            mine |= Q(**{f"{at}kind": held.role, f"{at}person__in": Person.objects.filter(held.people())})
        elif held.role == Role.TUTOR and not user.is_stopped:
            taught = taught_by(OuterRef(f"{at}person"), user.pk)
            here = Q(**{f"{at}kind": "tutor", f"{at}staff": user.pk})
            mine |= here & Q(**{f"{at}person__in": Person.objects.filter(held.people())}) & taught
    if not user.is_stopped:
        departments = DepartmentMember.objects.live().filter(user=user.pk).values("department")
        there = F(f"{at}department__establishment")
        mine |= Q(**{f"{at}department__in": departments, f"{at}person__establishment": there})
    reached = people_for(user, Permission.TALK).values("pk")
    mine |= Q(**{f"{at}handed_to": user.pk, f"{at}kind__in": [*BY_ROLE, "tutor"], f"{at}person__in": reached})
    shut = Person.objects.filter(restricted_for(user), pk=OuterRef(f"{at}person"))
    return mine & ~Q(Exists(shut))


def candidates(thread: Any) -> QuerySet[User]:
    """Who may be the one to answer: to be asked for permission, each."""
    if thread.department_id:
        members = DepartmentMember.objects.live().filter(department=thread.department_id)
        return User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("pk")
    named = [one for one in (thread.handed_to_id, thread.staff_id) if one]
    if thread.kind not in BY_ROLE:
        return User.objects.filter(pk__in=named, is_active=True).order_by("pk")
    return User.objects.filter(Q(pk__in=named) | workers_of(thread.person_id, thread.kind), is_active=True).order_by(
        "pk"
    )


def workers_of(person: Any, *kinds: str) -> Q:
    """A filter over users: who holds these roles for the person, and who stands in for them today."""
    live = Allocation.objects.live().filter(person=person, role__in=kinds)
    covers = Cover.objects.live().filter(Exists(live.filter(user=OuterRef("covered"), role=OuterRef("role"))))
    return Q(pk__in=live.values("user")) | Q(pk__in=covers.values("by"))


def colleagues_of(thread: Any, user: Any) -> QuerySet[User]:
    """Whom user can hand a thread to: others who work with the person, or who answer for the same department."""
    if thread.department_id:
        found = candidates(thread)
    else:
        found = User.objects.filter(workers_of(thread.person_id, *BY_ROLE) | tutors_of(thread.person), is_active=True)
    return found.exclude(pk=user.pk).order_by("name", "pk")
