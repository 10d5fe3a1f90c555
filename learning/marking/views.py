"""The tutor's marking queue: the answers that wait, oldest first, and one of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.tables import Column, Link, Table
from learning.courses import library as courses
from learning.courses.localised import say
from learning.courses.models import Enrolment
from learning.marking import actions
from learning.marking.forms import MarkForm
from learning.marking.models import AnswerPhoto
from learning.quizzes.library import quiz, version_of
from learning.quizzes.models import Answer, AnswerQuerySet

#: So much of an answer's question stands in the list.
SHOWN = 80


def _waiting(request: HttpRequest) -> AnswerQuerySet:
    rows = Answer.objects.within(request.user, Permission.LEARNING_MARK).waiting()
    return rows.filter(attempt__enrolment__status=Enrolment.Status.ACTIVE)


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.LEARNING_MARK, Answer)
    rows = _waiting(request).order_by("answered_at", "pk").select_related("attempt__person", "question")
    paging = paged(rows, request.GET)
    shown = list(paging.rows)
    record(request.user, "marking.viewed", Answer, subjects=[row.attempt.person_id for row in shown])
    columns = (
        Column(_("Name"), heads_row=True), Column(_("Course")), Column(_("Question")), Column(_("Handed in"))
    )  # fmt: skip
    table = Table(_("Answers to mark"), columns, [_cells(row) for row in shown])
    return render(request, "learning/marking/queue.html", {"table": table, "paging": paging, "count": len(shown)})


def _cells(row: Answer) -> tuple:
    asked = strip_tags(say(row.question.html["text"]).text)
    return (
        Link(row.get_absolute_url(), str(row.attempt.person)),
        courses.version(quiz(row.attempt.quiz_id).version_id).name.text,
        asked if len(asked) <= SHOWN else f"{asked[:SHOWN]}…",
        row.answered_at,
    )


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One answer, its rubric and the words to send with the mark. After it comes the next one."""
    rows = Answer.objects.within(request.user, Permission.LEARNING_MARK).select_related("question", "attempt__person")
    found = get_object_or_404(rows.filter(question__kind="long"), pk=pk)
    form = MarkForm(request.POST or None, question=found.question)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("key", "phrases", "words")}
        try:
            actions.mark_answer(found, points=form.points, **given, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Marked. The person sees it with their result."))
            coming = _waiting(request).exclude(pk=pk).order_by("answered_at", "pk").first()
            return redirect(coming) if coming else redirect("marking:queue")
    if request.method == "GET":
        record(request.user, "answer.viewed", found.attempt)
    page = {
        "answer": found,
        "form": form,
        "question": mark_safe(say(found.question.html["text"]).text),  # noqa: S308 - sanitised when it was loaded
        "course": version_of(found.attempt).name,
        "is_done": found.is_right is not None,
        "photos": AnswerPhoto.objects.within(request.user, Permission.LEARNING_MARK).filter(answer=found),
    }
    return render(request, "learning/marking/answer.html", page)
