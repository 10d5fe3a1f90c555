"""One session, as the person, their mentor or staff see it; the person's list; and the list of a match for staff."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.calendar_file import Event, as_file
from justice_portal.downloads import as_download
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.people.models import Person
from mentoring.matching.models import Match
from mentoring.sessions import actions
from mentoring.sessions.forms import BookForm, MoodForm, OffForm, OutcomeForm
from mentoring.sessions.models import MentoringSession
from mentoring.sessions.openings import openings, why_not
from mentoring.sessions.video import link_of
from mentoring.sessions.words import dress

TAB = "matching:person"
A_PAGE, MOST_PAST = 50, 12
WHERE = ("person__establishment", "person__cell", "person__delivery_unit", "person__user")
Status, Note = MentoringSession.Status, MentoringSession.Note


def found(request: HttpRequest, pk: UUID, permission: Permission | None = None) -> MentoringSession:
    """The session, with whose page it is; as far as the reader holds the permission over it."""
    rows = MentoringSession.objects.visible_to(request.user)
    one: MentoringSession = get_object_or_404(rows.for_page().select_related(*WHERE, "match__thread"), pk=pk)
    if permission and not may(request.user, permission, one):
        raise PermissionDenied
    own, is_mentor = one.person.user_id == request.user.pk, one.mentor_id == request.user.pk
    one.own, one.is_mentor = own, is_mentor
    return dress(one, own=own, is_mentor=is_mentor)


def frame(request: HttpRequest, one: MentoringSession) -> dict[str, Any]:
    """What each page of a session has: the head of the person's record stands on those of staff. A row says who looked."""
    if not one.own:
        record(request.user, "sessions.viewed", one)
    is_staff = not (one.own or one.is_mentor)
    head = tabs.head(request.user, one.person, TAB) if is_staff else {}
    return {"one": one, "person": one.person, "is_staff": is_staff, **head}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The person: what is next, how it was, and what was."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.MENTOR_ASK), user=request.user)
    rows = MentoringSession.objects.visible_to(request.user).filter(person=person).for_page()
    coming = [dress(one, own=True) for one in rows.to_come()[:A_PAGE]]
    past = rows.exclude(pk__in=[one.pk for one in coming])[:MOST_PAST]
    running = Match.objects.within(request.user, Permission.MENTOR_ASK).filter(person=person)
    context = {
        "coming": coming,
        "past": [dress(one, own=True) for one in past],
        "matches": running.filter(status=Match.Status.ACTIVE).select_related("mentor__mentor"),
    }
    return render(request, "mentoring/sessions/mine.html", context)


@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The times that the two of a match can have: the person, the mentor or staff pick one."""
    matches = Match.objects.visible_to(request.user).exclude(status=Match.Status.PROPOSED)
    match: Match = get_object_or_404(matches.select_related("mentor__mentor", *WHERE), pk=pk)
    if not may(request.user, Permission.SESSION_BOOK, match):
        raise PermissionDenied
    own, is_mentor = match.person.user_id == request.user.pk, match.mentor_id == request.user.pk
    mentor = match.mentor.mentor
    why = why_not(match, mentor)
    times = [] if why else openings(match, mentor)
    form = BookForm(request.POST or None, times=times)
    if form.is_valid():
        try:
            made = actions.book_session(match, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Booked. You both get a notice the day before."))
            return redirect(made)
    is_staff = not (own or is_mentor)
    head = tabs.head(request.user, match.person, TAB) if is_staff else {}
    if not own:
        record(request.user, "sessions.listed", match.person)
    context = {
        "match": match, "person": match.person, "form": form, "times": times, "why": why, "is_staff": is_staff,
        "own": own, "name": mentor.called if own else match.person.called, **head,
    }  # fmt: skip
    return render(request, "mentoring/sessions/book.html", context)


@require_safe
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _one(request, found(request, pk))


def _one(request: HttpRequest, this: MentoringSession, *, status: int = 200, form: Any = None) -> HttpResponse:
    seen(request.user, this)
    can_book = may(request.user, Permission.SESSION_BOOK, this)
    context = {
        **frame(request, this),
        "link": link_of(this),
        "can_book": can_book,
        # A tablet of a prison has no calendar of one's own to put it in.
        "can_save": not this.own or this.person.place == Person.Place.COMMUNITY,
        "can_decide": this.note_state == Note.HELD and may(request.user, Permission.MATCH_MANAGE, this),
        "mood_form": form or MoodForm(initial={"mood": this.mood}),
        "form": form,
    }
    return render(request, "mentoring/sessions/one.html", context, status=status)


@require_http_methods(["GET", "POST"])
def off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call it off: the two just say so, staff say why."""
    this = found(request, pk, Permission.SESSION_BOOK)
    is_staff = not (this.own or this.is_mentor)
    form = OffForm(request.POST or None) if is_staff else None
    if request.method == "POST" and (form is None or form.is_valid()):
        why = form.cleaned_data["why"] if form else ""
        actions.call_off(this, why=why, by=request.user)
        messages.success(request, _("It is off. The other one of you is told."))
        return redirect(this)
    return render(request, "mentoring/sessions/off.html", {**frame(request, this), "form": form})


