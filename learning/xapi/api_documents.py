"""Documents: states and profiles (Communication 2.2, 2.3, 2.6, 2.7)."""

from django.http import HttpResponse, JsonResponse
from django.utils.http import http_date

from justice_portal.access import SYSTEM
from learning.xapi.actions import remove_documents, write_document
from learning.xapi.documents import How, Where, read_where
from learning.xapi.door import ANSWERS_AS, Asked, door
from learning.xapi.models import Document
from learning.xapi.parts import media_type
from learning.xapi.problems import Refused
from learning.xapi.reading import read_json

METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE")


@door(*METHODS)
def state(asked: Asked) -> HttpResponse:
    return _document(asked, Document.Kind.STATE)


@door(*METHODS)
def agent_profile(asked: Asked) -> HttpResponse:
    return _document(asked, Document.Kind.AGENT_PROFILE)


@door(*METHODS)
def activity_profile(asked: Asked) -> HttpResponse:
    return _document(asked, Document.Kind.ACTIVITY_PROFILE)


def _document(asked: Asked, kind: str) -> HttpResponse:
    reads = asked.method in {"GET", "HEAD"}
    removes_all = asked.method == "DELETE" and kind == Document.Kind.STATE
    where = read_where(kind, asked.params, needs_name=not (reads or removes_all))
    if reads:
        return _read(asked, where)
    how = How(
        ANSWERS_AS[asked.version],
        merge=asked.method == "POST",
        match=asked.header("If-Match"),
        none_match=asked.header("If-None-Match"),
    )
    if asked.method == "DELETE":
        remove_documents(asked.provider, where=where, how=how, by=SYSTEM)
    else:
        content_type = asked.content_type or "application/octet-stream"
        if media_type(content_type)[0] == "application/json":
            read_json(asked.body)
        write_document(
            asked.provider, where=where, content=asked.body, content_type=content_type[:200], how=how, by=SYSTEM
        )
    return HttpResponse(status=204)


def _read(asked: Asked, where: Where) -> HttpResponse:
    rows = where.rows(asked.provider).order_by("-updated_at")
    if where.name is None:
        found = list(rows.only("name", "updated_at"))
        names: HttpResponse = JsonResponse([row.name for row in found], safe=False)
        if found:
            names.headers["Last-Modified"] = http_date(found[0].updated_at.timestamp())
        return names
    kept = rows.first()
    if kept is None:
        raise Refused("There is no such document.", 404)
    response = HttpResponse(bytes(kept.content), content_type=kept.content_type)
    response.headers["ETag"] = kept.etag
    response.headers["Last-Modified"] = http_date(kept.updated_at.timestamp())
    # Nothing that came from outside runs as if it were a page of ours, whatever it calls itself.
    response.headers["Content-Disposition"] = "attachment"
    return response
