"""The officer's queue, the page to review one, and how often somebody checks in."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.editing import ChangedMeanwhile, show_both, stamp
from justice_portal.errors import DomainError
from justice_portal.file_links import on_the_way
from justice_portal.files import download
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.people.models import Person
from justice_portal.sheets.shown import sheet_of
from justice_portal.tables import Column, Link, Status, Table
from rehab.checkins import actions
from rehab.checkins.forms import PlanForm, ReviewForm
from rehab.checkins.models import CheckIn, CheckInPlan

TAB = "checkins:for-person"
MISSED_FOR = timedelta(days=14)
RAISED = CheckIn.Raised
SIGNS = {RAISED.DISTRESS: "bad", RAISED.STRUGGLING: "bad", RAISED.CALL: "wait", RAISED.NOT_GOOD: "wait"}
QUEUE = (
    Column(
        _("Why"),
    ),
    Column(_("Person"), heads_row=True),
    Column(_("How have they been")),
    Column(_("Sent")),
)
MISSED = (Column(_("Person"), heads_row=True), Column(_("Was due")), Column(_("Time over since")))
STATES = {"created": "wait", "submitted": "info", "reviewed": "good", "expired": "bad", "cancelled": "none"}


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits to be read, the most urgent named answer first; and what nobody sent in time."""
    if not request.user.holds(Permission.CHECKIN_REVIEW):
        raise Http404
    rows = CheckIn.objects.within(request.user, Permission.CHECKIN_REVIEW).select_related("person")
    paging = paged(rows.by_need(), request.GET)
    since = clock.today() - MISSED_FOR
    missed = list(rows.filter(status=CheckIn.Status.EXPIRED, closes_on__gte=since).order_by("-closes_on", "id")[:50])
    record(request.user, "checkin.listed", CheckIn, subjects={one.person_id for one in [*paging.rows, *missed]})
    waiting = [
        (
            Status(SIGNS.get(RAISED(one.raised), "info"), one.get_raised_display()),
            Link(one.get_absolute_url(), str(one.person)),
            one.get_feeling_display(),
            one.submitted_at,
        )
        for one in paging.rows
    ]
    gone = [(Link(one.get_absolute_url(), str(one.person)), one.due_on, one.closes_on) for one in missed]
    context = {
        "paging": paging,
        "table": Table(_("Check-ins to read"), QUEUE, waiting),
        "missed": missed,
        "missed_table": Table(_("Not sent in time"), MISSED, gone),
    }
    return render(request, "rehab/checkins/queue.html", context)


def review_page(request: HttpRequest, found: CheckIn) -> HttpResponse:
    """What the person said, the photo, and the form of who reads it."""
    can_review = found.status == CheckIn.Status.SUBMITTED and may(request.user, Permission.CHECKIN_REVIEW, found)
    if request.method == "POST" and not may(request.user, Permission.CHECKIN_REVIEW, found):
        raise PermissionDenied
    form = ReviewForm(request.POST or None, check_in=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("checkins:queue")
    record(request.user, "checkin.viewed", found)
    sign = SIGNS.get(RAISED(found.raised), "info") if found.raised else ""
    context = {"check_in": found, "person": found.person, "form": form, "can_review": can_review, "sign": sign}
    context["sheet"] = sheet_of(request.user, found.pk)
    head = tabs.head(request.user, found.person, TAB)
    return render(request, "rehab/checkins/review.html", {**context, **head})


@require_safe
def photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The photo, for the officer to look at."""
    rows = CheckIn.objects.within(request.user, Permission.CHECKIN_REVIEW).exclude(photo_path="")
    found = get_object_or_404(rows, pk=pk)
    if way := on_the_way(request):
        return way
    record(request.user, "checkin.photo_viewed", found)
    return download(found.photo_path, title=str(_("Photo")), content_type="image/jpeg")


@require_http_methods(["GET", "POST"])
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab: how often, and what came."""
    people = Person.objects.within(request.user, Permission.CHECKIN_SET).for_list()
    person = get_object_or_404(people, pk=pk)
    plans = CheckInPlan.objects.visible_to(request.user).filter(person=person, ended_at=None)
    plan = plans.select_related("set_by").prefetch_related("questions__template").first()
    typed = _as_typed(plan)
    form = PlanForm(request.POST or None, user=request.user, initial=typed | {"seen": _seen(plan)})
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("weeks", "next_on", "questions", "seen")}
        try:
            actions.set_plan(person, **given, by=request.user)
        except ChangedMeanwhile:
            theirs = show_both(form, typed)
            form.data["seen"] = _seen(plan)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(TAB, pk=person.pk)
    rows = CheckIn.objects.visible_to(request.user).filter(person=person).select_related("reviewed_by")
    paging = paged(rows, request.GET)
    for one in paging.rows:
        one.sign = STATES[one.status]
    record(request.user, "checkin.listed", person)
    context = {"person": person, "plan": plan, "form": form, "paging": paging, "theirs": theirs}
    return render(request, "rehab/checkins/for_person.html", {**context, **tabs.head(request.user, person, TAB)})


@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """No more check-ins."""
    plan = get_object_or_404(CheckInPlan.objects.within(request.user, Permission.CHECKIN_SET), pk=pk)
    actions.end_plan(plan, by=request.user)
    return redirect(TAB, pk=plan.person_id)


def _seen(plan: CheckInPlan | None) -> str:
    """Each change is a plan of its own."""
    return stamp({"plan": plan.pk if plan else None})


def _as_typed(plan: CheckInPlan | None) -> dict[str, Any]:
    if plan is None:
        return {}
    typed: dict[str, Any] = {"weeks": plan.weeks, "next_on": max(plan.next_on, clock.today())}
    for one in plan.questions.all():
        typed |= {f"template_{one.position}": one.template, f"thing_{one.position}": one.thing}
    return typed
