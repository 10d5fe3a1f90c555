"""Something is wrong: a page to tell it from anywhere, and a queue for those who answer."""

from urllib.parse import urlsplit
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.problems import actions
from justice_portal.problems.forms import AnswerForm, ProblemForm
from justice_portal.problems.models import Problem
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, hard_words

A_PAGE = 25


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
                return redirect(problem)
    else:
        form = ProblemForm(initial={"page": _came_from(request)})
    return render(request, "problems/tell.html", {"form": form})


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What this reader told us."""
    told = Problem.objects.visible_to(request.user).filter(told_by=request.user)
    page = Paginator(told, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "problems/mine.html", {"page": page})


@require_GET
def problem(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One problem: for who told it, and for staff who look into it."""
    found = get_object_or_404(Problem.objects.visible_to(request.user).for_list(), pk=pk)
    seen(request.user, found)
    if found.told_by_id == request.user.pk:
        return render(request, "problems/told.html", {"problem": found})
    record(request.user, "problem.viewed", found)
    can_answer = found.is_open and may(request.user, Permission.PROBLEM_ANSWER, found)
    return render(request, "problems/problem.html", {"problem": found, "can_answer": can_answer})


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, whoever does not feel safe first."""
    if not request.user.holds(Permission.PROBLEM_ANSWER):
        raise Http404
    shown = request.GET.get("show", "open")
    problems = Problem.objects.visible_to(request.user).for_list()
    problems = (
        problems.order_by("-answered_at", "-id").filter(status="answered")
        if shown == "answered"
        else (problems.open().by_need())
    )
    kind = request.GET.get("kind", "")
    if kind in Problem.Kind.values:
        problems = problems.filter(kind=kind)
    page = Paginator(problems, A_PAGE).get_page(request.GET.get("page"))
    record(request.user, "problem.listed", Problem, subjects={row.person_id for row in page} - {None}, count=len(page))
    context = {"page": page, "shown": shown, "kind": kind, "kinds": Problem.Kind.choices}
    return render(request, "problems/queue.html", context)


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Look into it."""
    found = get_object_or_404(Problem.objects.visible_to(request.user), pk=pk)
    actions.take_problem(found, by=request.user)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer it, with a measure of how hard the answer reads."""
    found = get_object_or_404(Problem.objects.within(request.user, Permission.PROBLEM_ANSWER).for_list(), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    context = {"problem": found, "form": form}
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


def _came_from(request: HttpRequest) -> str:
    """The path of our page that led here; the address line says no more than that."""
    came = urlsplit(request.headers.get("Referer", ""))
    return came.path[:200] if came.netloc == request.get_host() else ""
