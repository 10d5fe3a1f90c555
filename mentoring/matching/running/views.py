"""What the two see of their match while it runs, and what staff see that is due."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people import tabs
from mentoring.matching.actions import plan_ending
from mentoring.matching.models import Match
from mentoring.matching.running import actions
from mentoring.matching.running.forms import EndingForm, GoalForm, HoldForm, SayForm
from mentoring.matching.running.models import MatchGoal, MatchReview
from mentoring.matching.running.reasons import why_on_break

A_PAGE = 50
TAB = "matching:person"
MOVES = {"agreed", "done", "dropped"}


@require_safe
def match(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the person and for their mentor: goals, how it goes, and until when."""
    return _match(request, _ours(request, pk))


def _match(request: HttpRequest, found: Match, *, status: int = 200, **forms: Any) -> HttpResponse:
    user, is_mentor = request.user, request.user.pk == found.mentor_id
    goals = list(MatchGoal.objects.within(user, Permission.MESSAGE_SEND).filter(match=found))
    reviews = list(MatchReview.objects.within(user, Permission.MESSAGE_SEND).filter(match=found))
    if is_mentor:
        record(user, "matching.match_viewed", found)
    near = {one.pk for one in MatchReview.objects.within(user, Permission.MESSAGE_SEND).due().filter(match=found)}
    context = {
        "match": found,
        "is_mentor": is_mentor,
        "name": found.person.called if is_mentor else found.mentor.mentor.called,
        "asked": [one for one in goals if one.status == MatchGoal.Status.ASKED],
        "agreed": [one for one in goals if one.status == MatchGoal.Status.AGREED],
        "done": [one for one in goals if one.status == MatchGoal.Status.DONE],
        "to_say": [one for one in reviews if one.pk in near],
        "held": [] if is_mentor else [one for one in reviews if one.held_at],
        "why_on_break": why_on_break(found, to_mentor=is_mentor),
        "goals": [one.get_goal_display() for one in goals if one.status == MatchGoal.Status.AGREED],
        "thread_url": "mentoring:thread" if is_mentor and user.needs_second_factor else "messages:thread",
        "goal_form": GoalForm(auto_id="goal_%s"),
        "say_form": SayForm(auto_id="say_%s"),
        "form": next(iter(forms.values()), None),
        **forms,
    }
    return render(request, "mentoring/running/match.html", context, status=status)


@require_POST
def goal_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, form = _ours(request, pk), GoalForm(request.POST, auto_id="goal_%s")
    if form.is_valid():
        try:
            actions.ask_goal(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved. The other one of you can say yes."))
            return redirect("running:match", found.pk)
    return _match(request, found, status=400, goal_form=form)


@require_POST
def goal_move(request: HttpRequest, pk: UUID, to: str) -> HttpResponse:
    if to not in MOVES:
        raise Http404
    goals = MatchGoal.objects.within(request.user, Permission.MESSAGE_SEND).select_related("match")
    goal = get_object_or_404(goals, pk=pk)
    actions.move_goal(goal, to=to, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("running:match", goal.match_id)


@require_POST
def say(request: HttpRequest, pk: UUID) -> HttpResponse:
    reviews = MatchReview.objects.within(request.user, Permission.MESSAGE_SEND).select_related("match")
    found, form = get_object_or_404(reviews, pk=pk), SayForm(request.POST, auto_id="say_%s")
    if form.is_valid():
        try:
            actions.say_in_review(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. Staff read it."))
            return redirect("running:match", found.match_id)
    return _match(request, _ours(request, found.match_id), status=400, say_form=form)


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """Staff: reviews that are near or late, and matches on a break whose person has arrived; the oldest first."""
    if not request.user.holds(Permission.MATCH_MANAGE):
        raise PermissionDenied
    rows = MatchReview.objects.within(request.user, Permission.MATCH_MANAGE).due()
    paging = paged(rows.select_related("match__person", "match__mentor"), request.GET, A_PAGE)
    waiting = Match.objects.within(request.user, Permission.MATCH_MANAGE).waits_after_move()[:A_PAGE]
    subjects = [one.match.person_id for one in paging.rows] + [one.person_id for one in waiting]
    record(request.user, "matching.due_viewed", MatchReview, subjects=subjects)
    return render(request, "mentoring/running/due.html", {"paging": paging, "waiting": waiting})


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff: what both said, and what comes of it."""
    rows = MatchReview.objects.within(request.user, Permission.MATCH_MANAGE)
    found = get_object_or_404(rows.select_related("match__person", "match__mentor", "held_by"), pk=pk)
    form = HoldForm(request.POST or None)
    if form.is_valid():
        try:
            actions.hold_review(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            ends = found.outcome == MatchReview.Outcome.ENDS and found.kind != MatchReview.Kind.ENDING
            return redirect("running:ending", found.match_id) if ends else redirect("running:due")
    record(request.user, "matching.review_viewed", found)
    person = found.match.person
    context = {"review": found, "form": form, "person": person, **tabs.head(request.user, person, TAB)}
    return render(request, "mentoring/running/review.html", context)


@require_http_methods(["GET", "POST"])
def ending(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff: on which day it ends."""
    where = ("person__establishment", "person__cell", "person__delivery_unit", "person__user", "mentor")
    matches = Match.objects.within(request.user, Permission.MATCH_MANAGE).select_related(*where)
    found = get_object_or_404(matches, pk=pk)
    form = EndingForm(request.POST or None, initial={"ends_on": found.ends_on})
    if form.is_valid():
        try:
            plan_ending(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("matching:person", found.person_id)
    context = {"match": found, "person": found.person, "form": form, **tabs.head(request.user, found.person, TAB)}
    return render(request, "mentoring/running/ending.html", context)


def _ours(request: HttpRequest, pk: UUID) -> Match:
    """A match in which the reader is the person or the mentor. Others, staff too, have their own pages."""
    matches = Match.objects.within(request.user, Permission.MESSAGE_SEND).exclude(status=Match.Status.PROPOSED)
    return get_object_or_404(matches.select_related("person", "mentor__mentor", "thread"), pk=pk)
