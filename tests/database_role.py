"""Tests sign in at the database as the owner, who makes it, and step down to the application, whom they are about."""

from contextlib import contextmanager

from django.core.management.commands import flush
from django.db import connection
from django.db.backends.signals import connection_created

from justice_portal.history.guard import READ_ONLY
from justice_portal.servers.shape import APPLICATION, PURGER
from tests.justice_portal.history.signed_in import SUPERUSER, signed_in_as


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


def _empty_what_is_full(_command, **_options):
    """Clear up after a test that commits: a tenth of what TRUNCATE of every table costs.

    The superuser does it past all triggers: what only grows would refuse, and history would write a line for each row.
    """
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - set(READ_ONLY))
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)
    with signed_in_as(SUPERUSER) as line, line.cursor() as cursor:
        cursor.execute(asked)
        full = [row[0] for row in cursor.fetchall()]
        if full:
            cursor.execute(f"SET session_replication_role = replica; {'; '.join(f'DELETE FROM {one}' for one in full)}")


@contextmanager
def as_the_application():
    """From here on every connection has the application's rights, but for emptying the database after a test."""
    handle, flush.Command.handle = flush.Command.handle, _empty_what_is_full
    connection_created.connect(_step_down)
    _step_down(connection)
    try:
        yield
    finally:
        connection_created.disconnect(_step_down)
        flush.Command.handle = handle
        connection.close()
