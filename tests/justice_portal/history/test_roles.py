"""T97: who may do what to the audit log and the history, asked of the database itself by each of its roles."""

import io

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from justice_portal.access import SYSTEM
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent
from justice_portal.history import checks
from justice_portal.history.guard import APPEND_ONLY, WRITTEN_BY_TRIGGERS
from justice_portal.history.models import Purged, RowChange
from justice_portal.people.models import Person
from justice_portal.servers.shape import APPLICATION, OWNER, PURGER
from tests.database_role import as_owner
from tests.factories import PersonFactory
from tests.justice_portal.history.signed_in import SUPERUSER, refusal, signed_in_as

pytestmark = pytest.mark.django_db(transaction=True)

DENIED, KEPT = "permission denied", "is append only"
GROWING = (*APPEND_ONLY, *WRITTEN_BY_TRIGGERS)
EVENTS, CHANGES = "justice_portal_auditevent", "justice_portal_rowchange"


@pytest.fixture
def event():
    """An audit event of long ago, and a person with a history, committed."""
    PersonFactory()
    return record(SYSTEM, "person.viewed", Person.objects.get())


def test_t97_only_what_each_role_is_for(event):
    rewrite = f"UPDATE {EVENTS} SET event = 'nothing'"
    assert DENIED in refusal(APPLICATION, rewrite)
    assert DENIED in refusal(APPLICATION, f"DELETE FROM {EVENTS}")
    assert DENIED in refusal(APPLICATION, f"TRUNCATE {EVENTS}")
    assert DENIED in refusal(APPLICATION, f"INSERT INTO {CHANGES} (table_name) VALUES ('forged')")
    assert DENIED in refusal(APPLICATION, f"DELETE FROM {CHANGES}")
    assert DENIED in refusal(APPLICATION, "DELETE FROM justice_portal_seal")
    assert DENIED in refusal(APPLICATION, "DELETE FROM django_migrations")
    assert DENIED in refusal(APPLICATION, "CREATE TABLE mine ()")
    assert "must be owner" in refusal(APPLICATION, f"ALTER TABLE {EVENTS} DISABLE TRIGGER ALL")
    assert DENIED in refusal(APPLICATION, "SET session_replication_role = replica")
    for role in (OWNER, SUPERUSER):
        assert KEPT in refusal(role, rewrite)
        assert KEPT in refusal(role, f"DELETE FROM {EVENTS}")
        assert KEPT in refusal(role, f"DELETE FROM {CHANGES}")
    assert DENIED in refusal(PURGER, rewrite)
    assert KEPT in refusal(PURGER, f"DELETE FROM {EVENTS}"), "it is too young"
    assert DENIED in refusal(PURGER, "DELETE FROM justice_portal_purged")
    assert AuditEvent.objects.get().event == "person.viewed"


def test_t97_nobody_empties_a_table_that_only_grows(event):
    for table in GROWING:
        assert KEPT in refusal(SUPERUSER, f"TRUNCATE {table}")
        assert KEPT in refusal(OWNER, f"TRUNCATE {table}")
        assert DENIED in refusal(PURGER, f"TRUNCATE {table}")


def test_the_purger_deletes_by_rule_and_leaves_a_mark(event):
    with signed_in_as(SUPERUSER) as line, line.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"UPDATE {EVENTS} SET at = now() - interval '8 years'")
    person = Person.objects.get()
    lines = RowChange.objects.filter(table_name="justice_portal_person").count()
    assert refusal(PURGER, f"DELETE FROM {EVENTS}") == ""
    assert refusal(PURGER, f"DELETE FROM {CHANGES} WHERE row_id = '{person.pk}'") == ""
    assert not AuditEvent.objects.exists()
    assert sorted(Purged.objects.values_list("stream", "db_role")) == [
        ("audit", PURGER),
        *[("history", PURGER)] * lines,
    ]


def test_t98_the_application_cannot_switch_history_off(event):
    before = RowChange.objects.count()
    wish = "UPDATE justice_portal_person SET language = 'Polish'"
    assert refusal(APPLICATION, "SET portal.bulk_load = 'on'", wish) == ""
    assert RowChange.objects.count() == before + 1
    assert RowChange.objects.latest("pk").db_role == APPLICATION
    refusal(APPLICATION, "SELECT portal_bulk_loaded('{\"forged\": 1}')")
    assert RowChange.objects.count() == before + 1


def guarded():
    """Each trigger of the product's tables, and the rights on each table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace"
            " UNION ALL SELECT relname, relacl::text FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        return set(cursor.fetchall())


def test_guarding_again_changes_nothing(event):
    with as_owner(), transaction.atomic():
        call_command("guard_database", stdout=io.StringIO())  # a month of statements may have begun since
        before = guarded()
        call_command("guard_database", stdout=io.StringIO())
        assert guarded() ^ before == set()
        transaction.set_rollback(True)


def test_t97_the_deploy_check_refuses_the_owner(event):
    assert [one.id for one in checks.the_application_owns_nothing(None)] == ["history.E001"]
