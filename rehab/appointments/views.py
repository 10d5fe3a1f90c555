"""What is next for the person, one appointment, and what happened with it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.downloads import as_download
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.people import tabs
from justice_portal.people.models import Person
from rehab.appointments import actions
from rehab.appointments.also import also_of
from rehab.appointments.calendar_file import as_calendar
from rehab.appointments.forms import ReplyForm, StaffReplyForm
from rehab.appointments.models import Appointment, Reminder, ReminderChoice
from rehab.appointments.moving.models import MoveAsked
from rehab.appointments.words import dress

TAB = "appointments:for-person"
#: So many of what was are on the page; the copy of the record has all.
MOST_PAST, MOST_NEXT = 20, 30


def own_person(request: HttpRequest) -> Person:
    person = Person.objects.within(request.user, Permission.APPOINTMENT_REPLY).filter(user=request.user).first()
    if person is None:
        raise Http404
    return person


def found(request: HttpRequest, pk: UUID) -> Appointment:
    """The appointment, for the person or for staff: a mentor sees theirs on a page of their own."""
    rows = Appointment.objects.visible_to(request.user).exclude(mentor=request.user)
    return get_object_or_404(rows.for_page().select_related("person__user", "asked_by", "replied_by"), pk=pk)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What is next, what waits for the person's word, and what was."""
    person = own_person(request)
    rows = Appointment.objects.visible_to(request.user).filter(person=person).for_page()
    coming = [dress(one, own=True) for one in rows.to_come()[:MOST_NEXT]]
    shown = {one.pk for one in coming}
    past = [dress(one, own=True) for one in rows.exclude(pk__in=shown)[:MOST_PAST]]
    choice = ReminderChoice.objects.visible_to(request.user).filter(person=person).first()
    context = {
        "coming": coming,
        "also": also_of(request.user, person),
        "waiting": [one for one in past if one.may_reply],
        "past": [one for one in past if not one.may_reply],
        "wants": choice is None or choice.wants,
        "is_out": person.place == Person.Place.COMMUNITY,
    }
    return render(request, "rehab/appointments/mine.html", context)


@require_safe
def appointment(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = found(request, pk)
    own = meeting.person.user_id == request.user.pk
    dress(meeting, own=own)
    seen(request.user, meeting)
    context = {"own": own, "meeting": meeting, "person": meeting.person, "is_out": _is_out(meeting.person)}
    context["can_book"] = False
    context["hours"] = []
    context["moves"] = list(
        MoveAsked.objects.visible_to(request.user).filter(appointment=meeting).select_related("answered_by")
    )
    context["has_open_move"] = any(one.is_open for one in context["moves"])
    if meeting.place:
        context["hours"] = meeting.place.hours_on(meeting.starts_at.astimezone(clock.LONDON).date())
    if not own:
        record(request.user, "appointment.viewed", meeting)
        reminders = Reminder.objects.visible_to(request.user).filter(appointment=meeting)
        can_book = may(request.user, Permission.APPOINTMENT_BOOK, meeting)
        context |= {"can_book": can_book, "reminders": reminders, **tabs.head(request.user, meeting.person, TAB)}
    return render(request, "rehab/appointments/appointment.html", context)


def _is_out(person: Person) -> bool:
    return person.place == Person.Place.COMMUNITY


@require_safe
def calendar_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The appointment for the calendar of a phone."""
    meeting = found(request, pk)
    address = settings.SITE_URL + meeting.get_absolute_url()
    record(request.user, "appointment.viewed", meeting)
    response = HttpResponse(as_calendar(meeting, address=address), content_type="text/calendar; charset=utf-8")
    return as_download(response, title=str(_("Appointment")), suffix=".ics")


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What happened? The person's own page; staff write down here what they were told."""
    meeting = found(request, pk)
    own = meeting.person.user_id == request.user.pk
    if not may(request.user, Permission.APPOINTMENT_REPLY, meeting):
        raise PermissionDenied
    if not meeting.may_reply and request.method == "GET":
        return redirect(meeting)
    form = (ReplyForm if own else StaffReplyForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        how = Appointment.Means.PORTAL if own else form.cleaned_data["how"]
        said = {"answer": form.cleaned_data["answer"], "words": form.cleaned_data["words"], "how": how}
        try:
            actions.reply(meeting, **said, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            if own:
                messages.success(request, _("Sent. Thank you. Your officer will read it, and you will hear from them."))
            return redirect(meeting)
    head = {} if own else tabs.head(request.user, meeting.person, TAB)
    context = {"own": own, "meeting": dress(meeting, own=own), "person": meeting.person, "form": form, **head}
    return render(request, "rehab/appointments/reply.html", context)


@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """Turn reminders on one's own phone on or off."""
    wants = request.POST.get("wants") == "1"
    actions.choose_reminders(own_person(request), wants=wants, by=request.user)
    messages.success(request, _("Saved. We will remind you.") if wants else _("Saved. We will not text you."))
    return redirect("appointments:mine")
