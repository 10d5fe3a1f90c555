"""A mentor's file as staff see it, and the page on which mentors see and write what is theirs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from mentoring.mentors.file import actions
from mentoring.mentors.file.figures import BOUNDARIES, good_now, lacks, steps
from mentoring.mentors.file.forms import CheckForm, HoursForm, SupervisorForm, TalkForm
from mentoring.mentors.file.models import MentorCheck, MentorHours, SupervisionTalk
from mentoring.mentors.models import Mentor

#: So many of the newest stand on a page.
SHOWN = 50


def _rows(request: HttpRequest, permission: Permission = Permission.MENTOR_SUPERVISE) -> QuerySet[Mentor]:
    found = Mentor.objects.within(request.user, permission)
    return found.select_related("user", "establishment", "supervisor")


@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For managers, and for the worker who looks after this mentor."""
    return _file(request, get_object_or_404(_rows(request), pk=pk))


def _file(request: HttpRequest, mentor: Mentor, *, status: int = 200, **forms: Any) -> HttpResponse:
    user = request.user
    can_manage = may(user, Permission.MATCH_MANAGE, mentor)
    hours = MentorHours.objects.visible_to(user).filter(mentor=mentor).select_related("decided_by")
    record(user, "mentors.file_viewed", mentor)
    context = {
        "mentor": mentor,
        "can_manage": can_manage,
        "lacks": lacks(mentor),
        "steps": steps(mentor),
        "checks": MentorCheck.objects.visible_to(user).filter(mentor=mentor).select_related("by")[:SHOWN],
        "talks": SupervisionTalk.objects.visible_to(user).filter(mentor=mentor).select_related("by")[:SHOWN],
        "hours": hours[:SHOWN],
        "total": (hours.aggregate(all=Sum("minutes"))["all"] or 0) // 60,
        "check_form": CheckForm(),
        "supervisor_form": SupervisorForm(mentor=mentor),
        "talk_form": TalkForm(auto_id="talk_%s"),
        "form": next(iter(forms.values()), None),
        **forms,
    }
    return render(request, "mentoring/file/file.html", context, status=status)


def _sent(request: HttpRequest, mentor: Mentor, name: str, form: Any, act: Callable[..., Any]) -> HttpResponse:
    if form.is_valid():
        try:
            act(mentor, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("mentor_file:file", pk=mentor.pk)
    return _file(request, mentor, status=400, **{name: form})


@require_POST
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    mentor = get_object_or_404(_rows(request, Permission.MATCH_MANAGE), pk=pk)
    return _sent(request, mentor, "check_form", CheckForm(request.POST), actions.add_check)


@require_POST
def supervisor(request: HttpRequest, pk: UUID) -> HttpResponse:
    mentor = get_object_or_404(_rows(request, Permission.MATCH_MANAGE), pk=pk)
    form = SupervisorForm(request.POST, mentor=mentor)
    return _sent(request, mentor, "supervisor_form", form, actions.name_supervisor)


@require_POST
def talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    mentor = get_object_or_404(_rows(request), pk=pk)
    return _sent(request, mentor, "talk_form", TalkForm(request.POST, auto_id="talk_%s"), actions.add_talk)


@require_POST
def cost(request: HttpRequest, pk: UUID, cost: str) -> HttpResponse:
    if cost not in {MentorHours.Cost.AGREED, MentorHours.Cost.REFUSED}:
        raise Http404
    mine = MentorHours.objects.within(request.user, Permission.MATCH_MANAGE).select_related("mentor__user")
    hours = get_object_or_404(mine, pk=pk)
    actions.decide_cost(hours, cost=cost, by=request.user)
    messages.success(request, _("Saved. The mentor is told."))
    return redirect("mentor_file:file", pk=hours.mentor_id)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What a mentor has in place, agrees to, and did."""
    mentor = _own(request)
    return _mine(request, mentor) if mentor else render(request, "mentoring/file/nobody.html")


@require_POST
def agree(request: HttpRequest) -> HttpResponse:
    actions.agree_boundaries(_taken_on(request), by=request.user)
    messages.success(request, _("Thank you. You agreed to the boundaries."))
    return redirect("mentor_file:mine")


@require_POST
def hours(request: HttpRequest) -> HttpResponse:
    mentor, form = _taken_on(request), HoursForm(request.POST)
    if form.is_valid():
        try:
            actions.log_hours(mentor, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(reverse("mentor_file:mine"))
    return _mine(request, mentor, form=form, status=400)


def _own(request: HttpRequest) -> Mentor | None:
    """The reader as a mentor; None for one whom no prison has taken on yet."""
    if not request.user.holds(Permission.MENTOR_OWN):
        raise Http404
    mentor: Mentor | None = _rows(request, Permission.MENTOR_OWN).filter(user=request.user).first()
    return mentor


def _taken_on(request: HttpRequest) -> Mentor:
    mentor = _own(request)
    if mentor is None:
        raise DomainError(_("No prison has taken you on as a mentor yet. Ask who invited you."))
    return mentor


def _mine(request: HttpRequest, mentor: Mentor, *, form: HoursForm | None = None, status: int = 200) -> HttpResponse:
    mine = MentorHours.objects.within(request.user, Permission.MENTOR_OWN).filter(mentor=mentor)
    record(request.user, "mentors.own_file_viewed", mentor)
    good = good_now(mentor)
    context = {
        "mentor": mentor,
        "steps": steps(mentor),
        "has_agreed": MentorCheck.Kind.BOUNDARIES in good,
        "version": BOUNDARIES,
        "hours": mine[:SHOWN],
        "total": (mine.aggregate(all=Sum("minutes"))["all"] or 0) // 60,
        "hours_form": form or HoursForm(),
        "form": form,
    }
    return render(request, "mentoring/file/mine.html", context, status=status)
