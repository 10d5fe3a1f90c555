"""Writing one row in one statement whose words are worked out once for each model.

For rows that are facts (audit, answers, messages): nothing else happens when they are made, so Django's save, which looks
for signals, parents and defaults of the database, has nothing to add.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model


def insert(row: Model, *, once: bool = False) -> bool:
    """Store a new row; whether it was written.

    once: a row whose key is taken is not written, and no error is raised. One statement settles a race that a look and
    an insert would lose: the second writer waits for the first, then writes nothing.
    """
    fields = _written(type(row))
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_statement(type(row), once), values)
        written = bool(cursor.rowcount)
    for field in set(row._meta.local_concrete_fields).difference(fields):
        row.__dict__.pop(field.attname, None)
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - as save does
    return written


@cache
def _written(model: type[Model]) -> list[Any]:
    """The columns that we fill in. The database fills in its own, and says what it gave when somebody asks."""
    return [field for field in model._meta.local_concrete_fields if not (field.has_db_default() or field.generated)]


@cache
def _statement(model: type[Model], once: bool) -> str:
    """The names come from the model, the values never stand in it."""
    fields = _written(model)
    marks = [
        field.get_placeholder(None, None, connection) if hasattr(field, "get_placeholder") else "%s" for field in fields
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    tail = f' ON CONFLICT ("{model._meta.pk.column}") DO NOTHING' if once else ""
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({", ".join(marks)}){tail}'  # noqa: S608 - our own names


def update(row: Model, changed: Mapping[str, Any]) -> None:
    """Store these fields of a row, and only these; as a queryset's own update does."""
    meta: Any = row._meta
    values = [meta.get_field(name).get_db_prep_save(value, connection) for name, value in changed.items()]
    with connection.cursor() as cursor:
        cursor.execute(_update(type(row), tuple(changed)), [*values, row.pk])


@cache
def _update(model: type[Model], names: tuple[str, ...]) -> str:
    meta: Any = model._meta
    columns = ", ".join(f'"{meta.get_field(name).column}" = %s' for name in names)
    return f'UPDATE "{meta.db_table}" SET {columns} WHERE "{meta.pk.column}" = %s'  # noqa: S608 - our own names
