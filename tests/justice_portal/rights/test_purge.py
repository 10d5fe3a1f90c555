"""Removing what may be kept no longer: on its told day and not before, all of it, and nothing of anybody else (T104)."""

import io
import logging
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection, connections

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.accounts.models import User
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.files import store
from justice_portal.models import (
    Correction,
    KeepDate,
    KeepRule,
    LegalHold,
    Movement,
    Notice,
    Person,
    Problem,
    RecordCopy,
)  # fmt: skip
from justice_portal.rights import actions, checks
from justice_portal.rights.keeping import in_months, kept_until, months_for, record_kept_until
from justice_portal.rights.round import purge
from justice_portal.servers.shape import PURGER
from mentoring.models import Message
from tests.justice_portal.rights.records import full_record

CANARY = "Xylocarpus"
SEVEN_YEARS = 84


@pytest.fixture
def purger(transactional_db, monkeypatch):
    """The connection of the purger, signed in at the database as in production: only it deletes history."""
    monkeypatch.setitem(connections.settings, "purger", {**connection.settings_dict, "USER": PURGER})
    line = connections["purger"]
    settings = connections.settings.pop("purger")  # Django's tests let nothing open a second connection that they know
    line.ensure_connection()
    connections.settings["purger"] = settings
    yield line
    line.close()
    del connections["purger"]


def end_case(person, ended_at):
    Movement.objects.create(person=person, kind="ended", happened_at=ended_at)
    Person.objects.filter(pk=person.pk).update(
        place="ended", status="ended", establishment=None, wing=None, cell=None, bound_for=None
    )


def told(person, *, days_over):
    """A case that ended so long ago that its record is due for so many days, and the person was told so."""
    day = in_months(clock.today() - timedelta(days=days_over), -SEVEN_YEARS)
    end_case(person, clock.now().replace(year=day.year, month=day.month, day=day.day, hour=12))
    return actions.tell_keep_date(Person.objects.get(pk=person.pk), by=SYSTEM)


