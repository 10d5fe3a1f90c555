"""Finding statements: the query of a client, and one page of what answers it, the newest first unless asked otherwise.

The order is that of an index in each month's part, so a page costs the same however many statements there are. What is
found only through a statement that is referred to comes from a second look, and the two are merged.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.core import signing
from django.db import connection
from django.db.models import Q, QuerySet

from justice_portal import clock
from learning.xapi import shapes
from learning.xapi.agents import agent_or_group, identity
from learning.xapi.meaning import term
from learning.xapi.models import Provider, Statement, StatementKey
from learning.xapi.problems import Refused
from learning.xapi.reading import read_json
from learning.xapi.showing import FORMATS

MOST = 500
AT_ONCE = 100
MORE_SALT = "xapi more"
MORE_LASTS = 24 * 3600
ALONE = {"statementId", "voidedStatementId"}
WITH_ONE = {"format", "attachments"}
FILTERS = {"agent", "verb", "activity", "registration", "related_activities", "related_agents"}
KNOWN = ALONE | WITH_ONE | FILTERS | {"since", "until", "limit", "ascending"}


@dataclass(frozen=True)
class Query:
    """What a client asks for. Terms are None where it does not ask."""

    one: str | None = None
    voided: bool = False
    agent: int | None = None
    verb: int | None = None
    activity: int | None = None
    registration: str | None = None
    related: tuple[int, ...] = ()
    since: str | None = None
    until: str | None = None
    limit: int = AT_ONCE
    ascending: bool = False
    format: str = "exact"
    attachments: bool = False
    after: str | None = None


@dataclass(frozen=True)
class Page:
    rows: list[Statement]
    more: str


def read_query(given: Mapping[str, str]) -> Query:
    """The query of these parameters. Raises Refused for a parameter that is unknown, or not as the standard has it."""
    if unknown := set(given) - KNOWN:
        raise Refused(f"This parameter is not known: {min(unknown)[:60]}")
    alone = ALONE & set(given)
    if len(alone) == 2 or (alone and set(given) - ALONE - WITH_ONE):
        raise Refused("One statement is asked for by its id, with format and attachments only.")
    for name in alone:
        shapes.uuid(given[name], name)
    way = given.get("format", "exact")
    if way not in FORMATS:
        raise Refused(f"format must be one of {', '.join(FORMATS)}")
    query = Query(
        one=next((given[name].lower() for name in alone), None),
        voided="voidedStatementId" in alone,
        format=way,
        attachments=_flag(given, "attachments"),
    )
    return query if alone else _filters(given, query)


def _filters(given: Mapping[str, str], query: Query) -> Query:
    related: list[int] = []
    agent = verb = activity = None
    if "agent" in given:
        known = read_agent(given["agent"], "agent")
        if _flag(given, "related_agents"):
            related.append(term("related agent", known))
        else:
            agent = term("agent", known)
    if "activity" in given:
        shapes.iri(given["activity"], "activity")
        if _flag(given, "related_activities"):
            related.append(term("related activity", given["activity"]))
        else:
            activity = term("activity", given["activity"])
    if "verb" in given:
        shapes.iri(given["verb"], "verb")
        verb = term("verb", given["verb"])
    if "registration" in given:
        shapes.uuid(given["registration"], "registration")
    for name in ("related_agents", "related_activities"):
        _flag(given, name)
    return replace(
        query,
        agent=agent,
        verb=verb,
        activity=activity,
        related=tuple(related),
        registration=given["registration"].lower() if "registration" in given else None,
        since=_moment(given, "since"),
        until=_moment(given, "until"),
        limit=_limit(given),
        ascending=_flag(given, "ascending"),
    )


def read_agent(given: str, name: str) -> str:
    """The identity of an agent given as JSON. Raises Refused when it is none, or has no identity."""
    value = read_json(given, name)
    agent_or_group(value, name)
    known = identity(value)
    if known is None:
        raise Refused(f"{name}: needs an identifier")
    return known


def _flag(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "false").lower()
    if value not in {"true", "false"}:
        raise Refused(f"{name}: must be true or false")
    return value == "true"


def _moment(given: Mapping[str, str], name: str) -> str | None:
    return shapes.read_moment(given[name], name).isoformat() if name in given else None


def _limit(given: Mapping[str, str]) -> int:
    value = given.get("limit", str(AT_ONCE))
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Refused("limit: must be a whole number")
    return min(int(value) or MOST, MOST)


def find_one(provider: Provider, query: Query) -> Statement | None:
    """The statement of this id, if it is voided as asked, or is not."""
    key = StatementKey.objects.filter(pk=query.one, provider=provider).first()
    if key is None:
        return None
    rows = Statement.objects.filter(stored_at=key.stored_at, pk=key.pk, is_voided=query.voided)
    return rows.first()


def find(provider: Provider, query: Query, *, base: str) -> Page:
    """One page, and the address of the next, or nothing. base: the address of statements, for that."""
    rows = _direct(provider, query)
    if _narrow(query):
        rows = _merged(rows, _referring(provider, query), query)
    if len(rows) <= query.limit:
        return Page(rows, "")
    rows = rows[: query.limit]
    following = asdict(replace(query, after=rows[-1].stored_at.isoformat()))
    token = signing.dumps({**following, "provider": str(provider.pk)}, salt=MORE_SALT, compress=True)
    return Page(rows, f"{base}/more/{token}")


def read_more(provider: Provider, token: str) -> Query:
    """The query that goes on where a page ended. Raises Refused (404) for an address that we did not give this provider."""
    try:
        told: dict[str, Any] = signing.loads(token, salt=MORE_SALT, max_age=MORE_LASTS)
    except signing.BadSignature as error:
        raise Refused("There is nothing more here.", 404) from error
    if told.pop("provider") != str(provider.pk):
        raise Refused("There is nothing more here.", 404)
    return Query(**{**told, "related": tuple(told["related"])})


def _base(provider: Provider, query: Query) -> QuerySet[Statement]:
    rows = Statement.objects.filter(provider=provider, is_voided=False)
    for one in query.related:
        rows = rows.filter(related__contains=[one])
    if query.since:
        rows = rows.filter(stored_at__gt=query.since)
    if query.until:
        rows = rows.filter(stored_at__lte=query.until)
    if query.after:
        rows = rows.filter(**{"stored_at__gt" if query.ascending else "stored_at__lt": query.after})
    return rows.order_by("stored_at" if query.ascending else "-stored_at")


def _narrow(query: Query) -> list[int]:
    terms = [one for one in (query.agent, query.verb, query.activity) if one is not None]
    return [*terms, term("registration", query.registration)] if query.registration else terms


def _direct(provider: Provider, query: Query) -> list[Statement]:
    rows = _base(provider, query)
    named = {"actor_term": query.agent, "verb_term": query.verb, "activity_term": query.activity}
    rows = rows.filter(**{name: value for name, value in named.items() if value is not None})
    if query.registration:
        rows = rows.filter(registration=query.registration)
    return list(rows[: query.limit + 1])


def _referring(provider: Provider, query: Query) -> list[Statement]:
    """Those that fit because of whom they mention otherwise, or of what they refer to: at least one term is not their own."""
    terms = _narrow(query)
    rows = _base(provider, query).filter(terms__overlap=terms)
    own = {"agent": ("actor_term", query.agent), "verb": ("verb_term", query.verb)}
    own["activity"] = ("activity_term", query.activity)
    for column, value in own.values():
        if value is not None:
            rows = rows.filter(Q(**{column: value}) | Q(terms__contains=[value]))
    if query.registration:
        inherited = Q(terms__contains=[term("registration", query.registration)])
        rows = rows.filter(Q(registration=query.registration) | inherited)
    return list(rows[: query.limit + 1])


def _merged(some: list[Statement], others: list[Statement], query: Query) -> list[Statement]:
    both = {row.pk: row for row in (*some, *others)}
    return sorted(both.values(), key=lambda row: row.stored_at, reverse=not query.ascending)


def consistent_through(provider: Provider) -> datetime:
    """Up to when everything that was stored can be found: now, unless something is being written this moment."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT last_stored_at FROM learning_provider WHERE id = %s FOR SHARE SKIP LOCKED", [provider.pk]
        )
        if cursor.fetchone():
            return now
    return provider.last_stored_at or provider.opened_at
