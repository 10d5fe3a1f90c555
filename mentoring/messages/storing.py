"""Storing a message exactly once, however often and at whatever moment its page is sent."""

from typing import Any

from django.db import connection

from mentoring.messages.models import Message

FIELDS = list(Message._meta.local_concrete_fields)
INSERT = "INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT (id) DO NOTHING".format(  # noqa: S608 - names of our own columns
    table=Message._meta.db_table,
    columns=", ".join(field.column for field in FIELDS),
    marks=", ".join(["%s"] * len(FIELDS)),
)


def insert_once(message: Message, **state: Any) -> bool:
    """Write a new message in this state, unless its key is taken; whether it was written.

    One statement settles a race that a look and an insert would lose: the second writer waits for the first, then
    writes nothing. The values are ours, the names come from the model.
    """
    for name, value in state.items():
        setattr(message, name, value)
    values = [field.get_db_prep_save(getattr(message, field.attname), connection) for field in FIELDS]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        return bool(cursor.rowcount)
