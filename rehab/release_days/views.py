"""The first 72 hours: the person's timeline, the worker's plan of it with its clashes, and one page of paper."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.moments import moment
from justice_portal.people import tabs
from justice_portal.people.models import Person
from rehab.appointments.models import Appointment
from rehab.licence.facts import clock_words
from rehab.licence.hours import home_hours
from rehab.licence.models import Licence, LicenceCondition
from rehab.release_days import actions, figures
from rehab.release_days.drawing import draw_way
from rehab.release_days.forms import ReleaseForm, StepForm
from rehab.release_days.models import DAYS, ReleaseDay, ReleaseStep, TravelTime


def page(request: HttpRequest, template: str, person: Person, **context: Any) -> HttpResponse:
    own = person.user_id == request.user.pk
    head = {} if own else tabs.head(request.user, person, "release-days:for-person")
    return render(request, f"rehab/release_days/{template}.html", {"own": own, "person": person, **head, **context})


def _latest(request: HttpRequest, person: Person) -> ReleaseDay | None:
    return ReleaseDay.objects.visible_to(request.user).filter(person=person).select_related("person").first()


def _shown(request: HttpRequest, day: ReleaseDay) -> dict[str, Any]:
    """The timeline by day, the way, and the clashes: the same queries whatever there is to do."""
    user = request.user
    first = datetime.combine(day.release_on, datetime.min.time(), clock.LONDON)
    appointments = Appointment.objects.visible_to(user).filter(
        person=day.person_id, status=Appointment.Status.PLANNED, starts_at__range=(first, first + timedelta(days=DAYS))
    )
    steps = ReleaseStep.objects.visible_to(user).filter(release_day=day)
    timeline = figures.lines(day, steps, appointments.for_page())
    rules = LicenceCondition.objects.visible_to(user).filter(
        licence__person=day.person_id, licence__status=Licence.Status.LIVE
    )
    spans = home_hours(rules.in_force())
    places = {one.place for one in timeline} | {one.from_place for one in timeline}
    ways = (
        TravelTime.objects.visible_to(user)
        .filter(from_place__in=places)
        .values_list("from_place", "to_place", "minutes")
    )
    travel = {(start.casefold(), end.casefold()): minutes for start, end, minutes in reversed(ways)}
    clashes = figures.clashes(day, timeline, spans, travel, figures.workers(day.person_id))
    marked = {key for clash in clashes for key in clash.keys}
    return {
        "day": day,
        "days": [
            (date, [(one, one.key in marked) for one in timeline if one.starts.date() == date]) for date in day.days
        ],
        "clashes": clashes,
        "curfew": [(clock_words(span.start), clock_words(span.end)) for span in spans],
        "way": draw_way([one for one in timeline if one.kind == "travel"], _("The way, stop by stop")),
        "money": figures.pounds(day.money_pence),
        "fares": figures.pounds(sum(one.fare_pence for one in timeline)),
    }


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My first three days out."""
    person = Person.objects.within(request.user, Permission.PLAN_VIEW).filter(user=request.user).first()
    if person is None:
        raise Http404
    day = _latest(request, person)
    record(request.user, "release_days.viewed", day or person)
    return page(request, "mine", person, **(_shown(request, day) if day else {"day": None}))


@require_safe
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The pocket map and the list, on one page to print."""
    day = get_object_or_404(ReleaseDay.objects.visible_to(request.user).select_related("person__user"), pk=pk)
    record(request.user, "release_days.viewed", day)
    return page(request, "paper", day.person, **_shown(request, day))


@require_http_methods(["GET", "POST"])
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The worker's page: what is known of the day, what clashes, and the steps."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.PLAN_VIEW), pk=pk)
    if person.user_id == request.user.pk:
        return redirect("release-days:mine")
    can_edit = may(request.user, Permission.RELEASE_DAY_EDIT, person)
    day = _latest(request, person)
    form = ReleaseForm(request.POST or None, initial=_of(day, person) | {"seen": figures.stamp(day)})
    theirs: list[dict[str, Any]] = []
    if request.method == "POST":
        if not can_edit:
            raise PermissionDenied
        if form.is_valid():
            try:
                given = form.cleaned_data
                actions.plan_release(
                    person, release_on=given["release_on"], details=form.details(), seen=given["seen"], by=request.user
                )
            except actions.ReleaseDayChanged as changed:
                form.add_error(None, str(changed))
                theirs = _differences(form, _of(changed.day, person))
                form.data = form.data.copy()
                form.data["seen"] = figures.stamp(changed.day)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                return redirect("release-days:for-person", pk=person.pk)
    record(request.user, "release_days.viewed", day or person)
    shown = _shown(request, day) if day else {"day": None}
    return page(request, "case", person, form=form, theirs=theirs, can_edit=can_edit, **shown)


def _of(day: ReleaseDay | None, person: Person) -> dict[str, Any]:
    if day is None:
        return {"release_on": person.release_on, "gate_place": str(person.establishment or "")}
    names = ("release_on", "gate_at", "gate_place", "sleeps_at", "home_place", "has_warrant", "has_credit",
             "medication", "has_medication")  # fmt: skip
    money = None if day.money_pence is None else f"{day.money_pence / 100:.2f}"
    return {**{name: getattr(day, name) for name in names}, "money": money}


def _differences(form: ReleaseForm, now: dict[str, Any]) -> list[dict[str, Any]]:
    """What stands there now, for each question whose answer differs from what was sent."""
    sent = {**form.cleaned_data, "money": None if (money := form.cleaned_data["money"]) is None else f"{money:.2f}"}
    words = {True: _("Yes"), False: _("No")}
    lines = [(form.fields[name].label, there) for name, there in now.items() if there != sent[name]]
    return [{"label": label, "value": words.get(there, there)} for label, there in lines]


@require_http_methods(["GET", "POST"])
def step_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    day = get_object_or_404(ReleaseDay.objects.visible_to(request.user).select_related("person__user"), pk=pk)
    if not may(request.user, Permission.RELEASE_DAY_EDIT, day):
        raise PermissionDenied
    days = [(n, date_format(date, "l j F")) for n, date in enumerate(day.days)]
    form = StepForm(request.POST or None, days=days)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_step(
                day,
                key=given["key"],
                starts_at=moment(day.days[given["day"]], given["at"]),
                minutes=given["minutes"],
                fields=form.step(),
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("release-days:for-person", pk=day.person_id)
    return page(request, "step_form", day.person, form=form, day=day)


@require_POST
def step_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    step = get_object_or_404(ReleaseStep.objects.visible_to(request.user).select_related("release_day"), pk=pk)
    person = step.release_day.person_id
    actions.drop_step(step, by=request.user)
    return redirect("release-days:for-person", pk=person)
