"""The supervisor's desk and the mentor's desk: what needs me, in order, with the reason in words."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.paging import paged
from mentoring.desks.figures import SOON, quiet, reasons, with_needs
from mentoring.matching.choosing.models import Wish
from mentoring.matching.models import Match
from mentoring.matching.running.models import MatchReview
from mentoring.mentors.applying.models import MentorApplication
from mentoring.mentors.file.figures import steps
from mentoring.mentors.file.models import MentorHours
from mentoring.mentors.models import Mentor
from mentoring.messages.conversation import count_unread
from mentoring.sessions.models import FreeHour, MentoringSession
from mentoring.sessions.views_keep import own_mentor
from mentoring.sessions.words import dress

A_PAGE, NEXT = 50, 5
Status, Says = Match.Status, Match.Says


@require_safe
def supervisor(request: HttpRequest) -> HttpResponse:
    """Whoever looks after mentors: those with something to do about them; for managers, also what waits in all."""
    user = request.user
    if not user.holds(Permission.MENTOR_SUPERVISE):
        raise PermissionDenied
    mine = Mentor.objects.within(user, Permission.MENTOR_SUPERVISE)
    paging = paged(with_needs(mine), request.GET, A_PAGE)
    record(user, "desks.supervisor_viewed", Mentor, count=len(paging.rows))
    context = {
        "paging": paging,
        "mentors": [{"mentor": one, "reasons": reasons(one)} for one in paging.rows],
        "all": mine.count(),
        "can_manage": user.holds(Permission.MATCH_MANAGE),
        "waits": _waits(user) if user.holds(Permission.MATCH_MANAGE) else {},
    }
    return render(request, "mentoring/desks/supervisor.html", context)


def _waits(user: Any) -> dict[str, Any]:
    """What waits for the managers of a place: how many of each, and how long the first of the line has."""
    wishes = Wish.objects.within(user, Permission.MATCH_MANAGE).waiting()
    hours = MentorHours.objects.within(user, Permission.MATCH_MANAGE)
    return {
        "people": wishes.count(),
        "longest": wishes.first(),
        "reviews": MatchReview.objects.within(user, Permission.MATCH_MANAGE).due().count(),
        "applications": MentorApplication.objects.within(user, Permission.MATCH_MANAGE).waiting().count(),
        "moved": Match.objects.within(user, Permission.MATCH_MANAGE).waits_after_move().count(),
        "costs": hours.filter(cost=MentorHours.Cost.ASKED).count(),
    }


@require_safe
def of_mentor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sessions of one mentor and their quiet matches, of the people whom the reader may see."""
    mine = Mentor.objects.within(request.user, Permission.MENTOR_SUPERVISE).select_related("user", "establishment")
    found = get_object_or_404(mine, pk=pk)
    rows = MentoringSession.objects.visible_to(request.user).filter(mentor=found.user_id).for_page()
    paging = paged(rows, request.GET, A_PAGE)
    still = Match.objects.visible_to(request.user).filter(pk__in=quiet().values("pk"), mentor=found.user_id)
    matches = list(still.select_related("person")[:A_PAGE])
    record(request.user, "sessions.listed", found, subjects=[one.person_id for one in [*paging.rows, *matches]])
    context = {
        "mentor": found,
        "paging": paging,
        "shown": [dress(one, own=False) for one in paging.rows],
        "quiet": matches,
    }
    return render(request, "mentoring/desks/of_mentor.html", context)


@require_safe
def mentor(request: HttpRequest) -> HttpResponse:
    """The mentor: what to do now, whom they see next, and their people."""
    taken_on = own_mentor(request)
    if taken_on is None:
        return render(request, "mentoring/file/nobody.html")
    user = request.user
    sessions = MentoringSession.objects.visible_to(user).filter(mentor=user).for_page()
    over = [dress(one, own=False, is_mentor=True) for one in sessions.without_outcome()[:A_PAGE]]
    coming = [dress(one, own=False, is_mentor=True) for one in sessions.to_come()[:NEXT]]
    matches = Match.objects.within(user, Permission.MENTOR_OWN).filter(mentor=user)
    people = list(matches.filter(status__in=[Status.ACTIVE, Status.PAUSED]).select_related("person", "thread")[:A_PAGE])
    asked = matches.filter(status=Status.PROPOSED, person_says=Says.YES, mentor_says=Says.WAITS)
    due = MatchReview.objects.within(user, Permission.MENTOR_OWN).due()
    record(user, "desks.mentor_viewed", Match, subjects=[one.person_id for one in [*people, *over, *coming]])
    context = {
        "mentor": taken_on,
        "over": over,
        "coming": coming,
        "people": people,
        "asked": asked.count(),
        "unread": count_unread(user),
        "to_say": due.filter(match__mentor=user, mentor_said_at=None).select_related("match__person")[:A_PAGE],
        "lacks": [step["label"] for step in steps(taken_on) if not step["is_good"]],
        "vetting_soon": taken_on.vetting_days_left <= SOON,
        "has_hours": FreeHour.objects.within(user, Permission.MENTOR_OWN).filter(mentor=taken_on).exists(),
        "thread_url": "mentoring:thread" if user.needs_second_factor else "messages:thread",
        "threads_url": "mentoring:desk" if user.needs_second_factor else "messages:list",
    }
    return render(request, "mentoring/desks/mentor.html", context)
