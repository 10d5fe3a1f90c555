"""manage.py anonymise: a copy for tests and training in which nobody of the record is left (T101)."""

import io
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from justice_portal import clock
from justice_portal.accounts.checks import nothing_invented_in_production
from justice_portal.audit.models import AuditEvent
from justice_portal.history.models import RowChange
from justice_portal.models import Person, SignOfLife, User
from justice_portal.people.invention import is_reserved
from tests.database_role import as_owner
from tests.factories import PersonFactory
from tests.policy import room_rows
from tests.test_words import MARK, Marks


@pytest.fixture
def copy(world, settings, tmp_path):
    """A copy, and nobody at work on it."""
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path / "no files"
    SignOfLife.objects.all().delete()
    return world


@pytest.fixture
def full(world, settings, tmp_path):
    """A copy with a mark in every text of somebody's record, and more people around them."""
    for make in room_rows():
        make(world, "here", world.someone)
    assert Marks().write(world) > 20
    for _nth in range(9):
        PersonFactory(establishment=world.here)
    SignOfLife.objects.all().delete()
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path / "no files"
    return world


def run(as_who=as_owner, **given):
    out = io.StringIO()
    with as_who():
        call_command("anonymise", stdout=out, **{"copy": connection.settings_dict["NAME"], **given})
    return out.getvalue()


def everything():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            for (row,) in cursor.fetchall():
                yield table, row


@pytest.mark.proof
def test_t101_nobody_of_the_copy_is_left_in_any_table(full):
    here, was = full.here.pk, full.someone
    keys = {str(pk) for pk in Person.objects.values_list("pk", flat=True)}
    assert any(MARK.search(row.encode()) for _table, row in everything())
    assert "nobody of the copy is left" in run()
    left = [
        (table, row[:80]) for table, row in everything() if MARK.search(row.encode()) or any(key in row for key in keys)
    ]
    assert left == []
    people = Person.objects.all()
    assert all(is_reserved(one.prison_number) for one in people if one.prison_number)
    assert people.filter(establishment=here).count() == 10, "as many as there were, in fives"
    assert not people.filter(prison_number=was.prison_number, born_on=was.born_on).exists()
    assert not User.objects.exclude(last_login=None).exists()
    assert not RowChange.objects.exclude(verb="loaded").exclude(table_name="justice_portal_demomark").exists()
    assert AuditEvent.objects.get(event="backup.anonymised").facts["people"] >= 10


def test_t101_the_copy_is_marked_and_never_becomes_a_deployment(copy, settings):
    run()
    settings.DEMO = False
    assert "portal.E005" in {one.id for one in nothing_invented_in_production(None)}
    settings.DEMO = True
    with pytest.raises(CommandError, match="invented already"):
        run()


@pytest.mark.parametrize(
    ("sign", "says"),
    [
        ("no demo", "Set DEMO=1"),
        ("another name", "must be the name"),
        ("the application", "Only the owner"),
        ("a clock", "a moment ago"),
        ("files", "MEDIA_ROOT"),
    ],
)
def test_t101_the_record_itself_is_refused_and_nothing_is_changed(copy, settings, sign, says):
    before, given = Person.objects.count(), {}
    if sign == "no demo":
        settings.DEMO = False
    elif sign == "another name":
        given = {"copy": "justice_portal"}
    elif sign == "a clock":
        SignOfLife.objects.create(name="clock", at=clock.now() - timedelta(seconds=90))
    elif sign == "files":
        settings.MEDIA_ROOT.mkdir()
        (settings.MEDIA_ROOT / "report.pdf").write_bytes(b"%PDF")
    with pytest.raises(CommandError, match=says):
        run(as_who=nullcontext if sign == "the application" else as_owner, **given)
    assert Person.objects.count() == before


def test_t101_a_copy_that_somebody_else_has_open_is_refused(copy):
    other = connection.copy()
    other.settings_dict = {**connection.settings_dict}
    try:
        other.ensure_connection()
        with pytest.raises(CommandError, match="Somebody else is connected"):
            run()
    finally:
        other.close()
