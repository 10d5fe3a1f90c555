# ruff: noqa: SLF001 - it stands where Django's own querysets stand
"""Reads whose SQL is worked out once for each kind of reader, then only filled in.

For a small page Django spends more on building its queries than PostgreSQL does on answering them. A function under
@prepared makes a queryset as always, from `visible_to`. It is called once for each shape: with a stand-in for the reader
who holds the same roles, and with stand-ins for the keys it was given. What comes out is kept as SQL with holes. The next
call of the same shape fills the holes with the reader, the keys and the time, and runs.

Nothing of the answer is kept, and the rule of access.py is asked again for every other set of roles. When the SQL with
its holes filled differs from what the function makes for the real reader, it is not kept, and each call builds its own.
"""

import copy
import logging
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.utils.translation import get_language

from justice_portal import clock
from justice_portal.planned import Planned

log = logging.getLogger(__name__)

#: The most shapes that one function keeps: far above the sets of roles that one place has.
MOST_SHAPES = 500


@dataclass(frozen=True)
class Hole:
    """A value that each call fills in: one of what it was given, or so long from now."""

    number: int | None = None  # which of what was given
    is_user: bool = False  # its key, then
    after: timedelta | None = None  # a moment
    days_on: timedelta | None = None  # a day of London

    def fill(self, given: tuple[Any, ...], now: datetime) -> Any:
        if self.number is not None:
            return given[self.number].pk if self.is_user else given[self.number]
        if self.after is not None:
            return now + self.after
        assert self.days_on is not None
        return now.astimezone(clock.LONDON).date() + self.days_on


def prepared(build: Callable[..., QuerySet[Any]]) -> "Prepared":
    """Mark a function that makes a queryset. Positional users, UUIDs and texts are filled in; all else is the shape."""
    return Prepared(build)


@dataclass(eq=False)
class Ready:
    """A queryset of one shape with its SQL, the values that stay, and the places of each hole."""

    queryset: QuerySet[Any]
    compiler: Any
    sql: str
    values: tuple[Any, ...]
    holes: dict[Hole, list[int]]
    takes: int  # how much it is given
    types: tuple[int, ...] | None = None  # of its columns, as the database calls them: known after the first answer

    @cached_property
    def planned(self) -> Planned:
        return Planned(self.sql, self.values, tuple(self.holes.values()))

    def filled(self, given: tuple[Any, ...], now: datetime) -> list[Any]:
        """What stands in each hole for this call."""
        return [hole.fill(given, now) for hole in self.holes]

    @cached_property
    def converters(self) -> list[tuple[int, Any]]:
        """Django's own, worked out once: the place of a column, and how what the database gave becomes a value."""
        compiler = self.compiler
        found = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        return list(found.items())

    def rows(self, given: tuple[Any, ...]) -> list[Any]:
        """Run it; Django's own iterable makes rows of what came."""
        connection = connections[self.queryset.db]  # each thread has its own
        with connection.cursor() as cursor:
            cursor.execute(*self.planned.said(connection, self.filled(given, clock.now())))
            found = cursor.fetchall()
            self.types = self.types or tuple(column.type_code for column in cursor.description)
        return self.made(found, connection)

    def made(self, found: list[tuple[Any, ...]], connection: Any) -> list[Any]:
        """What Django makes of what the database gave."""
        if not found:
            return []
        iterable: Any = self.queryset._iterable_class
        return list(iterable(_Answered(self, connection, found)))


class _Answered:
    """What Django's iterables ask of a queryset, its query and its compiler, when the database has answered already."""

    def __init__(self, ready: Ready, connection: Any, found: list[tuple[Any, ...]]) -> None:
        queryset: Any = ready.queryset
        compiler = ready.compiler
        self.ready, self.connection, self.found = ready, connection, found
        self.model, self.db, self._fields, self.query = queryset.model, queryset.db, queryset._fields, self
        self._known_related_objects: dict[Any, Any] = {}
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map

    def get_compiler(self, *_args: Any, **_given: Any) -> "_Answered":
        return self

    def execute_sql(self, *_args: Any, **_given: Any) -> list[tuple[Any, ...]]:
        return self.found

    def results_iter(self, *_args: Any, **_given: Any) -> Iterator[Any]:
        columns = self.ready.compiler.col_count
        for found in self.found:
            row = list(found[:columns])
            for place, (converters, expression) in self.ready.converters:
                for converter in converters:
                    row[place] = converter(row[place], expression, self.connection)
            yield tuple(row)

    def __getattr__(self, name: str) -> Any:
        """What else an iterable asks of the query, such as the names of its values."""
        return getattr(self.ready.queryset.query, name)


#: Reads that were answered ahead of the call (ahead.py): each is taken once.
answered: ContextVar[dict[Any, list[Any]] | None] = ContextVar("answered", default=None)


