"""The person's page of questions that come back: one at a time, never scored, and only for who wants it."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal.access import Permission
from justice_portal.people.models import Person
from learning.courses.forms import key_of, uuid_of
from learning.courses.localised import say
from learning.courses.views import learner_of
from learning.quizzes import kinds
from learning.quizzes.models import Attempt, Question
from learning.quizzes.question_page import QuestionPage
from learning.review import actions
from learning.review.figures import due_questions
from learning.review.models import ReviewGo, ReviewOff

MOST_FIELDS = 40


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """The question that comes next; how the last go went, by its key in the address."""
    person = learner_of(request.user)
    if ReviewOff.objects.within(request.user, Permission.LEARNING_DO).filter(person=person).exists():
        return render(request, "learning/review/off.html")
    if request.method == "POST":
        return _try(request, person)
    if gone := uuid_or_none(request.GET.get("after", "")):
        return _after(request, person, gone)
    due = due_questions(person)
    return _page(request, due, due[0]) if due else render(request, "learning/review/none.html")


def uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error


def _page(
    request: HttpRequest, due: Sequence[UUID], pk: UUID, problem: str = "", sent: Sequence[str] = ()
) -> HttpResponse:
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
    page = QuestionPage(Attempt(question_ids=[pk]), question, problem, sent)
    status = 422 if problem else 200
    return render(request, "learning/review/question.html", {"page": page, "count": len(due)}, status=status)


def _try(request: HttpRequest, person: Person) -> HttpResponse:
    asked, key, sent = uuid_of(request.POST, "question"), key_of(request.POST), request.POST.getlist(kinds.FIELD)
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=asked)
    try:
        made = actions.try_again(person, key=key, question=question, sent=sent, by=request.user)
    except kinds.NotAnAnswerError as problem:
        most = kinds.kind_of(question).longest_shown
        shown = [value[:most] for value in sent[:MOST_FIELDS]]
        return _page(request, due_questions(person), question.pk, problem=str(problem), sent=shown)
    return redirect(f"{reverse('review:again')}?after={made.pk}")


def _after(request: HttpRequest, person: Person, pk: UUID) -> HttpResponse:
    own = ReviewGo.objects.within(request.user, Permission.LEARNING_DO).filter(person=person)
    gone = get_object_or_404(own.select_related("question"), pk=pk)
    question = gone.question
    page = {
        "gone": gone,
        "html": mark_safe(say(question.html["text"]).text),  # noqa: S308 - sanitised when it was loaded
        "feedback": mark_safe(say(question.html["feedback"]).text),  # noqa: S308 - as above
        "right_answer": kinds.kind_of(question).right_answer(question),
        "count": len(due_questions(person)),
    }
    return render(request, "learning/review/after.html", page)


@require_POST
def choice(request: HttpRequest) -> HttpResponse:
    person = learner_of(request.user)
    actions.choose_review(person, is_wanted=request.POST.get("wanted") == "yes", by=request.user)
    return redirect("review:again")
