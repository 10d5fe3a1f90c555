"""An invented estate of any size: the frame that every app hangs its own part into.

An app writes `seeding.py` with functions `@seeder(order=…) def f(estate, rng)` and imports it in AppConfig.ready().
They run in order, in one transaction. Ground floor: 10 places, 20 staff, 30 people; apps above start at 100.
The same number of people gives the same estate on the same day, keys included.
"""

import csv
import io
import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import Field, GeneratedField, JSONField, Model

from justice_portal import clock

Seeder = Callable[["SeedEstate", random.Random], None]
_SEEDERS: dict[str, tuple[int, Seeder]] = {}


@dataclass(slots=True)
class SeedPerson:
    """What other apps need to know of an invented person. Ids are keys of rows; None where there is none."""

    id: UUID
    number: str
    called: str
    family_name: str
    born_on: date
    place: str  # a value of Person.Place
    status: str  # a value of Person.Status
    establishment: UUID | None
    wing: UUID | None
    delivery_unit: UUID | None
    came_on: date  # to where they are now
    first_on: date  # into custody for the first time
    release_on: date | None
    language: str
    wants_welsh: bool
    reading: str
    user: UUID | None = None
    key_worker: UUID | None = None
    pom: UUID | None = None
    com: UUID | None = None

    @property
    def is_in_prison(self) -> bool:
        return self.place == "prison"


@dataclass(slots=True)
class SeedStaff:
    """An invented member of staff or mentor."""

    id: UUID
    name: str
    role: str
    establishment: UUID | None = None
    delivery_unit: UUID | None = None


@dataclass
class SeedEstate:
    """What has been made so far, and the tools to make more of it.

    people: those of the bulk and those of the demo. staff: everyone who is not a person in the record.
    demo: with --demo, the rows that a guide walks through (person, establishments, one user of each role), else None.
    """

    size: int
    is_demo: bool = False
    people: list[SeedPerson] = field(default_factory=list)
    staff: list[SeedStaff] = field(default_factory=list)
    demo: SimpleNamespace | None = None
    shares: dict[UUID, int] = field(default_factory=dict)  # prison -> how many people are to be there
    say: Callable[[str], Any] = lambda text: None
    counts: dict[str, int] = field(default_factory=dict)
    tables: dict[str, int] = field(default_factory=dict)  # the same by table, for the history

    def __post_init__(self) -> None:
        self.today = clock.today()

    def rng(self, name: str) -> random.Random:
        """A source of chance of its own: what one part draws does not change another."""
        return random.Random(f"justice-portal {name}")  # noqa: S311

    def day(self, days_ago: float) -> date:
        """The date so many days ago; negative for days to come."""
        return self.today - timedelta(days=days_ago)

    def days_ago(self, days: float, hour: int = 12, minute: int = 0) -> datetime:
        """That hour, in London, so many days ago; negative for days to come."""
        return datetime.combine(self.day(days), time(hour, minute), clock.LONDON)

    def moment(self, day: date, rng: random.Random, first: int = 8, last: int = 17) -> datetime:
        """Some minute of that day between two hours, in London."""
        return datetime.combine(day, time(rng.randint(first, last), rng.randrange(60)), clock.LONDON)

    def key(self, rng: random.Random, at: datetime | date | None = None) -> UUID:
        """A version 7 key made of the moment and of chance that can be had again."""
        if at is None:
            at = self.today
        if not isinstance(at, datetime):
            at = datetime.combine(at, time(12), clock.LONDON)
        milliseconds = int(at.timestamp() * 1000) & (2**48 - 1)
        value = milliseconds << 80 | 7 << 76 | rng.getrandbits(12) << 64 | 2 << 62 | rng.getrandbits(62)
        return UUID(int=value)

    def staff_of(self, role: str, *, establishment: UUID | None = None, unit: UUID | None = None) -> list[SeedStaff]:
        """Staff who hold the role there; everyone who holds it when no place is named."""
        return [
            one
            for one in self.staff
            if one.role == role
            and (establishment is None or one.establishment == establishment)
            and (unit is None or one.delivery_unit == unit)
        ]

    def load(self, model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Write rows with COPY: values in the order of names; fields not named get their default. How many it was.

        names are attribute names ("person_id" for a key). Constraints and triggers of the database hold as ever.
        """
        given = [_field(model, name) for name in names]
        rest = [one for one in model._meta.local_concrete_fields if one not in given and not _is_made(one)]
        columns = ", ".join(connection.ops.quote_name(str(one.column)) for one in [*given, *rest])
        table = connection.ops.quote_name(model._meta.db_table)
        worked_out = [one.name for one in rest if one.has_default() and callable(one.default)]
        assert not worked_out, f"{model.__name__}: name every field whose default is worked out: {worked_out}"
        tail = [_writer(one)(one.get_default()) for one in rest]
        writers = [_writer(one) for one in given]
        out, count = io.StringIO(), 0
        writer = csv.writer(out)
        with connection.cursor() as cursor:
            sql = f"COPY {table} ({columns}) FROM STDIN WITH (FORMAT csv, NULL '\\N')"
            for row in rows:
                writer.writerow([*(write(value) for write, value in zip(writers, row, strict=True)), *tail])
                count += 1
                if count % 20_000 == 0:
                    _send(cursor, sql, out)
            _send(cursor, sql, out)
        self.counts[model.__name__] = self.counts.get(model.__name__, 0) + count
        self.tables[model._meta.db_table] = self.tables.get(model._meta.db_table, 0) + count
        return count


def seeder(*, order: int) -> Callable[[Seeder], Seeder]:
    """Hang a function into the frame: it runs after those of a lower order."""

    def hang(function: Seeder) -> Seeder:
        _SEEDERS[f"{function.__module__}.{function.__qualname__}"] = (order, function)
        return function

    return hang


def seed(estate: SeedEstate) -> None:
    """Run every seeder, all or nothing."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Minutes of work in one transaction, on purpose: half an estate is worse than none.
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            # A line of history for each row would double the work: the owner may write one for each table instead.
            cursor.execute("SET LOCAL portal.bulk_load = 'on'")
        for name, (_order, function) in sorted(_SEEDERS.items(), key=lambda item: (item[1][0], item[0])):
            estate.say(f"{name} ...")
            function(estate, estate.rng(name))
        with connection.cursor() as cursor:
            cursor.execute("SELECT portal_bulk_loaded(%s)", [json.dumps(estate.tables)])


def _field(model: type[Model], name: str) -> Field:
    for one in model._meta.local_concrete_fields:
        if name in {one.attname, one.name}:
            return one
    raise LookupError(f"{model.__name__} has no field {name}")


def _is_made(one: Field) -> bool:
    """Whether the database fills the column: generated ones, counters and its own defaults."""
    return (
        isinstance(one, GeneratedField)
        or one.has_db_default()
        or one.get_internal_type() in {"BigAutoField", "AutoField"}
    )


def _writer(one: Field) -> Callable[[Any], str]:
    """How values of the field are written for COPY."""
    if isinstance(one, JSONField):
        return json.dumps
    return _list_text if isinstance(one, ArrayField) else _text


def _text(value: Any) -> str:
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    return str(value)


def _list_text(value: list[Any] | None) -> str:
    if value is None:
        return "\\N"
    return "{" + ",".join('"' + str(item).replace("\\", "\\\\").replace('"', '\\"') + '"' for item in value) + "}"


def _send(cursor: Any, sql: str, out: io.StringIO) -> None:
    out.seek(0)
    with connection.wrap_database_errors:
        cursor.copy_expert(sql, out)
    out.seek(0)
    out.truncate()
