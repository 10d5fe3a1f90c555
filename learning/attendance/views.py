"""Classes and registers, for staff."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.csv_input import BadFileError
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.tables import Table
from learning.attendance import actions
from learning.attendance.forms import FileForm, PeopleForm, RegisterForm
from learning.attendance.importer import read_register
from learning.attendance.list_kinds import REGISTER
from learning.attendance.marks import counting
from learning.attendance.models import CancelledSession, ClassPlace, OwnWord, RegisterMark, TaughtClass
from learning.lists.kinds import offer

#: Sessions that a class shows, the newest first.
SESSIONS = 8
#: Sessions that are to come.
COMING = 4


def class_of(request: HttpRequest, pk: UUID) -> TaughtClass:
    rows = TaughtClass.objects.within(request.user, Permission.LEARNING_ASSIGN).with_days()
    found: TaughtClass = get_object_or_404(rows, pk=pk)
    return found


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A class: its sessions with their registers, who is in it, and the form that puts people in."""
    taught = class_of(request, pk)
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
    record(request.user, "class.viewed", taught, subjects=[place.person_id for place in places])
    page = {"taught": taught, "places": places, "sessions": _sessions(request, taught), "form": form}
    return render(request, "learning/attendance/class.html", page)


def _sessions(request: HttpRequest, taught: TaughtClass) -> list[dict[str, Any]]:
    """The next sessions and the last ones, the newest first: with a register, without, or cancelled."""
    today = clock.today()
    days = [*reversed(taught.days_after(today, COMING)), *taught.days_before(today, SESSIONS)]
    marks = RegisterMark.objects.visible_to(request.user).filter(taught_class=taught, on__in=days)
    taken = set(marks.order_by().values_list("on", flat=True).distinct())
    standing = CancelledSession.objects.within(request.user, Permission.LEARNING_ASSIGN).standing()
    cancelled = {one.on: one for one in standing.filter(taught_class=taught, on__in=days)}
    now = clock.now()
    return [
        {
            "on": day,
            "is_taken": day in taken,
            "is_coming": taught.starts_at(day) > now,
            "cancelled": cancelled.get(day),
        }
        for day in days
    ]


def _places(request: HttpRequest, taught: TaughtClass) -> Any:
    return ClassPlace.objects.within(request.user, Permission.LEARNING_ASSIGN).filter(taught_class=taught).by_name()


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
    taught, day = class_of(request, pk), day_of(on)
    if not taught.meets_on(day):
        raise Http404
    marks = RegisterMark.objects.visible_to(request.user).filter(taught_class=taught, on=day)
    was = {mark.person: mark.outcome for mark in counting(marks)}
    there = ClassPlace.objects.within(request.user, Permission.LEARNING_ASSIGN)
    people = list({one.person_id: one.person for one in there.on_register(taught, day, list(was)).by_name()}.values())
    is_file = "file" in request.FILES or request.POST.get("kind") == "file"
    form = RegisterForm(request.POST if request.method == "POST" and not is_file else None, people=people, was=was)
    upload = FileForm(request.POST or None, request.FILES or None) if is_file else FileForm()
    sent, problems = upload if is_file else form, []
    if sent.is_valid():
        try:
            outcomes = _from_file(upload, people) if is_file else form.outcomes
            actions.take_register(taught, key=sent.cleaned_data["key"], on=day, outcomes=outcomes, by=request.user)
        except BadFileError as error:
            problems = error.problems
            upload.add_error("file", _("Nothing was taken in. The list below says what to put right."))
        except DomainError as error:
            sent.add_error(None, str(error))
        else:
            messages.success(request, _("The register is saved."))
            return redirect(taught)
    page = {"form": sent, "register": form, "upload": upload, "problems": problems}
    return _register_page(request, taught, day, {**page, "is_taken": bool(was), "people": people})


def _register_page(request: HttpRequest, taught: TaughtClass, day: date, page: dict[str, Any]) -> HttpResponse:
    words = list(OwnWord.objects.visible_to(request.user).filter(taught_class=taught, on=day).select_related("person"))
    shown = {person.pk for person in page["people"]} | {word.person_id for word in words}
    record(request.user, "class.viewed", taught, subjects=shown)
    standing = CancelledSession.objects.within(request.user, Permission.LEARNING_ASSIGN).standing()
    wanted = {"class": str(taught.pk), "on": str(day)}
    if page["is_taken"]:
        found = REGISTER.build(request.user, wanted)
        page["table"] = Table(found.title, found.columns, found.cells)
    page |= {"taught": taught, "on": day, "words": words, "starts": taught.starts_at(day)}
    page |= {
        "cancelled": standing.filter(taught_class=taught, on=day).first(),
        "is_coming": taught.starts_at(day) > clock.now(),
        "offer": offer(REGISTER, wanted) if page["people"] else None,
    }
    status = 400 if page["problems"] else 200
    return render(request, "learning/attendance/register.html", page, status=status)


def _from_file(upload: FileForm, people: list[Person]) -> dict[UUID, str]:
    told = read_register(upload.cleaned_data["file"].read())
    keys = {person.prison_number: person.pk for person in people}
    if missing := sorted(set(told) - set(keys)):
        raise DomainError(_("Not in this class: %(numbers)s") % {"numbers": ", ".join(missing)})
    return {keys[number]: outcome for number, outcome in told.items()}


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
