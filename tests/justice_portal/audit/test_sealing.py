"""T97: what whoever administers the database does to the audit log, with every trigger switched off, is found."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from justice_portal.access import SYSTEM
from justice_portal.audit import anchors, nightly, sealing, verifying
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent, Seal
from justice_portal.history.models import RowChange
from justice_portal.people.models import Person
from tests.factories import PersonFactory
from tests.justice_portal.history.signed_in import SUPERUSER, signed_in_as

EVENTS = "justice_portal_auditevent"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.AUDIT_ANCHOR_DIR = tmp_path / "anchors"


@pytest.fixture
def sealed(transactional_db):
    """Three sealed batches of five events and a gap where a transaction was undone; the numbers of the first."""
    for batch in range(3):
        for nth in range(5):
            record(SYSTEM, "person.listed", Person, subjects=[], batch=batch, nth=nth)
        with transaction.atomic():
            record(SYSTEM, "person.listed", Person, subjects=[])
            transaction.set_rollback(True)
        record(SYSTEM, "person.listed", Person, subjects=[], batch=batch)
        sealing.seal_streams()
    nightly.anchor_audit()
    sealing.seal_streams()
    nightly.anchor_audit()
    assert verifying.findings() == []
    return list(AuditEvent.objects.order_by("seq").values_list("seq", flat=True))


def tamper(*statements):
    with signed_in_as(SUPERUSER) as line, line.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)


def edited_row(seqs):
    tamper(f"UPDATE {EVENTS} SET facts = '{{\"nth\": 9}}' WHERE seq = {seqs[8]}")


def edited_reader(seqs):
    tamper(f"UPDATE {EVENTS} SET by_id = gen_random_uuid() WHERE seq = {seqs[8]}")


def deleted_middle(seqs):
    tamper(f"DELETE FROM {EVENTS} WHERE seq = {seqs[8]}")


def deleted_tail(seqs):
    """As if it had never been: the rows, their seals, and how far the sealing had come."""
    tamper(
        f"DELETE FROM {EVENTS} WHERE seq >= {seqs[8]}",
        "DELETE FROM justice_portal_seal WHERE stream = 'audit' AND number >= 2",
        "DELETE FROM justice_portal_horizon",
    )


def inserted_row(seqs):
    """Into the number that an undone transaction left free, where nothing has to give way."""
    free = next(seq + 1 for seq in seqs[6:] if seq + 1 not in seqs)
    columns = "id, tx, seq, at, event, kind, by_roles, thing_type, thing_id, subjects, facts, request_id"
    values = columns.replace("id, tx, seq", f"gen_random_uuid(), tx, {free}", 1)
    tamper(f"INSERT INTO {EVENTS} ({columns}) SELECT {values} FROM {EVENTS} WHERE seq = {seqs[8]}")


def reordered(seqs):
    one, two = seqs[7], seqs[8]
    tamper(
        f"UPDATE {EVENTS} SET seq = -1 WHERE seq = {one}",
        f"UPDATE {EVENTS} SET seq = {one} WHERE seq = {two}",
        f"UPDATE {EVENTS} SET seq = {two} WHERE seq = -1",
    )


def edited_seal(seqs):
    """Knowing how seals are made: the row is edited and its seal made anew, as if it had always been so."""
    edited_row(seqs)
    seal = Seal.objects.get(stream="audit", number=2)
    with transaction.atomic():
        sealing.plain_texts()
        stream = next(one for one in sealing.STREAMS if one.name == "audit")
        _count, digest = sealing.range_of(stream, seal.first_seq, seal.last_seq)
    tamper(f"UPDATE justice_portal_seal SET hash = '{sealing.hash_of(seal, digest)}' WHERE id = {seal.pk}")


def all_seals_made_anew(seqs):
    edited_row(seqs)
    tamper("DELETE FROM justice_portal_seal", "DELETE FROM justice_portal_horizon")
    sealing.A_BATCH, most = 6, sealing.A_BATCH
    sealing.seal_streams()
    sealing.A_BATCH = most


def edited_anchor(seqs):
    """Together with the tail that it speaks of."""
    lines = anchors.file().read_text().splitlines()
    last = json.loads(lines[-1])
    last["seals"]["audit"]["rows"] -= 1
    anchors.file().write_text("\n".join([*lines[:-1], json.dumps(last)]) + "\n")


def shortened_anchors(seqs):
    anchors.file().write_text(anchors.file().read_text().splitlines()[0] + "\n")


def removed_anchors(seqs):
    anchors.file().unlink()


def anchors_without_their_beginning(seqs):
    anchors.file().write_text("".join(anchors.file().read_text().splitlines(keepends=True)[1:]))


TAMPERS = {
    edited_row: "{range}: rows were edited",
    edited_reader: "{range}: rows were edited",
    deleted_middle: "{range}: 1 of 6 rows are missing",
    deleted_tail: "audit: the rows after {before} were sealed then, and are gone with their seals",
    inserted_row: "{range}: 1 rows were put in among 6",
    reordered: "{range}: rows were edited or put in another order",
    edited_seal: "(rows {first} to {last}): one of the two was edited",
    all_seals_made_anew: "the seals are not those of then: they were made anew",
    edited_anchor: "anchors.jsonl, line 2 ({at}): it was edited",
    shortened_anchors: "line 2, which the audit log names, is missing",
    removed_anchors: "line 1, which the audit log names, is missing",
    anchors_without_their_beginning: "was taken out",
}
TABLES = (EVENTS, "justice_portal_seal", "justice_portal_horizon")


@pytest.fixture
def undo(sealed):
    """undo() puts the log, the seals and the anchors back to what they were."""
    anchors_then = anchors.file().read_text()
    tamper(*(f"CREATE TABLE kept_{table} AS TABLE {table}" for table in TABLES))

    def put_back():
        for table in TABLES:
            tamper(f"DELETE FROM {table}", f"INSERT INTO {table} SELECT * FROM kept_{table}")
        anchors.file().write_text(anchors_then)

    yield put_back
    tamper(*(f"DROP TABLE kept_{table}" for table in TABLES))


def test_t97_every_kind_of_tampering_is_found_and_named(sealed, undo):
    seal = Seal.objects.get(stream="audit", number=2)
    facts = {"first": seal.first_seq, "last": seal.last_seq, "before": seal.first_seq - 1}
    facts |= {"range": f"audit: rows {seal.first_seq} to {seal.last_seq} (seal 2, {verifying.moment(seal)})"}
    facts |= {"at": anchors.read()[1].at[:16]}
    for does, says in TAMPERS.items():
        undo()
        assert verifying.findings() == []
        does(sealed)
        errors = io.StringIO()
        with pytest.raises(CommandError, match="Not as it was sealed"):
            call_command("verify_audit", stdout=io.StringIO(), stderr=errors)
        assert says.format(**facts) in errors.getvalue(), does.__name__


def test_t97_a_log_as_it_was_sealed_is_called_so(sealed):
    said = io.StringIO()
    call_command("verify_audit", stdout=said)
    assert "All rows are as they were sealed." in said.getvalue()


def test_rows_of_a_transaction_that_is_open_are_sealed_when_it_has_ended(transactional_db):
    record(SYSTEM, "person.listed", Person, subjects=[])
    copy = (
        f"INSERT INTO {EVENTS} (id, at, event, kind, by_roles, thing_type, thing_id, subjects, facts, request_id) "
        f"SELECT gen_random_uuid(), at, event, kind, by_roles, thing_type, thing_id, subjects, facts, 'late' FROM {EVENTS}"
    )
    with signed_in_as(SUPERUSER) as line, line.cursor() as cursor:
        line.autocommit = False
        cursor.execute(copy)  # has its number, is not committed
        record(SYSTEM, "person.listed", Person, subjects=[])
        sealing.seal_streams()
        assert not Seal.objects.filter(stream="audit").exists()
        line.commit()
    sealing.seal_streams()
    assert Seal.objects.get(stream="audit").count == 3
    assert verifying.findings() == []


def test_long_batches_are_cut_and_follow_each_other(db, monkeypatch):
    monkeypatch.setattr(sealing, "A_BATCH", 4)
    for _nth in range(10):
        record(SYSTEM, "person.listed", Person, subjects=[])
    sealing.seal_streams()
    assert list(Seal.objects.filter(stream="audit").values_list("number", "count")) == [(1, 4), (2, 4), (3, 2)]
    assert sealing.seal_streams() == 0
    assert verifying.findings() == []


def test_history_is_sealed_too(db):
    PersonFactory()
    sealing.seal_streams()
    assert Seal.objects.get(stream="history").count == RowChange.objects.count() > 0


def test_a_purged_row_leaves_a_seal_that_still_holds(transactional_db):
    person = PersonFactory()
    sealing.seal_streams()
    with signed_in_as("justice_portal_purger") as line, line.cursor() as cursor:
        cursor.execute("DELETE FROM justice_portal_rowchange WHERE row_id = %s", [str(person.pk)])
    assert not RowChange.objects.filter(row_id=str(person.pk)).exists()
    assert verifying.findings() == []
    sealing.seal_streams()
    tamper("DELETE FROM justice_portal_purged")
    assert any("purged" in found for found in verifying.findings())


def test_the_clock_can_seal_as_the_application(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("justice_portal_app",)
    record(SYSTEM, "person.listed", Person, subjects=[])
    nightly.seal_audit()
    nightly.anchor_audit()
    nightly.verify_audit()
    assert AuditEvent.objects.get(event="audit.verified").facts == {"wrong": 0}
