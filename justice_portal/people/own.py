"""Where a user stands who is a person of ours: asked by several rooms within one request."""

from typing import Any

from django.db.models import QuerySet

from justice_portal.access import Permission
from justice_portal.people.models import Person
from justice_portal.prepared import prepared

#: Where a request's user holds the answer; the next request has a user of its own.
KEPT = "own_place"


@prepared
def own_place(user: Any) -> QuerySet[Person]:
    """Where the person is whose account this is."""
    return Person.objects.within(user, Permission.RIGHTS_OWN).filter(user=user).values_list("place", flat=True)[:1]


def is_in_community(user: Any) -> bool:
    """Whether the person whose account this is lives outside; asked once a request."""
    if not hasattr(user, KEPT):
        setattr(user, KEPT, own_place.first(user))
    return bool(getattr(user, KEPT) == Person.Place.COMMUNITY)