class Prepared:
    """A read, and its SQL for each shape that was asked for so far."""

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self.kept: dict[Hashable, Ready | None] = {}
        self.__doc__ = build.__doc__

    def __call__(self, *given: Any, **shape: Any) -> list[Any]:
        """The rows, now."""
        if (before := answered.get()) and not shape and (rows := before.pop((self, given), None)) is not None:
            return rows
        ready = self.ready(given, **shape)
        return ready.rows(given) if ready else list(self.build(*given, **shape))

    def ready(self, given: tuple[Any, ...], **shape: Any) -> Ready | None:
        """The SQL for such a call; None when each call builds its own."""
        key = (get_language(), *map(_shape, given), *shape.values())
        if key not in self.kept:
            if len(self.kept) >= MOST_SHAPES:
                self.kept.clear()
            self.kept[key] = self._prepare(given, shape)
        return self.kept[key]

    def first(self, *given: Any, **shape: Any) -> Any:
        """The first row, or None."""
        return next(iter(self(*given, **shape)), None)

    def _prepare(self, given: tuple[Any, ...], shape: dict[str, Any]) -> Ready | None:
        """The SQL with its holes, if filling them gives what the function makes for this reader; else None."""
        now = clock.now()
        marks = [_mark(one) for one in given]
        try:
            with clock.held(now), connections["default"].execute_wrapper(_refuse):
                queryset = self.build(*[mark.stand_in for mark in marks], **shape)
                compiler = queryset.query.get_compiler(queryset.db)
                sql, values = compiler.as_sql()
                real = self.build(*given, **shape).query.get_compiler(queryset.db).as_sql()
            ready = Ready(queryset, compiler, sql, tuple(values), _holes(values, marks, now), len(marks))
            more = (queryset._prefetch_related_lookups, queryset._known_related_objects)  # type: ignore[attr-defined]
            is_alone = not any(more) and not compiler.has_composite_fields([column[0] for column in compiler.select])
            if is_alone and (sql, ready.planned.with_values(ready.filled(given, now))) == (real[0], tuple(real[1])):
                return ready
        except (EmptyResultSet, _NotAloneError):
            return None
        log.warning("not prepared function=%s", self.build.__qualname__)
        return None


class _NotAloneError(Exception):
    """Building asked the database, so what came out depends on more than the shape."""


def _refuse(*_args: Any) -> Any:
    raise _NotAloneError


@dataclass(frozen=True)
class Mark:
    """What stands for a value while the query is built, and how it looks among the query's own values."""

    stand_in: Any
    seen_as: Any = None
    is_user: bool = False


def _shape(value: Any) -> Hashable:
    """What two values have in common when the same SQL serves both."""
    if isinstance(value, UUID | str):
        return (type(value),)
    return _shape_of_user(value) if hasattr(value, "roles_held") else (type(value), value)


def _shape_of_user(user: Any) -> Hashable:
    """Worked out once for the roles that a user holds: a page asks dozens of times."""
    roles = user.roles_held()
    known = user.__dict__.get("_shape")
    if known is None or known[0] is not roles:
        held = ((one.role, one.reach, one.establishment_id, one.delivery_unit_id) for one in roles)
        shape = ("user", user.door, user.is_stopped, user.has_glass, *sorted(held, key=str))
        known = user.__dict__["_shape"] = (roles, shape)
    return known[1]


def _mark(value: Any) -> Mark:
    if hasattr(value, "roles_held"):
        stand_in = copy.copy(value)
        stand_in.pk = uuid4()
        roles = [copy.copy(one) for one in value.roles_held()]
        for one in roles:
            one.user_id = stand_in.pk
        stand_in._roles = roles
        return Mark(stand_in, stand_in.pk, is_user=True)
    if isinstance(value, UUID):
        return Mark(key := uuid4(), key)
    if isinstance(value, str):
        return Mark(text := uuid4().hex, text)
    return Mark(value)


def _holes(values: Sequence[Any], marks: list[Mark], now: datetime) -> dict[Hole, list[int]]:
    """What is filled in, each with the places where it stands."""
    found: dict[Hole, list[int]] = {}
    for place, value in enumerate(values):
        if hole := _hole(value, marks, now):
            found.setdefault(hole, []).append(place)
    return found


def _hole(value: Any, marks: list[Mark], now: datetime) -> Hole | None:
    for number, mark in enumerate(marks):
        if mark.seen_as is not None and value == mark.seen_as:
            return Hole(number, is_user=mark.is_user)
    if isinstance(value, datetime):
        return Hole(after=value - now)
    if isinstance(value, date):
        return Hole(days_on=value - now.astimezone(clock.LONDON).date())
    return None
