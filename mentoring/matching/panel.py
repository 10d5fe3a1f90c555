"""What a person's page says about their mentors."""

from typing import Any

from justice_portal.people.models import Person
from mentoring.matching.models import Match


def matches_panel(user: Any, person: Person) -> dict[str, Any] | None:
    """The matches that run or wait; None when there are none. One query."""
    matches = list(Match.objects.visible_to(user).live().of(person))
    return {"matches": matches, "person": person} if matches else None
