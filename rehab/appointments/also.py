"""What else a person has in their week: rooms of the apps above say it here, once, in their ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from justice_portal.people.models import Person


@dataclass(frozen=True)
class Also:
    """One line of My week that is no appointment."""

    title: Any
    href: str
    day_said: str
    from_said: str
    icon: str = "calendar"


Finder = Callable[[Any, Person], list[Also]]
_finders: list[Finder] = []


def also_from(finder: Finder) -> None:
    """finder(user, person): what that room has planned for them, the next one first; one query."""
    if finder not in _finders:
        _finders.append(finder)


def also_of(user: Any, person: Person) -> list[Also]:
    return [one for finder in _finders for one in finder(user, person)]
