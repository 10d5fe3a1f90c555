"""Several prepared reads in one message: home asks a dozen small questions, and the way there costs more than they do.

Each read stays what it is: its own function, its own rule of who may see what. Inside `ahead` they have been answered by
one statement, each as an array of its rows, and whoever calls one is given that answer, once. A read that is not
prepared yet, or has columns that are not plain, is left out and asks for itself; so does each when the statement fails.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any

from django.db import DatabaseError, connections
from psycopg2.extensions import string_types  # type: ignore[import-untyped]

from justice_portal import clock
from justice_portal.planned import Planned
from justice_portal.prepared import Hole, Prepared, Ready, answered

log = logging.getLogger(__name__)

#: Types whose value reads the same inside an array of texts: bool, whole numbers, text, lists of texts, date, time, moment, UUID, JSON.
PLAIN = frozenset({16, 20, 21, 23, 25, 1009, 1015, 1043, 1082, 1083, 1184, 2950, 3802})
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
        all_given = [given for _ready, _read, given in able]
        rows = _together(tuple(ready for ready, _read, _given in able), all_given).rows(all_given)
        answers = {(read, given): answer for (_ready, read, given), answer in zip(able, rows, strict=True)}
    except DatabaseError:
        log.exception("reads did not go together")
    token = answered.set(answers)
    try:
        yield
    finally:
        answered.reset(token)


class Together:
    """One statement of several reads. A hole that two of them share, of the same value given, is one."""

    def __init__(self, reads: tuple[Ready, ...], values: tuple[int, ...]) -> None:
        """values: of all that is given to the reads, one after the other, which are the same: the same number."""
        self.reads = reads
        self.holes: dict[tuple[Hole, int | None], list[int]] = {}
        self.asks: list[tuple[Hole, int]] = []  # of each, how it is filled and by what is given to which read
        parts: list[str] = []
        all_values: list[Any] = []
        numbers = iter(values)
        for at, ready in enumerate(reads):
            given = list(islice(numbers, ready.takes))
            for hole, places in ready.holes.items():
                key = (hole, None) if hole.number is None else (replace(hole, number=0), given[hole.number])
                if key not in self.holes:
                    self.holes[key] = []
                    self.asks.append((hole, at))
                self.holes[key] += [len(all_values) + place for place in places]
            parts.append(_as_array(ready))
            all_values += ready.values
        sql = f"SELECT {', '.join(parts)}"
        self.planned = Planned(sql, tuple(all_values), tuple(self.holes.values()))

    def rows(self, given: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
        """The rows of each read, as it would have given them itself."""
        now, connection = clock.now(), connections["default"]
        filled = [hole.fill(given[at], now) for hole, at in self.asks]
        with connection.cursor() as cursor:
            cursor.execute(*self.planned.said(connection, filled))
            answers = cursor.fetchone()
            return [
                ready.made([_values(row, ready.types, cursor.cursor) for row in answer], connection)
                for ready, answer in zip(self.reads, answers, strict=True)
            ]


def _as_array(ready: Ready) -> str:
    names = [f"c{number}" for number in range(len(ready.types or ()))]
    texts = ", ".join(f"{name}::text" for name in names)
    return f"ARRAY(SELECT ARRAY[{texts}] FROM ({ready.sql}) AS q({', '.join(names)}))"  # noqa: S608 - SQL of ours


def _values(row: list[str | None], types: Any, cursor: Any) -> tuple[Any, ...]:
    """As the driver reads what the database sends."""
    return tuple(
        text if text is None or kind == JSON else string_types[kind](text, cursor)
        for text, kind in zip(row, types, strict=True)
    )


_kept: dict[tuple[Any, ...], Together] = {}


def _together(reads: tuple[Ready, ...], given: Sequence[tuple[Any, ...]]) -> Together:
    seen: dict[int, int] = {}
    values = tuple(seen.setdefault(id(value), len(seen)) for one in given for value in one)
    found = _kept.get((reads, values))
    if found is None:
        if len(_kept) >= MOST_SETS:
            _kept.clear()
        found = _kept[reads, values] = Together(reads, values)
    return found
