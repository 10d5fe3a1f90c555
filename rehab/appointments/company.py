"""Whom a person can meet: the staff who look after them, and mentors, of whom the floor above knows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from justice_portal import clock
from justice_portal.access import Permission, may, restricted_for
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import Role
from justice_portal.people.models import Allocation, Cover, Person
from rehab.appointments.models import Appointment

#: Finds the mentors of a person whom a user may see, as keys of users.
Finder = Callable[[Any, Person], QuerySet[Any]]
_finders: list[Finder] = []
#: Who can be given a meeting: the roles that book.
MEETS = (Role.KEY_WORKER, Role.POM, Role.COM, Role.MANAGER)


def mentors_from(finder: Finder) -> None:
    """Let the app that knows mentors say who they are; called once by its ready()."""
    _finders.append(finder)


def mentors_of(user: Any, person: Person) -> QuerySet[User]:
    """The mentors of a person, as far as user may see."""
    rule = Q(pk__in=[])
    for finder in _finders:
        rule |= Q(pk__in=finder(user, person))
    return User.objects.filter(rule, is_active=True).order_by("name")


def staff_of(user: Any, person: Person) -> QuerySet[User]:
    """User themselves, and the staff in whose caseload the person is."""
    allocated = Allocation.objects.visible_to(user).live().filter(person=person).values("user")
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=allocated), is_active=True).order_by("name")


def colleagues_of(user: Any) -> QuerySet[User]:
    """Staff who meet people at the places where user holds a role; for who holds one over the estate, all of them."""
    held = user.roles_held()
    here = {one.establishment_id for one in held} - {None}
    units = {one.delivery_unit_id for one in held} - {None}
    live = RoleHeld.objects.live().filter(user=OuterRef("pk"), role__in=MEETS)
    if here or units:
        live = live.filter(Q(establishment__in=here) | Q(delivery_unit__in=units))
    return User.objects.filter(Exists(live), is_active=True).order_by("name", "pk")


def workers_of(meeting: Appointment) -> QuerySet[User]:
    """The staff of a meeting, without mentors."""
    return User.objects.filter(pk__in=[one for one in (meeting.staff_id, meeting.also_with_id) if one]).order_by("name")


def can_take(worker: User, meeting: Appointment, instead_of: User) -> bool:
    """Whether this worker may meet the person: now, or as who stands in for the other on that day."""
    if may(worker, Permission.APPOINTMENT_BOOK, meeting):
        return True
    if Person.objects.filter(restricted_for(worker), pk=meeting.person_id).exists():
        return False
    day: date = meeting.starts_at.astimezone(clock.LONDON).date()
    covers = Cover.objects.coming().filter(covered=instead_of, by=worker, starts_on__lte=day, ends_on__gte=day)
    theirs = Allocation.objects.live().filter(person=meeting.person_id, user=instead_of, role__in=covers.values("role"))
    return theirs.exists()


def who_can_book(meeting: Appointment) -> list[User]:
    """Whom it is with, or who booked it; where none of them may change it any more, who looks after the person."""
    named = {one for one in (meeting.staff, meeting.also_with, meeting.booked_by) if one}
    found = [one for one in named if may(one, Permission.APPOINTMENT_BOOK, meeting)]
    if found:
        return found
    return [one.user for one in Allocation.objects.live().filter(person=meeting.person_id).select_related("user")]