@require_http_methods(["GET", "POST"])
def outcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What came of it: the mentor or staff."""
    this = found(request, pk, Permission.SESSION_BOOK)
    if this.own:
        raise Http404
    form = OutcomeForm(request.POST or None)
    if form.is_valid():
        try:
            actions.say_outcome(this, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            is_held = this.note_state == Note.HELD
            messages.success(request, _("Saved. Staff read your words first.") if is_held else _("Saved."))
            return redirect(this)
    return render(request, "mentoring/sessions/outcome.html", {**frame(request, this), "form": form})


@require_POST
def mood(request: HttpRequest, pk: UUID) -> HttpResponse:
    this, form = found(request, pk, Permission.MENTOR_ASK), MoodForm(request.POST)
    if not form.is_valid():
        return _one(request, this, status=400, form=form)
    actions.say_mood(this, mood=form.cleaned_data["mood"], by=request.user)
    messages.success(request, _("Thank you. Staff read it."))
    return redirect(this)


@require_POST
def note(request: HttpRequest, pk: UUID, state: str) -> HttpResponse:
    if state not in {Note.SHARED, Note.KEPT}:
        raise Http404
    this = found(request, pk, Permission.MATCH_MANAGE)
    actions.decide_note(this, state=state, by=request.user)
    messages.success(request, _("Saved."))
    return redirect(this)


@require_safe
def calendar_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the calendar of a phone."""
    this = found(request, pk)
    address = settings.SITE_URL + this.get_absolute_url()
    record(request.user, "sessions.viewed", this)
    event = Event(
        key=this.pk, starts_at=this.starts_at, ends_at=this.ends_at, made_at=this.booked_at, address=address,
        version=2 if this.status == Status.CANCELLED else 1, is_off=this.status == Status.CANCELLED,
    )  # fmt: skip
    response = HttpResponse(as_file(event), content_type="text/calendar; charset=utf-8")
    return as_download(response, title=_("Appointment"), suffix=".ics")


@require_safe
def of_match(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff: the sessions of a match, the newest first."""
    matches = Match.objects.visible_to(request.user).exclude(mentor=request.user).exclude(person__user=request.user)
    match = get_object_or_404(matches.select_related("mentor__mentor", *WHERE), pk=pk)
    rows = MentoringSession.objects.visible_to(request.user).filter(match=match).for_page()
    paging = paged(rows, request.GET, A_PAGE)
    shown = [dress(one, own=False) for one in paging.rows]
    record(request.user, "sessions.listed", match.person)
    context = {
        "match": match,
        "person": match.person,
        "paging": paging,
        "shown": shown,
        "can_book": match.is_active and may(request.user, Permission.SESSION_BOOK, match),
        **tabs.head(request.user, match.person, TAB),
    }
    return render(request, "mentoring/sessions/of_match.html", context)
