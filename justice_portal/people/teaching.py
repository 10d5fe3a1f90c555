"""Who teaches a person: asked here, answered by the rooms above that know of classes and courses.

Such a room says so once, in the ready() of its app: teaching_from(finder).
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from justice_portal.accounts.models import RoleHeld
from justice_portal.grants import Role
from justice_portal.people.models import Person

#: Rows that say that this tutor teaches this person now. Either may be a key or a reference to the outer query.
Finder = Callable[[Any, Any], QuerySet[Any]]
_finders: list[Finder] = []


def teaching_from(finder: Finder) -> None:
    if finder not in _finders:
        _finders.append(finder)


def taught_by(person: Any, tutor: Any) -> Q:
    """A filter: whether this tutor teaches this person now."""
    rule = Q(pk__in=[])
    for finder in _finders:
        rule |= Q(Exists(finder(person, tutor)))
    return rule


def tutors_of(person: Person) -> Q:
    """A filter over users: the tutors, where the person is, who teach them now."""
    if person.establishment_id is None:
        return Q(pk__in=[])
    held = RoleHeld.objects.live().filter(role=Role.TUTOR, establishment=person.establishment_id)
    return Q(pk__in=held.values("user")) & taught_by(person.pk, OuterRef("pk"))
