"""Statements: sent, and asked for (Communication 2.1)."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, JsonResponse
from django.utils.http import http_date

from justice_portal.access import SYSTEM
from justice_portal.audit.log import record
from learning.xapi import finding
from learning.xapi.actions import store_statements
from learning.xapi.door import ANSWERS_AS, Asked, door
from learning.xapi.meaning import activities_in
from learning.xapi.models import KnownActivity, Statement, StatementFile, digest
from learning.xapi.parts import Attached, attachments_in, check_attachments, joined, media_type, split
from learning.xapi.problems import Refused
from learning.xapi.reading import read_json
from learning.xapi.showing import accepted, shown
from learning.xapi.signatures import check_signatures
from learning.xapi.statements import statement

MOST_STATEMENTS = 500


@door("GET", "HEAD", "POST", "PUT", tells_time=True)
def statements(asked: Asked) -> HttpResponse:
    if asked.method == "PUT":
        return _put(asked)
    return _post(asked) if asked.method == "POST" else _get(asked)


@door("GET", "HEAD", tells_time=True)
def more(asked: Asked) -> HttpResponse:
    """The next page of an answer."""
    return _page(asked, finding.read_more(asked.provider, asked.params["/token"]))


def _put(asked: Asked) -> HttpResponse:
    if set(asked.params) != {"statementId"}:
        raise Refused("PUT takes statementId and no other parameter.")
    told, files = _told(asked)
    if not isinstance(told, dict):
        raise Refused("PUT takes one statement.")
    wanted = asked.params["statementId"].lower()
    if str(told.get("id", wanted)).lower() != wanted:
        raise Refused("The statement has another id than the address says.")
    _keep(asked, [{**told, "id": asked.params["statementId"]}], files)
    return HttpResponse(status=204)


def _post(asked: Asked) -> HttpResponse:
    if asked.params:
        raise Refused("POST takes no parameters.")
    told, files = _told(asked)
    return JsonResponse(_keep(asked, told if isinstance(told, list) else [told], files), safe=False)


def _told(asked: Asked) -> tuple[Any, dict[str, Attached] | None]:
    """The statements of the body and, when it has parts, what came along with them."""
    kind, given = media_type(asked.content_type)
    if kind == "application/json":
        return read_json(asked.body), None
    if kind != "multipart/mixed":
        raise Refused("Statements come as application/json or multipart/mixed.")
    first, *others = split(asked.body, given.get("boundary", ""))
    if media_type(first.headers.get("content-type", ""))[0] != "application/json":
        raise Refused("The first part holds the statements, as application/json.")
    return read_json(first.content), attachments_in(others)


def _keep(asked: Asked, told: list[Any], files: dict[str, Attached] | None) -> list[str]:
    if not 0 < len(told) <= MOST_STATEMENTS:
        raise Refused(f"From 1 to {MOST_STATEMENTS} statements at a time.", 413 if told else 400)
    for one in told:
        statement(one)
    if asked.hears:
        asked.hears(told)
    check_attachments(told, files)
    for one in told:
        check_signatures(one, files or {})
    ready = [{**one, "id": str(one.get("id") or uuid4()).lower()} for one in told]
    if len({one["id"] for one in ready}) != len(ready):
        raise Refused("An id stands twice in the batch.")
    return store_statements(
        asked.provider, statements=ready, files=files or {}, version=ANSWERS_AS[asked.version], by=SYSTEM
    )


def _get(asked: Asked) -> HttpResponse:
    query = finding.read_query(asked.params)
    if query.one is None:
        return _page(asked, query)
    row = finding.find_one(asked.provider, query)
    if row is None:
        raise Refused("There is no such statement.", 404)
    response = _answer(asked, [row], _shown(asked, [row], query)[0], query)
    response.headers["Last-Modified"] = http_date(row.stored_at.timestamp())
    return response


def _page(asked: Asked, query: finding.Query) -> HttpResponse:
    page = finding.find(asked.provider, query, base=f"{asked.base}/statements")
    told = {"statements": _shown(asked, page.rows, query), "more": page.more}
    response = _answer(asked, page.rows, told, query)
    if page.rows:
        response.headers["Last-Modified"] = http_date(max(row.stored_at for row in page.rows).timestamp())
    return response


def _shown(asked: Asked, rows: list[Statement], query: finding.Query) -> list[dict[str, Any]]:
    definitions: dict[str, dict[str, Any]] = {}
    if query.format == "canonical":
        hashes = {digest(one["id"]) for row in rows for one in activities_in(row.said)}
        known = KnownActivity.objects.within(SYSTEM, None).filter(provider=asked.provider, iri_hash__in=hashes)
        definitions = {one.iri: one.definition for one in known}
    languages = accepted(asked.header("Accept-Language"))
    return [shown(row.said, query.format, languages=languages, definitions=definitions) for row in rows]


def _answer(asked: Asked, rows: Iterable[Statement], told: Any, query: finding.Query) -> HttpResponse:
    """What was found, as JSON, or with its attachments. That it was given out is written down for whom it is about."""
    people = sorted({row.person_id for row in rows if row.person_id})
    if people:
        record(SYSTEM, "xapi.statements_sent", asked.provider, subjects=people)
    body = json.dumps(told, ensure_ascii=False).encode()
    if not query.attachments:
        return HttpResponse(body, content_type="application/json")
    files = StatementFile.objects.within(SYSTEM, None).filter(statement__in=[row.pk for row in rows])
    attached = {one.sha2: Attached(one.sha2, bytes(one.content), one.content_type) for one in files}
    boundary = uuid4().hex
    return HttpResponse(
        joined(body, attached.values(), boundary), content_type=f'multipart/mixed; boundary="{boundary}"'
    )
