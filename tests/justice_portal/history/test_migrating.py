"""T107: a migration that cannot have its lock gives up after two seconds, and nobody waits behind it."""

import time

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate, pre_migrate

from justice_portal import receivers
from justice_portal.people.models import Person
from tests.database_role import as_owner
from tests.justice_portal.history.signed_in import SUPERUSER, signed_in_as


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_f16_t107_a_migration_behind_a_long_reader_gives_up_and_stops_nobody():
    with signed_in_as(SUPERUSER) as reader, reader.cursor() as reading, as_owner():
        reader.autocommit = False
        reading.execute("SELECT count(*) FROM justice_portal_person")  # a report that takes long
        receivers.wait_briefly(using="default")
        began = time.monotonic()
        try:
            with pytest.raises(OperationalError, match="lock timeout"):
                drop_a_column()
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = DEFAULT")
        assert 1.5 < time.monotonic() - began < 4
        assert Person.objects.count() >= 0


def drop_a_column():
    with connection.schema_editor() as editor:
        editor.remove_field(Person, Person._meta.get_field("language"))


def test_t107_migrate_sets_the_limit_and_takes_it_away_again(db):
    seen = {}

    def look(sender, using, **_given):
        if sender.name == "justice_portal":
            with connection.cursor() as cursor:
                cursor.execute("SHOW lock_timeout")
                seen.setdefault("during", cursor.fetchone()[0])

    pre_migrate.connect(look)
    post_migrate.connect(look)
    try:
        with as_owner():
            call_command("migrate", verbosity=0)
    finally:
        pre_migrate.disconnect(look)
        post_migrate.disconnect(look)
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert (seen["during"], cursor.fetchone()[0]) == ("2s", "0")
    assert not MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