def everywhere():
    """Every row of every table as text, but the audit log; every kept file."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table != AuditEvent._meta.db_table:
                # Who did a thing that others still have, such as sending them a notice, stays: a key that leads nowhere.
                cursor.execute(f"SELECT (to_jsonb(t) - 'by_id')::text FROM \"{table}\" t")
                found[table] = "\n".join(row[0] for row in cursor.fetchall())
    return found


def canary_record(world):
    made = full_record(world)
    person = world.someone
    Person.objects.filter(pk=person.pk).update(family_name=CANARY, preferred_name=CANARY)
    User.objects.filter(pk=world.person.pk).update(name=CANARY, username=CANARY)
    Problem.objects.filter(pk=made["problem"].pk).update(words=CANARY, told_by=world.person)
    Correction.objects.filter(person=person).update(wrong=CANARY)
    LegalHold.objects.all().delete()
    for report in person.progress_reports.exclude(path=""):
        stored = store(CANARY.encode(), suffix=".pdf", kept_in="reporting.ProgressReport.path")
        type(report).objects.filter(pk=report.pk).update(path=stored.name)
    person.refresh_from_db()
    return made


def test_t104_of_a_purged_person_nothing_is_left_but_the_stub(purger, world, browse, settings, caplog):
    caplog.set_level(logging.INFO)
    made = canary_record(world)
    browse(world.person).get("/my-record/")  # a session
    cache.set("something", CANARY)
    person, number = world.someone, world.someone.prison_number
    ids = [str(person.pk), str(world.person.pk)]
    other = world.people["elsewhere"]
    told(person, days_over=0)
    assert CANARY in "".join(everywhere().values())

    tally = purge()
    assert tally.people == 1, caplog.text
    left = everywhere()
    for table, text in left.items():
        assert CANARY not in text, table
        assert number not in text, table
        lines = [line for line in text.splitlines() if any(one in line for one in ids)]
        assert lines == [], table
    files = [file for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()]
    assert not any(CANARY.encode() in file.read_bytes() for file in files)
    assert cache.get("something") is None
    assert CANARY not in caplog.text
    stub = AuditEvent.objects.get(event="rights.person_erased")
    assert (stub.subjects, stub.by_id) == ([person.pk], None)
    assert stub.facts["rows"]["Person"] == 2, "and the record that was joined to theirs"
    assert CANARY not in str(list(AuditEvent.objects.values_list("facts", "thing_type", "thing_id")))
    assert Person.objects.filter(pk=other.pk).exists()
    assert made["mentor_row"].__class__.objects.filter(pk=made["mentor_row"].pk).exists()


@pytest.mark.parametrize("days_over", [-1, -400])
def test_t104_never_before_the_told_day(world, days_over):
    told(world.someone, days_over=days_over)
    assert purge().people == 0
    with pytest.raises(DomainError, match="kept longer"):
        actions.erase_person(Person.objects.get(pk=world.someone.pk), by=SYSTEM)
    assert Person.objects.filter(pk=world.someone.pk).exists()


def test_t104_nobody_is_removed_who_was_not_told_or_is_still_here(world):
    assert purge().people == 0
    with pytest.raises(DomainError):
        actions.erase_person(world.someone, by=SYSTEM)
    told(world.someone, days_over=3)
    KeepDate.objects.all().delete()
    with pytest.raises(DomainError):
        actions.erase_person(Person.objects.get(pk=world.someone.pk), by=SYSTEM)


def test_t104_a_hold_stops_it_until_it_is_lifted(purger, world):
    hold = actions.place_hold(world.someone, key=uuid4(), reason="An inquest", by=world.manager)
    told(world.someone, days_over=30)
    assert purge().people == 0
    with pytest.raises(DomainError, match="hold"):
        actions.erase_person(Person.objects.get(pk=world.someone.pk), by=SYSTEM)
    LegalHold.objects.filter(pk=hold.pk).update(lifted_at=clock.now(), lifted_by=world.manager)
    assert purge().people == 1


def test_t104_coming_back_takes_the_date_away_and_a_later_end_moves_it_on(world):
    first = told(world.someone, days_over=-10)
    person = Person.objects.get(pk=world.someone.pk)
    Person.objects.filter(pk=person.pk).update(place="prison", establishment=world.here)
    actions.tell_keep_date(Person.objects.get(pk=person.pk), by=SYSTEM)
    assert not KeepDate.objects.exists()
    end_case(person, clock.now())
    assert actions.tell_keep_date(Person.objects.get(pk=person.pk), by=SYSTEM) > first
    assert Notice.objects.filter(user=world.person, kind="rights.keep_date").exists()


def test_t104_a_shorter_period_never_takes_a_told_day_back(world):
    since = clock.today() - timedelta(days=40)
    before = kept_until("copies", since)
    KeepRule.objects.create(code="asked", months=1, source="A test", in_force_from_on=clock.today())
    assert months_for("asked", since) == 36
    assert months_for("asked", clock.today()) == 1
    KeepRule.objects.create(code="copies", months=6, source="A test", in_force_from_on=clock.today())
    assert kept_until("copies", since) > before
    KeepRule.objects.create(code="record", months=1, source="A test", in_force_from_on=clock.today())
    until = told(world.someone, days_over=-100)
    assert record_kept_until(Person.objects.get(pk=world.someone.pk)) == until > clock.today()


def test_a_period_cannot_begin_in_the_past(world, browse):
    sent = {"code": "record", "months": "1", "source": "x", "in_force_from_on": str(clock.today() - timedelta(days=1))}
    answer = browse(world.administrator).post("/admin/justice_portal/keeprule/add/", sent)
    assert "cannot begin before today" in answer.content.decode()
    assert not KeepRule.objects.exists()


def test_t104_rows_with_a_period_of_their_own_go_on_their_day(purger, world):
    made = full_record(world)
    LegalHold.objects.all().delete()
    made["thread"].match.__class__.objects.filter(pk=made["match"].pk).update(
        status="ended", ended_at=clock.now(), end_reason="done", ended_by=world.manager
    )
    RecordCopy.objects.update(asked_at=clock.now())
    files = RecordCopy.objects.get(pk=made["record_copy"].pk)
    messages = Message.objects.filter(thread=made["thread"])
    day = in_months(clock.today(), 1)
    with time_machine.travel(clock.now() + (day - clock.today()) - timedelta(days=1), tick=False):
        purge()
        assert RecordCopy.objects.filter(pk=files.pk).exists()
    with time_machine.travel(clock.now() + (day - clock.today()), tick=False):
        purge()
        assert not RecordCopy.objects.filter(pk=files.pk).exists()
        assert messages.exists()
    with time_machine.travel(clock.now() + (in_months(clock.today(), 24) - clock.today()), tick=False):
        purge()
    assert not messages.exists()
    event = AuditEvent.objects.filter(event="rights.rows_erased", thing_type="Message").get()
    assert (event.kind, event.subjects) == ("erasure", [world.someone.pk])


def test_t104_without_the_purgers_role_nothing_is_removed_at_all(world, caplog):
    told(world.someone, days_over=1)
    assert purge().refused == 1
    assert "PURGE_DATABASE_URL" in caplog.text
    assert Person.objects.filter(pk=world.someone.pk).exists()


def test_a_dry_run_only_counts(world):
    told(world.someone, days_over=1)
    before = AuditEvent.objects.count()
    out = io.StringIO()
    call_command("purge", "--dry-run", stdout=out)
    assert "People: 1" in out.getvalue()
    assert AuditEvent.objects.count() == before
    assert Person.objects.filter(pk=world.someone.pk).exists()


def test_one_that_cannot_be_removed_is_logged_and_the_rest_go_on(purger, world, caplog):
    told(world.someone, days_over=1)
    told(world.people["elsewhere"], days_over=1)
    KeepDate.objects.filter(person=world.someone).update(until_on=clock.today())
    LegalHold.objects.create(person=world.someone, reason="x", placed_by=world.manager)
    assert purge().people == 1
    assert Person.objects.filter(pk=world.someone.pk).exists()


@pytest.mark.parametrize("who", ["administrator", "manager", "person"])
def test_only_the_product_itself_removes_a_record(world, who):
    told(world.someone, days_over=1)
    with pytest.raises(PermissionDenied):
        actions.erase_person(Person.objects.get(pk=world.someone.pk), by=getattr(world, who))


def test_the_person_is_told_how_long_each_thing_is_kept(world, browse):
    html = browse(world.person).get("/my-record/kept/").content.decode()
    assert "We keep this while you are in prison or on probation, and 7 years after." in html
    assert "We keep this for 2 years after you and your mentor stop." in html
    until = told(world.someone, days_over=-50)
    html = browse(world.person).get("/my-record/kept/").content.decode()
    assert f"We keep this until {until:%-d %B %Y}." in html


def test_what_we_keep_is_written_down_with_its_source():
    page = (Path(__file__).parents[3] / "docs" / "retention.md").read_text()
    from justice_portal.rights.keeping import FIRST_PERIODS

    for code, (months, source) in FIRST_PERIODS.items():
        assert f"| `{code}` | {months} |" in page
        assert source in page


def test_no_model_keeps_a_person_out_of_reach_of_the_purge():
    """Every relation to a person or to their account is of a model that the map removes with the record."""
    from justice_portal.rights.decisions import DECISIONS, Keep

    for model in apps.get_models():
        for one in model._meta.local_fields:
            if (
                one.related_model is Person
                and not model._meta.proxy
                and one.remote_field.on_delete.__name__ == "PROTECT"
            ):
                assert isinstance(DECISIONS[model].keep, Keep), model


def test_t104_the_deploy_check_fails_where_nothing_can_ever_be_removed(purger):
    assert checks.something_can_remove(None) == []
    settings = connections.settings.pop("purger")
    try:
        assert [one.id for one in checks.something_can_remove(None)] == ["rights.E001"]
    finally:
        connections.settings["purger"] = settings
