"""The timetable: classes made, changed, ended, and sessions that are not on."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, places_for
from justice_portal.errors import DomainError
from learning.attendance import actions_timetable as actions
from learning.attendance.forms import CancelForm, ClassForm, EndForm
from learning.attendance.models import CancelledSession, TaughtClass
from learning.attendance.views import class_of, day_of

#: Classes that are over stay on the page of classes, the newest first.
MOST_OVER = 20


@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """The timetable, the groups, and what is over."""
    if not request.user.holds(Permission.LEARNING_ASSIGN):
        raise Http404
    mine = TaughtClass.objects.within(request.user, Permission.LEARNING_ASSIGN)
    running = list(mine.running().with_days())
    timetable = [one for one in running if not one.is_group]
    timetable.sort(key=lambda one: (one.timetable[0].weekday, one.timetable[0].starts))
    over = mine.over().select_related("establishment").order_by("-until_on")[:MOST_OVER]
    page = {"classes": timetable, "groups": [one for one in running if one.is_group], "over": list(over)}
    page["can_add"] = places_for(request.user, Permission.LEARNING_ASSIGN).exists()
    return render(request, "learning/attendance/classes.html", page)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    if not places_for(request.user, Permission.LEARNING_ASSIGN).exists():
        raise Http404
    form = ClassForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("key", "title", "room")}
        try:
            made = actions.make_class(form.cleaned_data["place"], **given, meetings=form.meetings, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(made)
    return render(request, "learning/attendance/add.html", {"form": form, "taught": None})


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another name, another room, other days."""
    taught = class_of(request, pk)
    form = ClassForm(request.POST or None, user=request.user, taught=taught)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("version", "title", "room")}
        try:
            actions.change_class(taught, **given, meetings=form.meetings, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
            form.data = form.data.copy()
            form.data["version"] = str(taught.version)  # sent once more, it is what counts
        else:
            messages.success(request, _("The class is changed. Who is in it was told of new days or times."))
            return redirect(taught)
    return render(request, "learning/attendance/add.html", {"form": form, "taught": taught})


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The last day of a class."""
    taught = class_of(request, pk)
    form = EndForm(request.POST or None, initial={"last_on": taught.until_on} if taught.until_on else None)
    if form.is_valid():
        try:
            actions.end_class(taught, last_on=form.cleaned_data["last_on"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The last day is set. Who is in the class was told."))
            return redirect(taught)
    return render(request, "learning/attendance/end.html", {"form": form, "taught": taught})


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: UUID, on: str) -> HttpResponse:
    """Say that a session is not on, and why."""
    taught, day = class_of(request, pk), day_of(on)
    if not taught.meets_on(day):
        raise Http404
    form = CancelForm(request.POST or None)
    if form.is_valid():
        try:
            actions.cancel_session(taught, on=day, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is cancelled. Who is in the class was told. It counts against nobody."))
            return redirect(taught)
    return render(request, "learning/attendance/cancel.html", {"form": form, "taught": taught, "on": day})


@require_POST
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = CancelledSession.objects.within(request.user, Permission.LEARNING_ASSIGN).select_related("taught_class")
    cancelled = get_object_or_404(rows, pk=pk)
    actions.restore_session(cancelled, by=request.user)
    messages.success(request, _("It is on after all. Who is in the class was told."))
    return redirect(cancelled.taught_class)
