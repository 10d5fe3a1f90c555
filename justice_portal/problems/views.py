"""Something is wrong: a page to tell it from anywhere, and a queue for those who answer."""

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people.models import Person
from justice_portal.problems import actions
from justice_portal.problems.forms import AnswerForm, ProblemForm, QueueFilter
from justice_portal.problems.models import Problem
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, hard_words
from justice_portal.tables import Column, Link, Status, Table
from justice_portal.templatetags.look import when

COLUMNS = (
    Column(_("What is wrong"), heads_row=True),
    Column(_("Told by")),
    Column(_("Where")),
    Column(_("Told")),
    Column(_("State")),
    Column(_("Looked at by")),
)
STATES = {
    Problem.Status.NEW: Status("wait", _("New")),
    Problem.Status.LOOKING: Status("info", _("Being looked at")),
    Problem.Status.ANSWERED: Status("good", _("Answered")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """Tell that something is wrong; on every page there is a link here."""
    if request.method == "POST":
        form = ProblemForm(request.POST)
        if form.is_valid():
            try:
                problem = actions.tell_problem(Problem, **form.cleaned_data, by=request.user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Sent. Thank you for telling us."))
                return redirect(problem)
    else:
        form = ProblemForm(initial={"page": _came_from(request)})
    return render(request, "problems/tell.html", {"form": form})


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What this reader told us."""
    told = Problem.objects.visible_to(request.user).filter(told_by=request.user)
    return render(request, "problems/mine.html", {"paging": paged(told, request.GET)})


@require_GET
def problem(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One problem: for who told it, and for staff who look into it."""
    found = get_object_or_404(Problem.objects.visible_to(request.user).for_list(), pk=pk)
    seen(request.user, found)
    if found.told_by_id == request.user.pk:
        return render(request, "problems/told.html", {"problem": found})
    record(request.user, "problem.viewed", found)
    can_answer = found.is_open and may(request.user, Permission.PROBLEM_ANSWER, found)
    context = {"problem": found, "can_answer": can_answer, "rows": _facts(found, _person(request, found))}
    return render(request, "problems/problem.html", context)


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, whoever does not feel safe first."""
    if not request.user.holds(Permission.PROBLEM_ANSWER):
        raise Http404
    form = QueueFilter(request.GET)
    paging = paged(form.chosen_of(Problem.objects.visible_to(request.user).for_list()), request.GET)
    record(request.user, "problem.listed", Problem, subjects={row.person_id for row in paging.rows} - {None})
    table = Table(_("Problems"), COLUMNS, [_cells(row) for row in paging.rows])
    return render(request, "problems/queue.html", {"form": form, "paging": paging, "table": table})


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Look into it."""
    found = get_object_or_404(Problem.objects.visible_to(request.user), pk=pk)
    actions.take_problem(found, by=request.user)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer it, with a measure of how hard the answer reads."""
    found = get_object_or_404(Problem.objects.visible_to(request.user).for_list(), pk=pk)
    require(request.user, Permission.PROBLEM_ANSWER, found)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    person = _person(request, found)
    reading = person.get_reading_display() if person else ""
    context = {"problem": found, "form": form, "reads": None, "reading": reading}
    if form.is_valid():
        words = form.cleaned_data["answer"]
        if "check" in request.POST:
            context["reads"] = {"grade": grade(words), "limit": GRADE_FOR_PEOPLE, "hard": hard_words(words)}
        else:
            try:
                actions.answer_problem(found, answer=words, by=request.user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                return redirect(found)
    return render(request, "problems/answer.html", context)


def _cells(problem: Problem) -> tuple[object, ...]:
    """One row of the queue."""
    kind = (
        Status("bad", problem.get_kind_display()) if problem.kind == Problem.Kind.UNSAFE else problem.get_kind_display()
    )
    return (
        Link(problem.get_absolute_url(), kind, about=str(problem.told_at.date())),
        str(problem.told_by),
        str(problem.made_in or _("Not in a prison")),
        problem.told_at,
        STATES[Problem.Status(problem.status)],
        str(problem.taken_by or problem.answered_by or _("Nobody yet")),
    )


def _facts(problem: Problem, person: Person | None) -> list[dict[str, object]]:
    """What staff need to know to act, besides the words."""
    link = {"href": person.get_absolute_url(), "action": _("Open the record")} if person else {}
    return [
        {"label": _("Told by"), "value": str(problem.told_by), **link},
        {"label": _("Where"), "value": str(problem.made_in or problem.unit or _("Not in a prison"))},
        {"label": _("Told"), "value": when(problem.told_at)},
        {"label": _("From the page"), "value": problem.page or _("Not said")},
        {"label": _("Looked at by"), "value": str(problem.taken_by or _("Nobody yet"))},
    ]


def _person(request: HttpRequest, problem: Problem) -> Person | None:
    """Whom it is about, where the reader of this page may see them: who reads the problem need not."""
    return Person.objects.visible_to(request.user).filter(pk=problem.person_id).first()


def _came_from(request: HttpRequest) -> str:
    """The path of our page that led here; the address line says no more than that."""
    came = urlsplit(request.headers.get("Referer", ""))
    return came.path[:200] if came.netloc == request.get_host() else ""
