"""My classes, for the person."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from learning.attendance import actions
from learning.attendance.figures import streak
from learning.attendance.forms import WordForm
from learning.attendance.marks import counting
from learning.attendance.models import CAME, COULD_NOT, CancelledSession, ClassPlace, Outcome, OwnWord, RegisterMark

#: Sessions that the page looks back on.
SHOWN = 12
#: So long a session that was not on is still told.
LOOKS_BACK = timedelta(days=14)


def _me(request: HttpRequest) -> Person:
    found: Person = get_object_or_404(Person.objects.within(request.user, Permission.LEARNING_DO), user=request.user)
    return found


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The classes I am in, how many times in a row I came, and what the register says of me."""
    me = _me(request)
    places = list(_places(request, me))
    titles = {place.taught_class_id: place.taught_class for place in places}
    counted = sorted(counting(RegisterMark.objects.visible_to(request.user).filter(person=me)), key=lambda one: one.on)
    words = OwnWord.objects.visible_to(request.user).filter(person=me).order_by("said_at")
    said = {(word.taught_class_id, word.on): word.text for word in words}
    lines = [
        {
            "taught": titles.get(one.taught_class),
            "on": one.on,
            "outcome": Outcome(one.outcome).label,
            "kind": "good" if one.outcome in CAME else "info" if one.outcome in COULD_NOT else "none",
            "can_say": one.outcome not in CAME,
            "word": said.get((one.taught_class, one.on)),
        }
        for one in counted[: -SHOWN - 1 : -1]
        if one.taught_class in titles
    ]
    here = [place for place in places if place.left_on is None and not place.taught_class.is_over]
    since = clock.today() - LOOKS_BACK
    gone = CancelledSession.objects.visible_to(request.user).standing().filter(on__gte=since)
    cancelled = gone.filter(taught_class__in=[place.taught_class_id for place in here]).select_related("taught_class")
    page = {"places": here, "lines": lines, "streak": streak(counted), "cancelled": cancelled}
    return render(request, "learning/attendance/mine.html", page)


def _places(request: HttpRequest, me: Person) -> QuerySet[ClassPlace]:
    rows = ClassPlace.objects.visible_to(request.user).filter(person=me).select_related("taught_class")
    return rows.prefetch_related("taught_class__meetings")


@require_http_methods(["GET", "POST"])
def word(request: HttpRequest, pk: UUID, on: str) -> HttpResponse:
    """Say what happened on a day that I did not come."""
    me = _me(request)
    place = (
        ClassPlace.objects.visible_to(request.user)
        .filter(person=me, taught_class=pk)
        .select_related("taught_class")
        .first()
    )
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise Http404 from None
    if place is None:
        raise Http404
    form = WordForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_word(me, taught=place.taught_class, on=day, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your words are saved. Your tutor can read them."))
            return redirect("attendance:mine")
    return render(request, "learning/attendance/word.html", {"form": form, "taught": place.taught_class, "on": day})
