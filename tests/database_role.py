"""Tests sign in at the database as the owner, who makes it, and step down to the application, whom they are about."""

from contextlib import contextmanager
from functools import wraps

from django.core.management.commands import flush
from django.db import connection
from django.db.backends.signals import connection_created

from justice_portal.history import streams
from justice_portal.history.guard import WRITTEN_BY_TRIGGERS
from justice_portal.servers.shape import APPLICATION, PURGER

GROWING = (streams.AUDIT.table, streams.SEAL_TABLE, *WRITTEN_BY_TRIGGERS)


def _step_down(connection, **_given):
    settings = connection.settings_dict
    if settings["NAME"].startswith("test_") and settings["USER"] != PURGER:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APPLICATION}")


@contextmanager
def as_owner():
    """In here the rights of who made the database: to empty it, or to change its shape."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _step_down(connection)


def _as_owner(function):
    @wraps(function)
    def run(*args, **given):
        with as_owner():
            return function(*args, **given)

    return run


@contextmanager
def as_the_application():
    """From here on every connection has the application's rights, but for emptying the database after a test."""
    with connection.cursor() as cursor:
        for table in GROWING:  # a test that commits is cleared away with TRUNCATE, which the product forbids
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER portal_keep_table")
    handle, flush.Command.handle = flush.Command.handle, _as_owner(flush.Command.handle)
    connection_created.connect(_step_down)
    _step_down(connection)
    try:
        yield
    finally:
        connection_created.disconnect(_step_down)
        flush.Command.handle = handle
        connection.close()
