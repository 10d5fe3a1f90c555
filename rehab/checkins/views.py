"""The person's pages of a check-in, one thing a page, kept as they go."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission, may
from justice_portal.errors import DomainError
from justice_portal.files import store
from justice_portal.notify import seen
from justice_portal.people.models import Person
from justice_portal.sheets.shown import sheet_of
from rehab.care.distress import sounds_like_distress
from rehab.checkins import actions
from rehab.checkins.models import CheckIn
from rehab.checkins.steps import form_of, steps_of, title_of
from rehab.checkins.views_staff import review_page


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What is to do, and what was sent before."""
    person = Person.objects.within(request.user, Permission.CHECKIN_DO).filter(user=request.user).first()
    if person is None:
        raise Http404
    rows = list(CheckIn.objects.visible_to(request.user).filter(person=person)[:21])
    context = {
        "to_do": [one for one in rows if one.is_open],
        "before": [one for one in rows if not one.is_open][:20],
        "is_out": person.place == Person.Place.COMMUNITY,
    }
    return render(request, "rehab/checkins/mine.html", context)


@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One check-in: for the person what they sent, for the officer the page to review it."""
    found = _found(request, pk)
    seen(request.user, found)
    if found.person.user_id != request.user.pk:
        return review_page(request, found)
    if request.method == "POST":
        raise PermissionDenied
    if found.is_open:
        return redirect("checkins:step", pk=found.pk, step=_next(found))
    context = {"check_in": found, "needs_help": _needs_help(found), "sheet": sheet_of(request.user, found.pk)}
    return render(request, "rehab/checkins/sent.html", context)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """One page of it."""
    found = _found(request, pk)
    if not may(request.user, Permission.CHECKIN_DO, found):
        raise PermissionDenied
    steps = steps_of(found)
    if step not in steps:
        raise Http404
    if not found.is_open:
        return redirect(found)
    number = steps.index(step)
    context = {
        "check_in": found, "step": step, "number": number + 1, "total": len(steps), "title": title_of(step),
        "before": steps[number - 1] if number else "", "needs_help": _needs_help(found),
    }  # fmt: skip
    if step == "send":
        return _send(request, found, context)
    form = form_of(found, step, request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(found, step, form.cleaned_data, request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("checkins:step", pk=found.pk, step=steps[number + 1])
    return render(request, "rehab/checkins/step.html", {**context, "form": form})


def _send(request: HttpRequest, found: CheckIn, context: dict[str, Any]) -> HttpResponse:
    error = ""
    if request.method == "POST":
        try:
            actions.submit(found, by=request.user)
        except DomainError as refused:
            error = str(refused)
        else:
            return redirect(found)
    return render(request, "rehab/checkins/send.html", {**context, "error": error})


def _keep(found: CheckIn, step: str, given: dict[str, Any], by: Any) -> None:
    if step.startswith("question-"):
        answers = {int(step.partition("-")[2]): given["words"]}
        actions.save_answers(found, answers=answers, by=by)
    elif step == "photo":
        if given["photo"]:
            kept = store(given["photo"], suffix=".jpg", kept_in="rehab.CheckIn.photo_path")
            actions.save_answers(found, photo_path=kept.name, sha256=kept.sha256, by=by)
    else:
        actions.save_answers(found, **given, by=by)


def _next(found: CheckIn) -> str:
    """The page where the person goes on: the first that must be answered and is not, or the last."""
    if not found.feeling:
        return "feeling"
    return "call" if found.wants_call is None else "send"


def _needs_help(found: CheckIn) -> bool:
    """Whether what the person said so far asks for the words of help to stand first."""
    words = [found.support_words, found.call_words, *(one.words for one in found.answers.all())]
    return found.feeling == CheckIn.Feeling.STRUGGLING or any(sounds_like_distress(one) for one in words)


def _found(request: HttpRequest, pk: UUID) -> CheckIn:
    rows = CheckIn.objects.visible_to(request.user).select_related("person__user", "reviewed_by", "plan")
    return get_object_or_404(rows.prefetch_related("answers"), pk=pk)
