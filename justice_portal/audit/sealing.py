"""Sealing: rows of the audit log and the history are closed in batches, each with a hash over it and the seal before.

A batch is closed when nothing can be added to it any more: every transaction has ended that was writing when the last
of its numbers was given out. Until then a row that is not committed yet would look like a forgery later.
"""

import hashlib
from typing import Any

from django.db import connection, transaction

from justice_portal import clock
from justice_portal.audit.models import Horizon, Seal
from justice_portal.history.streams import PURGED, STREAMS, Stream

A_BATCH = 20_000
#: The number under which those who seal agree who does. Any number would do, the same for all.
LOCK = 7_221_953

#: What the digests of rows in a range come to. A purged row counts by the mark that it left.
RANGE = """
SELECT count(*), encode(sha256(COALESCE(string_agg(digest, ''::bytea ORDER BY seq), ''::bytea)), 'hex') FROM (
    SELECT r.{stream.seq} AS seq, {digest} AS digest FROM {stream.table} r
    WHERE r.{stream.seq} BETWEEN %(first)s AND %(last)s
    UNION ALL
    SELECT seq, digest FROM {purged.table} WHERE stream = %(stream)s AND seq BETWEEN %(first)s AND %(last)s
) each
"""


def plain_texts() -> None:
    """Until the transaction ends, moments and bytes are written in one way, whoever asks: digests depend on it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1")


def range_of(stream: Stream, first: int, last: int) -> tuple[int, str]:
    """How many rows there are in a range, and the digest of them all."""
    with connection.cursor() as cursor:
        cursor.execute(
            RANGE.format(stream=stream, digest=stream.digest("r"), purged=PURGED),
            {"first": first, "last": last, "stream": stream.name},
        )
        count, digest = cursor.fetchone()
    return count, digest


def hash_of(seal: Seal, digest: str) -> str:
    """The hash of a seal over rows with this digest."""
    covered = [seal.previous, seal.stream, seal.number, seal.first_seq, seal.last_seq, seal.count]
    return hashlib.sha256("\n".join(map(str, [*covered, seal.sealed_at.isoformat(), digest])).encode()).hexdigest()


def seal_streams() -> int:
    """Seal what can be sealed now, and note up to where the next time can; how many seals were made."""
    with transaction.atomic():
        _value("SELECT pg_advisory_xact_lock(%s)", LOCK)
        plain_texts()
        return sum(_seal(stream) for stream in STREAMS)


def _seal(stream: Stream) -> int:
    made = 0
    horizon = Horizon.objects.filter(pk=stream.name).first()
    if horizon is None or not _writers(stream) & set(horizon.writers):
        made += _seal_up_to(stream, horizon.seq) if horizon else 0
        # The last number first, then who writes: whoever took a number up to it was writing before.
        seq = _value(f"SELECT last_value FROM {_sequence(stream)}")  # noqa: S608 our own names
        writers = _writers(stream)
        Horizon.objects.update_or_create(pk=stream.name, defaults={"seq": seq, "writers": sorted(writers)})
        made += 0 if writers else _seal_up_to(stream, seq)
    return made


def _writers(stream: Stream) -> set[str]:
    """The transactions, other than ours, that write to the table now: each holds a lock on it until it has ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'relation' AND relation = %s::regclass"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid()",
            [stream.table],
        )
        return {name for (name,) in cursor.fetchall()}


def _seal_up_to(stream: Stream, most: int) -> int:
    made, last = 0, Seal.objects.filter(stream=stream.name).order_by("number").last()
    while (first := last.last_seq + 1 if last else 1) <= most:
        ends = _end_of_batch(stream, first, most)
        if ends is None:
            break
        last = _close(stream, last, first, ends)
        made += 1
    return made


def _close(stream: Stream, before: Seal | None, first: int, ends: int) -> Seal:
    count, digest = range_of(stream, first, ends)
    seal = Seal(
        stream=stream.name,
        number=before.number + 1 if before else 1,
        first_seq=first,
        last_seq=ends,
        count=count,
        sealed_at=clock.now(),
        previous=before.hash if before else "",
    )
    seal.hash = hash_of(seal, digest)
    seal.save(force_insert=True)
    return seal


def _end_of_batch(stream: Stream, first: int, most: int) -> int | None:
    """The last number of the next batch; None when there is no row for it."""
    sql = "SELECT {0} FROM {1} WHERE {0} BETWEEN %s AND %s ORDER BY {0} LIMIT 1 OFFSET %s"
    sql = sql.format(stream.seq, stream.table)
    if _value(sql, first, most, 0) is None:
        return None
    return _value(sql, first, most, A_BATCH - 1) or most


def _sequence(stream: Stream) -> str:
    if stream.seq == "id":
        return str(_value("SELECT pg_get_serial_sequence(%s, 'id')", stream.table))
    return "justice_portal_audit_seq"


def _value(sql: str, *params: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
    return row[0] if row else None
