"""Lists that staff read on a page, take away as CSV or print: one function makes the rows of all three.

A room declares what it lists; the page asks the same function as the file and the paper, so they cannot differ.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from justice_portal.access import Permission
from justice_portal.exports.change_kinds import EXPORTS
from justice_portal.keys import uuid7
from justice_portal.tables import Column


@dataclass(frozen=True)
class Listing:
    """What a list says now, to one reader. lines: what it was narrowed to, in words."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[tuple[UUID, Sequence[Any]]]  # the person a row is about, and its cells
    lines: Sequence[str] = ()

    @property
    def people(self) -> list[UUID]:
        return list(dict.fromkeys(person for person, _cells in self.rows))

    @property
    def cells(self) -> list[Sequence[Any]]:
        return [cells for _person, cells in self.rows]


@dataclass(frozen=True)
class ListKind:
    """build: (reader, what the address says) to a Listing of what that reader may see. Raises Http404 or DomainError.

    asks: the words that the address may say; others are left out.
    """

    code: str
    title: Any
    build: Callable[[Any, Mapping[str, str]], Listing]
    asks: tuple[str, ...] = ()
    needs: Permission = field(default=Permission.LEARNING_ASSIGN)

    def wanted(self, query: Mapping[str, str]) -> dict[str, str]:
        return {name: query[name][:40] for name in self.asks if query.get(name)}


KINDS: dict[str, ListKind] = {}


def declare_list(kind: ListKind) -> ListKind:
    KINDS[kind.code] = kind
    EXPORTS[f"lists:{kind.code}"] = kind.title
    return kind


@dataclass(frozen=True)
class Offer:
    """What a page needs to offer its list as CSV and on paper: for learning/lists/take.html."""

    csv: str
    pdf: str
    query: str
    key: UUID = field(default_factory=uuid7)


def offer(kind: ListKind, wanted: Mapping[str, str]) -> Offer:
    query = urlencode(wanted)
    csv = reverse("lists:csv", args=[kind.code])
    return Offer(f"{csv}?{query}" if query else csv, reverse("lists:pdf", args=[kind.code]), query)
