"""The person's pages of a quiz: before it, one question a page, and how it went."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.keys import uuid7
from justice_portal.prepared import prepared
from justice_portal.sheets.shown import sheet_of
from learning.courses.forms import key_of, uuid_of
from learning.courses.models import Enrolment
from learning.courses.views import must_own, version_for
from learning.quizzes import actions, kinds, library
from learning.quizzes.drawing import is_over
from learning.quizzes.models import Attempt, Quiz
from learning.quizzes.question_page import QuestionPage
from learning.quizzes.result_page import ResultPage

#: More fields than any question has.
MOST_FIELDS = 40


@require_GET
def quiz(request: HttpRequest, code: str) -> HttpResponse:
    """What the quiz is like, before it starts; and how the last tries went."""
    version, enrolment = version_for(request.user, code)
    found = get_object_or_404(Quiz.objects.visible_to(request.user), version=version)
    all_tries = _own_attempts(request, enrolment, found) if enrolment else []
    attempts = [attempt for attempt in all_tries if attempt.sort == Attempt.Sort.GRADED]
    before = next((attempt for attempt in all_tries if attempt.sort == Attempt.Sort.BEFORE), None)
    open_one = next((attempt for attempt in attempts if attempt.is_open), None)
    page = {
        "quiz": found,
        "version": version,
        "enrolment": enrolment,
        "questions": found.draw or found.questions.count(),
        "before": before if before and before.right is not None else None,
        "can_try_before": bool(enrolment) and not attempts and (before is None or before.is_open),
        "open": open_one,
        "at_question": open_one.answers.count() + 1 if open_one else 1,
        "waits": next((attempt for attempt in attempts if attempt.waits), None),
        "last": next((attempt for attempt in attempts if attempt.right is not None), None),
        "key": uuid7(),
    }
    return render(request, "learning/quizzes/quiz.html", page)


def _own_attempts(request: HttpRequest, enrolment: Enrolment, found: Quiz) -> list[Attempt]:
    own = Attempt.objects.within(request.user, Permission.LEARNING_DO)
    return list(own.filter(enrolment=enrolment, quiz=found).order_by("-started_at")[:20])


@require_POST
def quiz_start(request: HttpRequest, code: str) -> HttpResponse:
    enrolment = must_own(request.user, code)
    sort = Attempt.Sort.BEFORE if request.POST.get("sort") == Attempt.Sort.BEFORE else Attempt.Sort.GRADED
    attempt = actions.start_quiz(enrolment, key=key_of(request.POST), sort=sort, by=request.user)
    return redirect("quizzes:attempt", attempt.pk)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The time is over: on to how it went."""
    found = get_object_or_404(Attempt.objects.within(request.user, Permission.LEARNING_DO), pk=pk)
    actions.end_quiz(found, by=request.user)
    return redirect("quizzes:result", pk)


@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The question that comes next: the same one after a break, a dead battery or another tablet."""
    found = _attempt(request, pk)
    if request.method == "POST":
        return _answer(request, found)
    if not found.is_open or not may(request.user, Permission.LEARNING_DO, found):
        return redirect("quizzes:result", pk)
    if found.is_practice:
        return redirect("practice:practice", pk)
    if is_over(found):
        return render(request, "learning/quizzes/over.html", {"attempt": found, "version": library.version_of(found)})
    return render(request, "learning/quizzes/question.html", {"page": QuestionPage.next_of(found)})


def _attempt(request: HttpRequest, pk: UUID) -> Attempt:
    if found := _one_attempt.first(request.user, pk):
        return found
    raise Http404


@prepared
def _one_attempt(user: Any, pk: UUID) -> QuerySet[Attempt]:
    return Attempt.objects.visible_to(user).filter(pk=pk)


def _answer(request: HttpRequest, found: Attempt) -> HttpResponse:
    require(request.user, Permission.LEARNING_DO, Attempt)
    key, asked, sent = key_of(request.POST), uuid_of(request.POST, "question"), request.POST.getlist(kinds.FIELD)
    if asked not in found.question_ids:
        raise Http404
    question = library.questions(found.quiz_id)[asked]
    try:
        actions.answer_question(found, key=key, question=question, sent=sent, by=request.user)
    except kinds.NotAnAnswerError as problem:
        most = kinds.kind_of(question).longest_shown
        shown = [value[:most] for value in sent[:MOST_FIELDS]]
        page = QuestionPage.again(found, question, problem=str(problem), sent=shown)
        return render(request, "learning/quizzes/question.html", {"page": page}, status=422)
    return redirect("quizzes:attempt" if found.is_open else "quizzes:result", found.pk)


@require_GET
def result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How it went, in kind words. Staff see it too, to know what to help with."""
    found = _attempt(request, pk)
    is_own = may(request.user, Permission.LEARNING_DO, found)
    if is_own and found.is_open:
        return redirect(found)
    if not is_own:
        record(request.user, "quiz.result_viewed", found)
    page = {"page": ResultPage.of(found), "is_own": is_own, "key": uuid7(), "sheet": sheet_of(request.user, found.pk)}
    return render(request, "learning/quizzes/result.html", page)
