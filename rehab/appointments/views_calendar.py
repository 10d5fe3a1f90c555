"""The calendar of staff, what waits for an outcome, and how many are missed."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.charts import bar_chart
from justice_portal.paging import paged
from justice_portal.tables import Column, Link, Table
from rehab.appointments.figures import attendance, both, bounds, days_of
from rehab.appointments.models import Appointment
from rehab.appointments.words import dress

#: A week shows so many of each day, with the way to the rest; a day has pages of so many.
OF_A_DAY, A_PAGE = 12, 50
VIEWS, WHOSE = ("week", "day"), ("mine", "all")
WAITING = (
    Column(gettext_lazy("Person"), heads_row=True),
    Column(gettext_lazy("About")),
    Column(gettext_lazy("When it was")),
    Column(gettext_lazy("With")),
    Column(gettext_lazy("Next")),
)


def of_staff_only(request: HttpRequest) -> None:
    if not request.user.holds(Permission.APPOINTMENT_BOOK):
        raise Http404


def asked_day(request: HttpRequest) -> date:
    """The day in the address; today when there is none or it is none."""
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return clock.today()
    return day if abs((day - clock.today()).days) < 4000 else clock.today()


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """A day or a week: one's own, or everything within reach."""
    of_staff_only(request)
    view = request.GET.get("view") if request.GET.get("view") in VIEWS else "week"
    whose = request.GET.get("whose") if request.GET.get("whose") in WHOSE else "mine"
    on = asked_day(request)
    days = days_of(view, on)
    first, last = bounds(days)
    rows = Appointment.objects.visible_to(request.user).filter(starts_at__gte=first, starts_at__lt=last)
    rows = rows.exclude(status=Appointment.Status.CANCELLED).for_page().order_by("starts_at", "id")
    if whose == "mine":
        rows = rows.filter(Q(staff=request.user) | Q(also_with=request.user))
    paging = paged(rows, request.GET, A_PAGE) if view == "day" else None
    meetings = list(paging.rows) if paging else _first_of_each_day(rows)
    record(request.user, "appointment.listed", Appointment, subjects={one.person_id for one in meetings}, view=view)
    by_day: defaultdict[date, list[Appointment]] = defaultdict(list)
    for one in meetings:
        by_day[one.starts_at.astimezone(clock.LONDON).date()].append(dress(one, own=False))
    in_all = {day: getattr(found[0], "of_day", len(found)) for day, found in by_day.items()}
    step = timedelta(days=len(days))
    context = {
        "days": [
            {
                "day": day,
                "meetings": by_day[day],
                "is_today": day == clock.today(),
                "left": in_all.get(day, 0) - len(by_day[day]),
            }
            for day in days
        ],
        "paging": paging,
        "view": view,
        "whose": whose,
        "on": on,
        "title": _said(view, days),
        "before": on - step,
        "after": on + step,
        "count": paging.total if paging else sum(in_all.values()),
    }
    return render(request, "rehab/appointments/calendar.html", context)


def _first_of_each_day(rows: QuerySet[Appointment]) -> list[Appointment]:
    """The first of each day of London; of_day on each says how many that day has in all."""
    day = TruncDate("starts_at", tzinfo=clock.LONDON)
    nth = Window(RowNumber(), partition_by=[day], order_by=["starts_at", "id"])
    found = rows.annotate(nth=nth, of_day=Window(Count("*"), partition_by=[day])).filter(nth__lte=OF_A_DAY)
    return list(found)


def _said(view: str, days: list[date]) -> str:
    if view == "day":
        return date_format(days[0], "l j F Y")
    return _("%(first)s to %(last)s") % {
        "first": date_format(days[0], "j F"), "last": date_format(days[-1], "j F Y")
    }  # fmt: skip


@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """Those that are over and have no outcome, and those to decide: the person has answered, or their time is over."""
    of_staff_only(request)
    rows = Appointment.objects.within(request.user, Permission.APPOINTMENT_BOOK)
    linked = ("person", "staff", "also_with", "mentor")
    over = paged(rows.without_outcome().select_related(*linked), request.GET)
    ready = list(rows.ready_to_decide().select_related(*linked).order_by("asked_at", "id")[:100])
    waits = rows.asked().filter(replied_at=None, reply_due_at__gt=clock.now()).count()
    shown = {one.person_id for one in [*over.rows, *ready]}
    record(request.user, "appointment.listed", Appointment, subjects=shown)
    context = {
        "over": over,
        "over_table": Table(
            _("Over, and nobody wrote down whether they came"), WAITING, [_row(one) for one in over.rows]
        ),
        "ready": ready,
        "ready_table": Table(_("To decide"), WAITING, [_row(one) for one in ready]),
        "waits": waits,
    }
    return render(request, "rehab/appointments/outcomes.html", context)


def _row(one: Appointment) -> tuple[object, ...]:
    if one.is_planned:
        step = _("Did they come?")
    else:
        step = (
            _("They answered: %(answer)s") % {"answer": one.get_reply_display()} if one.replied_at else _("Time is up")
        )
    return (
        str(one.person),
        Link(one.get_absolute_url(), one.get_about_display(), about=str(one.person)),
        one.starts_at,
        ", ".join(one.with_names),
        step,
    )


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """How many were missed, with a reminder and without."""
    of_staff_only(request)
    rows = Appointment.objects.within(request.user, Permission.APPOINTMENT_BOOK).filter(is_required=True)
    found = attendance(rows)
    record(request.user, "appointment.listed", Appointment, subjects=[])
    groups = [
        (_("With a reminder"), found[True]),
        (_("Without a reminder"), found[False]),
        (_("All"), both(found[True], found[False])),
    ]
    columns = (
        Column(_("Appointments"), heads_row=True),
        Column(_("Attended"), numeric=True),
        Column(_("Acceptable absence"), numeric=True),
        Column(_("Unacceptable absence"), numeric=True),
        Column(_("Missed of 100"), numeric=True),
    )
    table = [(name, one.kept, one.acceptable, one.unacceptable, one.rate) for name, one in groups]
    context = {
        "table": Table(_("What came of appointments in the last 6 months"), columns, table),
        "chart": bar_chart(
            _("Missed of 100 appointments"), [(name, one.rate) for name, one in groups], most=100, as_of=clock.now()
        ),
        "outcomes_url": reverse("appointments:outcomes"),
    }
    return render(request, "rehab/appointments/figures.html", context)
