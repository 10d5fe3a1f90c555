"""Pages about checking itself: decisions drawn by lot, and the board of figures for staff and for people."""

from uuid import UUID

from django.contrib import messages as banners
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission, places_for
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people.models import Person
from mentoring.matching.models import Match
from mentoring.messages.held.models import Hold
from mentoring.messages.photos.models import MessagePhoto
from mentoring.moderation import actions
from mentoring.moderation.figures import FEWEST, WEEKS, board_of, now_in
from mentoring.moderation.forms import RecheckForm
from mentoring.moderation.models import Recheck
from mentoring.monitoring.models import policy_of

A_PAGE = 50
A_PAGE_OF_PLACES = 5


@require_safe
def rechecks(request: HttpRequest) -> HttpResponse:
    """Decisions drawn by lot that wait for another moderator, the oldest first."""
    if not request.user.holds(Permission.MESSAGE_MODERATE):
        raise PermissionDenied
    rows = list(_rechecks(request).waiting().order_by("drawn_at", "pk")[:A_PAGE])
    subjects = {one.hold.message.thread.person_id for one in rows}
    record(request.user, "moderation.recheck_viewed", Recheck, subjects=sorted(subjects))
    return render(request, "mentoring/moderation/rechecks.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def recheck(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them: the words, what was found, what was decided and why."""
    found = get_object_or_404(_rechecks(request), pk=pk)
    form = RecheckForm(request.POST or None)
    if form.is_valid():
        try:
            actions.check_again(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            banners.success(request, _("Saved. Thank you for looking again."))
            return redirect("moderation:rechecks")
    photos = MessagePhoto.objects.within(request.user, Permission.MESSAGE_MODERATE)
    photo = photos.filter(message=found.hold.message_id).first()
    record(request.user, "moderation.recheck_viewed", found, subjects=[found.hold.message.thread.person_id])
    return render(request, "mentoring/moderation/recheck.html", {"recheck": found, "form": form, "photo": photo})


def _rechecks(request: HttpRequest) -> object:
    rows = Recheck.objects.visible_to(request.user)
    return rows.select_related("hold__message__thread", "hold__made_in")


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Staff: how checking goes in each of their prisons, and what waits there now."""
    if not request.user.holds(Permission.MESSAGE_MODERATE):
        raise PermissionDenied
    paging = paged(
        places_for(request.user, Permission.MESSAGE_MODERATE).order_by("name"), request.GET, A_PAGE_OF_PLACES
    )
    rows = [(place, board_of(place.pk), now_in(place.pk), policy_of(place.pk)) for place in paging.rows]
    record(request.user, "moderation.board_viewed", Hold, subjects=[])
    context = {"rows": rows, "paging": paging, "weeks": WEEKS}
    return render(request, "mentoring/moderation/board.html", context)


@require_safe
def checking(request: HttpRequest) -> HttpResponse:
    """For the two who write: the same figures of their prison, and what their choices are."""
    if not request.user.holds(Permission.MESSAGE_VIEW):
        raise PermissionDenied
    place = _place_of(request)
    context = {"weeks": WEEKS, "fewest": FEWEST}
    if place:
        context |= {"board": board_of(place), "policy": policy_of(place)}
    return render(request, "mentoring/moderation/checking.html", context)


def _place_of(request: HttpRequest) -> UUID | None:
    """Where the reader's messages are checked: their own prison, else the one that made their match."""
    person = (
        Person.objects.visible_to(request.user)
        .filter(user=request.user.pk)
        .values_list("establishment", flat=True)
        .first()
    )
    match = Match.objects.visible_to(request.user).order_by("-proposed_at")
    return person or match.values_list("made_in", flat=True).first()
