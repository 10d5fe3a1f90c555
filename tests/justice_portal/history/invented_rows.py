"""A row for any table, whatever its rules: keys lead nowhere, which the database checks only at the end."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import connection, models

VALUES = {
    "UUIDField": lambda n: UUID(int=n),
    "CharField": lambda n: f"v{n}",
    "TextField": lambda n: f"v{n}",
    "SlugField": lambda n: f"v{n}",
    "EmailField": lambda n: f"v{n}@portal.invalid",
    "URLField": lambda n: f"https://portal.invalid/{n}",
    "FileField": lambda n: f"v{n}",
    "BooleanField": lambda n: n % 2 == 0,
    "DateField": lambda n: date(2026, 1, 1) + timedelta(n),
    "DateTimeField": lambda n: datetime.fromisoformat("2026-01-01T00:00:00+00:00") + timedelta(minutes=n),
    "TimeField": lambda n: time(n % 24, n % 60),
    "DurationField": lambda n: timedelta(n),
    "DecimalField": lambda n: Decimal(n % 9),
    "FloatField": lambda n: n / 2,
    "JSONField": lambda n: {"v": n},
    "BinaryField": lambda n: bytes([n % 256]),
    "GenericIPAddressField": lambda n: f"10.0.{n // 250 % 250}.{n % 250}",
    "ArrayField": lambda n: [],
}


def value(field, n):
    while field.remote_field and field.remote_field.model is not None and hasattr(field, "target_field"):
        field = field.target_field
    kind = field.get_internal_type()
    if kind in VALUES:
        made = VALUES[kind](n)
        return made[-field.max_length :] if isinstance(made, str) and field.max_length else made
    assert "Integer" in kind or "Auto" in kind, f"say what a value of {kind} looks like"
    return n


def writable(model):
    return [one for one in model._meta.local_concrete_fields if not isinstance(one, models.GeneratedField)]


def row(model, n):
    """The n-th row of a model, of numbers apart from all others."""
    return model(
        **{
            one.attname: value(one, 20_000 + 97 * n + i)
            for i, one in enumerate(writable(model))
            if not one.has_db_default()
        }
    )


def another(field, now, n=9_000):
    """A value that differs from the one there now."""
    return next(new for new in (value(field, n), value(field, n + 1)) if new != now)


def without_rules(model):
    """Take away, until the test's transaction ends, what says which values and which changes are good."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname NOT LIKE 'portal_%%' AND tgrelid = %s::regclass",
            [table],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{name}"')
