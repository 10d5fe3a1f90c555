"""The person's pages of practice: a question, a hint, another go, and kind words each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal.access import Permission
from learning.courses.forms import key_of, uuid_of
from learning.courses.localised import say
from learning.courses.views import must_own
from learning.practice import actions
from learning.quizzes import kinds, library
from learning.quizzes.actions import start_quiz
from learning.quizzes.models import Answer, Attempt
from learning.quizzes.question_page import QuestionPage

#: After so many wrong goes the answer can be seen.
MAY_SEE_AFTER = 2
MOST_FIELDS = 40


@dataclass
class PracticePage(QuestionPage):
    """A question with how the last go at it went."""

    goes: int = 0
    last: Answer | None = None
    wants_hint: bool = False

    @property
    def is_done(self) -> bool:
        return self.last is not None and (bool(self.last.is_right) or self.is_shown)

    @property
    def is_shown(self) -> bool:
        """The answer was asked for."""
        return self.last is not None and self.last.response == ""

    @property
    def has_right_answer(self) -> bool:
        return bool(self.right_answer)

    @property
    def right_answer(self) -> list[str]:
        return kinds.kind_of(self.question).right_answer(self.question)

    @property
    def said(self) -> list[str]:
        if self.last is None or self.last.response == "":
            return []
        return kinds.kind_of(self.question).shown(self.question, self.last.response)

    @property
    def feedback(self) -> SafeString:
        return mark_safe(say(self.question.html["feedback"]).text)  # noqa: S308 - sanitised when it was loaded

    @property
    def hint(self) -> str:
        return say(self.question.content.get("hint")).text

    @property
    def shows_hint(self) -> bool:
        return bool(self.hint) and not self.is_done and (self.wants_hint or self.goes > 0)

    @property
    def may_see(self) -> bool:
        return self.goes >= MAY_SEE_AFTER and not self.is_done


@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    enrolment = must_own(request.user, code)
    attempt = start_quiz(enrolment, key=key_of(request.POST), sort=Attempt.Sort.PRACTICE, by=request.user)
    return redirect("practice:practice", attempt.pk)


def _own(request: HttpRequest, pk: UUID) -> Attempt:
    own = Attempt.objects.within(request.user, Permission.LEARNING_DO)
    return get_object_or_404(own, pk=pk, sort=Attempt.Sort.PRACTICE)


@require_http_methods(["GET", "POST"])
def practice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The question that comes next, or (by its key in the address) the one that was just tried."""
    attempt = _own(request, pk)
    if request.method == "POST":
        return _try(request, attempt)
    asked = request.GET.get("at", "")
    page = _page(attempt, asked)
    if page is None:
        right = {"right": attempt.right, "total": attempt.of, "attempt": attempt}
        return render(request, "learning/practice/done.html", {**right, "version": library.version_of(attempt)})
    page.wants_hint = "hint" in request.GET
    return render(request, "learning/practice/question.html", {"page": page})


def _page(attempt: Attempt, asked: str, *, problem: str = "", sent: Sequence[str] = ()) -> PracticePage | None:
    """The question asked for, else the first that is not done; nothing when all are."""
    goes: dict[UUID, list[Answer]] = {}
    for answer in attempt.answers.order_by("nth"):
        goes.setdefault(answer.question_id, []).append(answer)
    pages = {}
    for key in attempt.question_ids:
        had = goes.get(key, [])
        question = library.questions(attempt.quiz_id)[key]
        pages[str(key)] = PracticePage(attempt, question, problem, sent, len(had), had[-1] if had else None)
    return pages.get(asked) or next((page for page in pages.values() if not page.is_done), None)


def _asked(request: HttpRequest, attempt: Attempt) -> UUID:
    asked = uuid_of(request.POST, "question")
    if asked not in attempt.question_ids:
        raise Http404
    return asked


def _try(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    asked, sent = _asked(request, attempt), request.POST.getlist(kinds.FIELD)
    question = library.questions(attempt.quiz_id)[asked]
    try:
        actions.try_question(attempt, key=key_of(request.POST), question=question, sent=sent, by=request.user)
    except kinds.NotAnAnswerError as problem:
        most = kinds.kind_of(question).longest_shown
        shown = [value[:most] for value in sent[:MOST_FIELDS]]
        page = _page(attempt, str(asked), problem=str(problem), sent=shown)
        return render(request, "learning/practice/question.html", {"page": page}, status=422)
    return redirect(f"{request.path}?at={asked}")


@require_POST
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    attempt = _own(request, pk)
    question = library.questions(attempt.quiz_id)[_asked(request, attempt)]
    actions.show_answer(attempt, key=key_of(request.POST), question=question, by=request.user)
    response = redirect("practice:practice", pk)
    response["Location"] += f"?at={question.pk}"
    return response
