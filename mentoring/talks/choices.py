"""With whom a person can write, and as what a member of staff can write with them. Calculations only."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from justice_portal.accounts.models import User
from justice_portal.grants import Role
from justice_portal.people.models import Allocation, Person
from justice_portal.people.teaching import tutors_of
from justice_portal.protected.models import Connection
from mentoring.matching.threads.models import Thread
from mentoring.matching.threads.staffed import BY_ROLE
from rehab.requests.routing.models import Department, DepartmentMember

Kind = Thread.Kind
ICONS = {"key_worker": "officer", "pom": "staff", "com": "staff", "tutor": "learn", "department": "people"}


@dataclass(frozen=True)
class Choice:
    """One of those whom a person can write to."""

    kind: str
    name: str
    staff: UUID | None = None
    department: UUID | None = None

    @property
    def code(self) -> str:
        """How a form names it."""
        return f"{self.kind}-{self.department or self.staff}"

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def what(self) -> str:
        """Who that is for the person, in plain words."""
        said = {
            Kind.KEY_WORKER: _("Your key worker. They know you on the wing."),
            Kind.POM: _("Your prison offender manager. They plan your time here with you."),
            Kind.COM: _("Your probation officer. They help you when you leave."),
            Kind.TUTOR: _("Your tutor. Ask them about your class or course."),
            Kind.DEPARTMENT: _("A team here. One of them will answer you."),
        }
        return said[Kind(self.kind)]


def choices_of(person: Person) -> list[Choice]:
    """Everybody of the staff whom this person can write to now: those who work with them first. Three queries."""
    order = {role: number for number, role in enumerate(BY_ROLE)}
    apart = Connection.objects.shut().filter(person=person).values("user")
    live = Allocation.objects.live().filter(person=person, user__is_active=True).exclude(user__in=apart)
    found = [
        Choice(one.role, one.user.name, staff=one.user_id)
        for one in sorted(live.select_related("user"), key=lambda one: order[one.role])
        if one.role == Role.COM or one.establishment_id == person.establishment_id
    ]
    if person.establishment_id is None:
        return found
    tutors = User.objects.filter(tutors_of(person), is_active=True).exclude(pk__in=apart).order_by("name", "pk")
    found += [Choice(Kind.TUTOR, one.name, staff=one.pk) for one in tutors]
    return found + [Choice(Kind.DEPARTMENT, str(one), department=one.pk) for one in _departments(person)]


def _departments(person: Person) -> QuerySet[Department]:
    """Those of the prison that somebody answers for."""
    members = DepartmentMember.objects.live().filter(department=OuterRef("pk"))
    return Department.objects.filter(Exists(members), establishment=person.establishment_id).order_by("name")


def roles_for(user: Any, person: Person) -> list[Choice]:
    """As what this member of staff can write with the person, with what the person is told of them."""
    mine = set(DepartmentMember.objects.live().filter(user=user.pk).values_list("department", flat=True))
    covers = {held.role for held in user.roles_held() if held.role in BY_ROLE and _reaches(held, person)}
    return [
        one
        for one in choices_of(person)
        if one.department in mine or (one.kind == Kind.TUTOR and one.staff == user.pk) or one.kind in covers
    ]


def _reaches(held: Any, person: Person) -> bool:
    return Person.objects.filter(held.people(), pk=person.pk).exists()
