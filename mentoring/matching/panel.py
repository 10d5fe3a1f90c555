"""What a person's page says about their mentors."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from justice_portal.people.models import Person
from justice_portal.prepared import prepared
from mentoring.matching.models import Match


def matches_panel(user: Any, person: Person) -> dict[str, Any] | None:
    """The matches that run or wait; None when there are none."""
    matches = live_matches(user, person.pk)
    return {"matches": matches, "person": person} if matches else None


@prepared
def live_matches(user: Any, person: UUID) -> QuerySet[Match]:
    return Match.objects.visible_to(user).live().of(person)
