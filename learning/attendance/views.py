"""Classes and registers, for staff."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission, places_for
from justice_portal.audit.log import record
from justice_portal.csv_input import BadFileError
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from learning.attendance import actions
from learning.attendance.forms import ClassForm, FileForm, PeopleForm, RegisterForm
from learning.attendance.importer import read_register
from learning.attendance.marks import counting
from learning.attendance.models import ClassPlace, OwnWord, RegisterMark, TaughtClass

#: Sessions that a class shows, the newest first.
SESSIONS = 8


def _only_teachers(request: HttpRequest) -> None:
    if not request.user.holds(Permission.LEARNING_ASSIGN):
        raise Http404


def _class(request: HttpRequest, pk: UUID) -> TaughtClass:
    rows = TaughtClass.objects.within(request.user, Permission.LEARNING_ASSIGN).select_related("establishment")
    found: TaughtClass = get_object_or_404(rows, pk=pk)
    return found


@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """The timetable."""
    _only_teachers(request)
    rows = TaughtClass.objects.within(request.user, Permission.LEARNING_ASSIGN).running()
    can_add = places_for(request.user, Permission.LEARNING_ASSIGN).exists()
    page = {"classes": list(rows.select_related("establishment")), "can_add": can_add}
    return render(request, "learning/attendance/classes.html", page)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    if not places_for(request.user, Permission.LEARNING_ASSIGN).exists():
        raise Http404
    form = ClassForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = {**form.cleaned_data}
        made = actions.make_class(given.pop("place"), **given, by=request.user)
        return redirect(made)
    return render(request, "learning/attendance/add.html", {"form": form})


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A class: its sessions with their registers, who is in it, and the form that puts people in."""
    taught = _class(request, pk)
    form = PeopleForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            count = actions.add_people(taught, people=form.cleaned_data["numbers"], by=request.user)
        except DomainError as error:
            form.add_error("numbers", str(error))
        else:
            words = ngettext("%(n)s person is new in the class.", "%(n)s people are new in the class.", count)
            messages.success(request, words % {"n": count})
            return redirect(taught)
    places = list(_places(request, taught).live())
    days = taught.days_before(clock.today(), SESSIONS)
    taken = RegisterMark.objects.visible_to(request.user).filter(taught_class=taught, on__in=days)
    taken_on = set(taken.order_by().values_list("on", flat=True).distinct())
    record(request.user, "class.viewed", taught, subjects=[place.person_id for place in places])
    sessions = [{"on": day, "is_taken": day in taken_on} for day in days]
    page = {"taught": taught, "places": places, "sessions": sessions, "form": form}
    return render(request, "learning/attendance/class.html", page)


def _places(request: HttpRequest, taught: TaughtClass) -> Any:
    rows = ClassPlace.objects.within(request.user, Permission.LEARNING_ASSIGN).filter(taught_class=taught)
    return rows.select_related("person").order_by("person__family_name", "person__given_name", "person")


@require_POST
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = get_object_or_404(
        ClassPlace.objects.within(request.user, Permission.LEARNING_ASSIGN).select_related("taught_class"), pk=pk
    )
    actions.end_place(place, by=request.user)
    return redirect(place.taught_class)


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, pk: UUID, on: str) -> HttpResponse:
    """The register of one session: everybody in one form, or as a file."""
    taught, day = _class(request, pk), _day(on)
    if not taught.meets_on(day):
        raise Http404
    people = [place.person for place in _places(request, taught).live().filter(joined_on__lte=day)]
    marks = RegisterMark.objects.visible_to(request.user).filter(taught_class=taught, on=day)
    was = {mark.person: mark.outcome for mark in counting(marks)}
    is_file = "file" in request.FILES or request.POST.get("kind") == "file"
    form = RegisterForm(request.POST if request.method == "POST" and not is_file else None, people=people, was=was)
    upload = FileForm(request.POST or None, request.FILES or None) if is_file else FileForm()
    problems: list[Any] = []
    if (upload if is_file else form).is_valid():
        try:
            if is_file:
                outcomes, key = _from_file(upload, people), upload.cleaned_data["key"]
            else:
                outcomes, key = form.outcomes, form.cleaned_data["key"]
            actions.take_register(taught, key=key, on=day, outcomes=outcomes, by=request.user)
        except BadFileError as error:
            problems = error.problems
            upload.add_error("file", _("Nothing was taken in. The list below says what to put right."))
        except DomainError as error:
            (upload if is_file else form).add_error(None, str(error))
        else:
            messages.success(request, _("The register is saved."))
            return redirect(taught)
    record(request.user, "class.viewed", taught, subjects=[person.pk for person in people])
    words = OwnWord.objects.visible_to(request.user).filter(taught_class=taught, on=day).select_related("person")
    page = {"taught": taught, "on": day, "form": upload if is_file else form, "register": form, "upload": upload}
    page |= {"problems": problems, "words": list(words), "is_taken": bool(was)}
    return render(request, "learning/attendance/register.html", page, status=400 if problems else 200)


def _from_file(upload: FileForm, people: list[Person]) -> dict[UUID, str]:
    told = read_register(upload.cleaned_data["file"].read())
    keys = {person.prison_number: person.pk for person in people}
    if missing := sorted(set(told) - set(keys)):
        raise DomainError(_("Not in this class: %(numbers)s") % {"numbers": ", ".join(missing)})
    return {keys[number]: outcome for number, outcome in told.items()}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
