"""The supervisor's list of concerns and each with its messages; the mentor's page of what they are asked."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.tables import Column, Link, Status, Table
from justice_portal.templatetags.look import when
from mentoring.drift import actions
from mentoring.drift.forms import AnswerForm, DecideForm
from mentoring.drift.models import DriftConcern
from mentoring.messages.models import Message
from mentoring.monitoring.models import may_read, policy_of

SIGNS = {"open": "wait", "asked": "info", "answered": "wait", "decided": "none"}
COLUMNS = (
    Column(gettext_lazy("What"), heads_row=True),
    Column(gettext_lazy("Mentor")),
    Column(gettext_lazy("Who wrote")),
    Column(gettext_lazy("Messages"), numeric=True),
    Column(gettext_lazy("Since")),
    Column(gettext_lazy("State")),
)


@require_GET
def concerns(request: HttpRequest) -> HttpResponse:
    if not request.user.holds(Permission.MENTOR_SUPERVISE):
        raise Http404
    rows = _seen(request).annotate(found=Count("causes")).open_first()
    paging = paged(rows, request.GET)
    record(request.user, "drift.listed", DriftConcern, subjects={one.match.person_id for one in paging.rows})
    drawn = (
        (
            Link(one.get_absolute_url(), one.get_kind_display(), when(one.opened_at)),
            one.match.mentor.name,
            one.get_side_display(),
            one.found,
            when(one.opened_at),
            Status(SIGNS[one.status], one.get_status_display()),
        )
        for one in paging.rows
    )
    table = Table(_("Boundaries to look at"), COLUMNS, drawn)
    return render(request, "mentoring/drift/concerns.html", {"paging": paging, "table": table})


@require_http_methods(["GET", "POST"])
def concern(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One concern with the messages that caused it; the supervisor decides here."""
    found = get_object_or_404(_seen(request), pk=pk)
    form = DecideForm(request.POST or None)
    if form.is_valid():
        try:
            actions.decide_concern(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(found)
    if request.method == "GET":
        actions.view_concern(found, by=request.user)
    # Read as the product itself: these few messages and no others, since the concern is the reader's to see. Their words
    # need what all reading of messages needs: a live authorisation for the place where they were written (T64a).
    caused = Message.objects.visible_to(SYSTEM).filter(drift_causes__concern=found).select_related("author")
    open_to = caused.filter(may_read(request.user, "made_in"))
    since = clock.now() - timedelta(days=policy_of(found.made_in_id).sight_days)  # the concern and its decision stay
    near = list(open_to.filter(sent_at__gte=since).order_by("sent_at", "pk"))
    shown = {
        "concern": found,
        "sign": SIGNS[found.status],
        "caused": near,
        "older": open_to.count() - len(near),
        "may_read": not caused.exclude(may_read(request.user, "made_in")).exists(),
        "form": form if found.is_open else None,
    }
    return render(request, "mentoring/drift/concern.html", shown)


@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(_seen(request), pk=pk)
    actions.ask_mentor(found, by=request.user)
    return redirect(found)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What a mentor is asked, what they answered, and what was decided."""
    if not request.user.holds(Permission.MENTOR_OWN):
        raise Http404
    paging = paged(_asked(request), request.GET, 20)
    record(request.user, "drift.questions_listed", DriftConcern, subjects={one.match.person_id for one in paging.rows})
    return render(request, "mentoring/drift/mine.html", {"paging": paging})


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(_asked(request), pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            actions.answer_concern(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("drift:mine")
    record(request.user, "drift.question_viewed", found)
    caused = Message.objects.visible_to(request.user).filter(drift_causes__concern=found).order_by("sent_at", "pk")
    shown: dict[str, Any] = {"concern": found, "form": form, "caused": caused.select_related("author")}
    return render(request, "mentoring/drift/answer.html", shown)


def _seen(request: HttpRequest) -> QuerySet[DriftConcern]:
    rows = DriftConcern.objects.visible_to(request.user)
    return rows.select_related("match__mentor__mentor", "match__person", "decided_by", "asked_by")


def _asked(request: HttpRequest) -> QuerySet[DriftConcern]:
    """Those of the mentor's own about which somebody asked them: of others they do not hear."""
    rows = DriftConcern.objects.within(request.user, Permission.MENTOR_OWN).filter(asked_at__isnull=False)
    return rows.select_related("match__person", "match__mentor").order_by("-asked_at", "-pk")
