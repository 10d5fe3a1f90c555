"""Statements that PostgreSQL plans once for a connection, not once for each time they are sent.

Planning a read that joins costs PostgreSQL more than answering it. A statement that a connection sends a second time is
PREPAREd there, and from then on only its name and its values travel. PostgreSQL itself decides whether one plan is good
for all values, and plans anew when what it knows of a table changes. Nothing of an answer is kept.
"""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg2.extensions import AsIs  # type: ignore[import-untyped]

#: The most statements that one connection keeps plans of: each takes PostgreSQL up to some 100 kB.
MOST_PLANS = 150

_numbers = itertools.count(1)


class Planned:
    """One statement, the values that stay in it, and the places of those that change."""

    def __init__(self, sql: str, values: tuple[Any, ...], changing: Sequence[Sequence[int]]) -> None:
        """changing: of each value that changes all places where it stands. It travels once, however many those are."""
        self.sql, self.values, self.changing = sql, values, changing
        self.name = f"portal_{next(_numbers)}"
        self.call = f"EXECUTE {self.name}" + (f"({', '.join(['%s'] * len(changing))})" if changing else "")

    def said(self, connection: Any, filled: Sequence[Any]) -> tuple[str, Sequence[Any]]:
        """What to send through this connection; filled: the values that change, in their order."""
        connection.ensure_connection()
        plans = _plans(connection)
        if self.name not in plans:
            plans[self.name] = False
            return self.sql, self.with_values(filled)
        if not plans.pop(self.name):
            self._prepare(connection.connection, plans)
        plans[self.name] = True  # last in the row: the first is the one that was not sent for longest
        return self.call, filled

    def with_values(self, filled: Iterable[Any]) -> tuple[Any, ...]:
        """All values of the statement, those that stay and those that change."""
        values = list(self.values)
        for places, value in zip(self.changing, filled, strict=True):
            for place in places:
                values[place] = value
        return tuple(values)

    def _prepare(self, connection: Any, plans: dict[str, bool]) -> None:
        """Below Django: it answers nothing, and is no statement of the page's."""
        has_plan = [name for name, is_there in plans.items() if is_there]
        kinds = (_kind(self.values[places[0]]) for places in self.changing)
        values = self.with_values(AsIs(f"${number}::{kind}") for number, kind in enumerate(kinds, 1))
        with connection.cursor() as cursor:
            if len(has_plan) >= MOST_PLANS:
                cursor.execute(f"DEALLOCATE {has_plan[0]}")
                del plans[has_plan[0]]
            cursor.execute(f"PREPARE {self.name} AS {self.sql}", values)


def _plans(connection: Any) -> dict[str, bool]:
    """Which statements this connection has sent, and whether their plan is there. A new connection starts anew."""
    kept = connection.__dict__.get("portal_plans")
    if kept is None or kept[0] is not connection.connection:
        kept = connection.portal_plans = (connection.connection, {})
    plans: dict[str, bool] = kept[1]
    return plans


def _kind(value: Any) -> str:
    """How the database calls such a value: as the driver does when it writes it out."""
    for kind, name in ((UUID, "uuid"), (datetime, "timestamptz"), (date, "date"), (str, "text")):
        if isinstance(value, kind):
            return name
    raise TypeError(f"No value of this kind is filled in: {type(value).__name__}")
