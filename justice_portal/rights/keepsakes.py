"""Files that go into the folder that somebody takes with them, beside the data: papers that can be read without us.

The apps above know what these are, and say so once:

    take_along(reports_of)      # reports_of(person, reader) yields Keepsake(folder, name, content)

A finder gives what the person may have, and reads as `reader` may: the person, or staff on their behalf.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from justice_portal.downloads import file_name
from justice_portal.people.models import Person

#: A folder that does not fit on a phone helps nobody; what is left out is named in read-me.txt.
MOST_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True)
class Keepsake:
    """One file. folder and name in the reader's language; suffix like ".pdf"."""

    folder: str
    name: str
    suffix: str
    content: bytes


Finder = Callable[[Person, Any], Iterable[Keepsake]]
_finders: list[Finder] = []


def take_along(finder: Finder) -> None:
    """Let an app put files into the folder; called once by its ready()."""
    _finders.append(finder)


def keepsakes_of(person: Person, reader: Any) -> Iterator[tuple[str, bytes]]:
    """Each file with its path in the folder; no two have the same."""
    taken: set[str] = set()
    for one in (one for finder in _finders for one in finder(person, reader)):
        folder, number = file_name(one.folder, ""), 1
        path = f"{folder}/{file_name(one.name, one.suffix)}"
        while path in taken:
            number += 1
            path = f"{folder}/{file_name(f'{one.name} {number}', one.suffix)}"
        taken.add(path)
        yield path, one.content
