"""Keeps statements, each once, all or none. Called by the action.

One provider writes at a time: its row is locked, so that the moments of storing grow, and what it may tell can be counted.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from justice_portal import clock
from learning.xapi import meaning, shapes
from learning.xapi.activities import joined
from learning.xapi.models import (
    KnownActivity,
    KnownAs,
    Provider,
    Statement,
    StatementFile,
    StatementKey,
    digest,
)
from learning.xapi.parts import Attached, attachments_of
from learning.xapi.problems import Conflict, Refused
from learning.xapi.statements import VOIDED

TICK = timedelta(microseconds=1)
DEEPEST_CHAIN = 5


@dataclass
class Stored:
    ids: list[str]
    new: int = 0
    people: set[UUID] = field(default_factory=set)


def store(provider: Provider, told: Sequence[dict[str, Any]], files: Mapping[str, Attached], version: str) -> Stored:
    """Keep what is new. The statements were checked, and each has its id."""
    told = [meaning.with_lists(one) for one in told]
    stored = Stored([one["id"] for one in told])
    held = Provider.objects.select_for_update().get(pk=provider.pk)
    hashes = {UUID(one["id"]): meaning.claim_hash(provider.pk, one) for one in told}
    kept = dict(StatementKey.objects.filter(pk__in=list(hashes)).values_list("pk", "claim_hash"))
    if any(hashes[key] != known for key, known in kept.items()):
        raise Conflict("Another statement is kept under this id.")
    new = [one for one in told if UUID(one["id"]) not in kept]
    if not new:
        return stored
    rows = _rows(held, new, version)
    _keep(held, rows, hashes, files)
    _learn(held, new)
    stored.new, stored.people = len(new), {row.person_id for row in rows if row.person_id}
    return stored


def _rows(provider: Provider, new: list[dict[str, Any]], version: str) -> list[Statement]:
    start = clock.now()
    if provider.last_stored_at and start <= provider.last_stored_at:
        start = provider.last_stored_at + TICK
    people = people_named(provider, new)
    return [_row(provider, one, start + at * TICK, version, people) for at, one in enumerate(new)]


def _row(provider: Provider, one: dict[str, Any], at: datetime, version: str, people: Mapping[str, UUID]) -> Statement:
    stamp = shapes.written(at)
    timestamp = shapes.written(shapes.read_moment(one["timestamp"], "timestamp")) if "timestamp" in one else stamp
    said = {
        **one,
        "timestamp": one.get("timestamp", stamp) if version.startswith("1.") else timestamp,
        "stored": stamp,
        "authority": provider.agent,
        "version": one.get("version", version),
    }
    is_voiding = one["verb"]["id"] == VOIDED
    refers_to = UUID(one["object"]["id"]) if one["object"].get("objectType") == "StatementRef" else None
    return Statement(
        id=UUID(one["id"]),
        stored_at=at,
        provider=provider,
        person_id=people.get(_account(one["actor"])),
        said=said,
        actor_term=meaning.actor_term(said),
        verb_term=meaning.verb_term(said),
        activity_term=meaning.activity_term(said),
        registration=meaning.registration(said),
        terms=sorted(meaning.agents_meant(said) - {meaning.actor_term(said)}),
        related=sorted(meaning.related(said)),
        refers_to=refers_to,
        is_voiding=is_voiding,
    )


def _account(actor: Mapping[str, Any]) -> str:
    account = actor.get("account", {})
    return account.get("name", "").lower() if account.get("homePage") == settings.SITE_URL else ""


def people_named(provider: Provider, told: Iterable[Mapping[str, Any]]) -> dict[str, UUID]:
    """Whose names, given to this provider, stand as actors."""
    names = {_account(one["actor"]) for one in told}
    keys = [UUID(name) for name in names if shapes.UUID.fullmatch(name)]
    if not keys:
        return {}
    known = KnownAs.objects.filter(provider=provider, pk__in=keys)
    return {str(key): person for key, person in known.values_list("pk", "person_id")}


def _keep(provider: Provider, rows: list[Statement], hashes: Mapping[UUID, str], files: Mapping[str, Attached]) -> None:
    attached = list(_files(rows, files))
    size = sum(len(json.dumps(row.said)) for row in rows) + sum(len(one.content) for one in attached)
    _count(provider, rows, size)
    with connection.cursor() as cursor:
        cursor.execute("SELECT learning_open_month(%s)", [rows[-1].stored_at])
    keys = [
        StatementKey(
            id=row.pk, claim_hash=hashes[row.pk], stored_at=row.stored_at, provider=provider, person_id=row.person_id
        )
        for row in rows
    ]
    try:
        with transaction.atomic():
            StatementKey.objects.bulk_create(keys)
    except IntegrityError as error:  # another provider took the id, this very moment
        raise Conflict("Another statement is kept under this id.") from error
    _void(provider, rows)
    _inherit(provider, rows)
    Statement.objects.bulk_create(rows)
    StatementFile.objects.bulk_create(attached)


def _count(provider: Provider, rows: list[Statement], size: int) -> None:
    """Write down how much it told. Raises Refused when that is more than it may."""
    today = clock.today()
    counted = (provider.counted if provider.counted_on == today else 0) + len(rows)
    if counted > provider.most_a_day:
        raise Refused("That is more statements than this key may send in a day.", 429)
    if provider.bytes_kept + size > provider.most_bytes:
        raise Refused("That is more than this key may keep here.", 413)
    Provider.objects.filter(pk=provider.pk).update(
        counted_on=today, counted=counted, bytes_kept=provider.bytes_kept + size, last_stored_at=rows[-1].stored_at
    )


def _files(rows: list[Statement], files: Mapping[str, Attached]) -> Iterable[StatementFile]:
    for row in rows if files else []:
        for sha2 in {told["sha2"].lower() for told in attachments_of([row.said])} & set(files):
            one = files[sha2]
            yield StatementFile(
                statement_id=row.pk,
                person_id=row.person_id,
                sha2=sha2,
                content_type=one.content_type[:200],
                content=one.content,
            )


def _void(provider: Provider, rows: list[Statement]) -> None:
    """What a voiding statement names is voided, whichever of the two came first; but no voiding statement is."""
    named = {row.refers_to for row in rows if row.is_voiding}
    if named:
        voided = Statement.objects.filter(provider=provider, pk__in=named)
        if voided.filter(is_voiding=True).exists():
            raise Refused("A statement that voids cannot be voided.")
        voided.update(is_voided=True)
    before = Statement.objects.filter(provider=provider, is_voiding=True, refers_to__in=[row.pk for row in rows])
    named |= set(before.values_list("refers_to", flat=True))
    for row in rows:
        row.is_voided = row.pk in named and not row.is_voiding


def _inherit(provider: Provider, rows: list[Statement]) -> None:
    """A statement that refers to another is found by what that one is about, too (Communication 2.1.3)."""
    own = {row.pk: row for row in rows}
    wanted = {row.refers_to for row in rows if row.refers_to} - set(own)
    known = {one.pk: one for one in Statement.objects.filter(provider=provider, pk__in=wanted)} if wanted else {}
    for _step in range(DEEPEST_CHAIN):
        for row in rows:
            target = own.get(row.refers_to) or known.get(row.refers_to)
            if target is not None:
                _take(row, target)
    _pass_on(provider, own)


def _pass_on(provider: Provider, targets: Mapping[UUID, Statement], step: int = 0) -> None:
    """To statements that were kept before what they refer to."""
    waiting = {one.pk: one for one in Statement.objects.filter(provider=provider, refers_to__in=list(targets))}
    for row in waiting.values():
        _take(row, targets[row.refers_to])
        Statement.objects.filter(pk=row.pk, stored_at=row.stored_at).update(terms=row.terms, related=row.related)
    if waiting and step < DEEPEST_CHAIN:
        _pass_on(provider, waiting, step + 1)


def _take(row: Statement, target: Statement) -> None:
    about = {target.actor_term, target.verb_term, target.activity_term} - {None}
    if target.registration:
        about.add(meaning.term("registration", str(target.registration)))
    row.terms = sorted({*row.terms, *target.terms, *about})
    row.related = sorted({*row.related, *target.related})


def _learn(provider: Provider, told: Iterable[dict[str, Any]]) -> None:
    """Keep what is said of activities."""
    new: dict[str, dict[str, Any]] = {}
    for statement in told:
        for one in meaning.activities_in(statement):
            if "definition" in one:
                new[one["id"]] = joined(new.get(one["id"], {}), one["definition"])
    by_hash = {digest(iri): iri for iri in new}
    known = {one.iri_hash: one for one in KnownActivity.objects.filter(provider=provider, iri_hash__in=list(by_hash))}
    changed = []
    for iri_hash, iri in by_hash.items():
        if (one := known.get(iri_hash)) and joined(one.definition, new[iri]) != one.definition:
            one.definition = joined(one.definition, new[iri])
            changed.append(one)
    KnownActivity.objects.bulk_update(changed, ["definition"])
    KnownActivity.objects.bulk_create(
        KnownActivity(provider=provider, iri=iri, iri_hash=iri_hash, definition=new[iri])
        for iri_hash, iri in by_hash.items()
        if iri_hash not in known
    )
