"""Several prepared reads in one message: home asks a dozen small questions, and the way there costs more than they do.

Each read stays what it is: its own function, its own rule of who may see what. Inside `ahead` they have been answered by
one statement, each as an array of its rows, and whoever calls one is given that answer, once. A read that is not
prepared yet, or has columns that are not plain, is left out and asks for itself; so does each when the statement fails.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from django.db import DatabaseError, connections
from psycopg2.extensions import string_types  # type: ignore[import-untyped]

from justice_portal import clock
from justice_portal.planned import Planned
from justice_portal.prepared import Prepared, Ready, answered

log = logging.getLogger(__name__)

#: Types whose value reads the same inside an array of texts: bool, the whole numbers, text, lists of texts, date, moment, UUID, JSON.
PLAIN = frozenset({16, 20, 21, 23, 25, 1009, 1015, 1043, 1082, 1184, 2950, 3802})
#: JSON is read by Django's own field: until then it stays text, here as from the driver.
JSON = 3802
#: The most sets of reads that are kept.
MOST_SETS = 500

Asked = tuple[Prepared, tuple[Any, ...]]


@contextmanager
def ahead(reads: Sequence[Asked]) -> Iterator[None]:
    """Within this, each of the reads (with what it is given) has been answered already."""
    found = [(read.ready(given), read, given) for read, given in reads]
    able = [
        (ready, read, given) for ready, read, given in found if ready and ready.types and PLAIN.issuperset(ready.types)
    ]
    if len(able) < 2:
        yield
        return
    answers = {}
    try:
        rows = _together(tuple(ready for ready, _read, _given in able)).rows([given for _ready, _read, given in able])
        answers = {(read, given): answer for (_ready, read, given), answer in zip(able, rows, strict=True)}
    except DatabaseError:
        log.exception("reads did not go together")
    token = answered.set(answers)
    try:
        yield
    finally:
        answered.reset(token)


class Together:
    """One statement of several reads."""

    def __init__(self, reads: tuple[Ready, ...]) -> None:
        self.reads = reads

    @cached_property
    def planned(self) -> Planned:
        parts: list[str] = []
        values: list[Any] = []
        changing: dict[int, Any] = {}
        for ready in self.reads:
            names = [f"c{number}" for number in range(len(ready.types or ()))]
            texts = ", ".join(f"{name}::text" for name in names)
            parts.append(f"ARRAY(SELECT ARRAY[{texts}] FROM ({ready.sql}) AS q({', '.join(names)}))")  # noqa: S608 - SQL of ours
            changing |= {len(values) + place: ready.values[place] for place, _fill in ready.holes}
            values += ready.values
        return Planned(f"SELECT {', '.join(parts)}", tuple(values), changing)

    def rows(self, given: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
        """The rows of each read, as it would have given them itself."""
        now, connection = clock.now(), connections["default"]
        filled = [value for ready, one in zip(self.reads, given, strict=True) for value in ready.filled(one, now)]
        with connection.cursor() as cursor:
            cursor.execute(*self.planned.said(connection, tuple(filled)))
            answers = cursor.fetchone()
            return [
                ready.made([_values(row, ready.types, cursor.cursor) for row in answer], connection)
                for ready, answer in zip(self.reads, answers, strict=True)
            ]


def _values(row: list[str | None], types: Any, cursor: Any) -> tuple[Any, ...]:
    """As the driver reads what the database sends."""
    return tuple(
        text if text is None or kind == JSON else string_types[kind](text, cursor)
        for text, kind in zip(row, types, strict=True)
    )


_kept: dict[tuple[Ready, ...], Together] = {}


def _together(reads: tuple[Ready, ...]) -> Together:
    found = _kept.get(reads)
    if found is None:
        if len(_kept) >= MOST_SETS:
            _kept.clear()
        found = _kept[reads] = Together(reads)
    return found
