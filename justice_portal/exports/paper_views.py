"""The page of a list on paper, and its file."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from justice_portal import files
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.exports.paper import PaperList, must_be_open
from justice_portal.exports.taking import Export, ask_first, taking
from justice_portal.file_links import on_the_way
from justice_portal.tables import Link


def paper_page(request: HttpRequest, made: PaperList, *, title: Any, back: Link, file: str) -> HttpResponse:
    """How far it is, and the way to the file when it is there. file: its address."""
    user: Any = request.user
    can_retry = bool(made.job and made.job.can_be_retried(by_manager=user.holds(Permission.JOB_MANAGE)))
    page = {"made": made, "job": made.job, "can_retry": can_retry, "title": title, "back": back, "file": file}
    return render(request, "exports/paper.html", page)


def paper_file(request: HttpRequest, made: PaperList, *, export: str, event: str, title: str) -> HttpResponseBase:
    """The file, as long as who asked may still see all that is in it. export, event: what taking it away is called."""
    must_be_open(made, request.user)
    leaving = Export(export, {"print": str(made.pk)}, len(made.subjects), request.path)
    if (given := taking(request.user, leaving)) is None:
        return ask_first(request, leaving)
    if way := on_the_way(request):
        return way
    record(request.user, event, made, subjects=made.subjects, **given.facts)
    return files.download(made.path, title=f"{title}-{made.asked_at:%Y-%m-%d}", content_type="application/pdf")
