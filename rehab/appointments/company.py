"""Whom a person can meet: the staff who look after them, and mentors, of whom the floor above knows."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from justice_portal.accounts.models import User
from justice_portal.people.models import Allocation, Person

#: Finds the mentors of a person whom a user may see, as keys of users.
Finder = Callable[[Any, Person], QuerySet[Any]]
_finders: list[Finder] = []


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
