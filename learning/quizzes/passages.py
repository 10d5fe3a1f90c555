"""A text with places in it: [a: words] to choose, [1] to fill. Plain text, a line a paragraph."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

CHOICE = re.compile(r"\[([a-z]): ?([^\[\]]{1,300})\]")
GAP = re.compile(r"\[([1-9])\]")


class Piece(NamedTuple):
    """A piece of a line: words, or (with a code) a place."""

    text: str
    code: str = ""
    is_chosen: bool = False
    field: Any = None


def choices(text: str) -> dict[str, str]:
    """What can be chosen, by its letter, in the order of the text."""
    return {found[1]: found[2].strip() for found in CHOICE.finditer(text)}


def plain(text: str) -> str:
    """The text as it reads, with the places that can be chosen in square brackets."""
    return " ".join(CHOICE.sub(lambda found: f"[{found[2].strip()}]", text).split())


def with_blanks(text: str) -> str:
    """The text as it reads on paper, a numbered line for each gap."""
    return " ".join(GAP.sub(lambda found: f"({found[1]}) ______", text).split())


def lines(text: str, chosen: Collection[str] = ()) -> list[list[Piece]]:
    """The lines of a text to choose in."""
    return [list(_chosen(line, chosen)) for line in text.splitlines() if line.strip()]


def _chosen(line: str, chosen: Collection[str]) -> Iterator[Piece]:
    last = 0
    for found in CHOICE.finditer(line):
        yield Piece(line[last : found.start()])
        yield Piece(found[2].strip(), found[1], found[1] in chosen)
        last = found.end()
    yield Piece(line[last:])


def gaps(text: str) -> list[str]:
    """The numbers of the gaps in the order of the text."""
    return [found[1] for found in GAP.finditer(text)]


def lines_with_gaps(text: str, fields: Mapping[str, Any]) -> list[list[Piece]]:
    """The lines of a text to fill in, each gap with its field."""
    return [list(_filled(line, fields)) for line in text.splitlines() if line.strip()]


def _filled(line: str, fields: Mapping[str, Any]) -> Iterator[Piece]:
    last = 0
    for found in GAP.finditer(line):
        yield Piece(line[last : found.start()])
        yield Piece("", found[1], field=fields[found[1]])
        last = found.end()
    yield Piece(line[last:])
