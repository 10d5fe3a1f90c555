"""Goals of the two, and reviews. From proposal to ending is in mentoring/matching/actions.py."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.states import move
from mentoring.matching.models import Match
from mentoring.matching.running.models import MatchGoal, MatchReview
from rehab.care.concern import hear


@action(needs=Permission.MESSAGE_SEND)
def ask_goal(match: Match, *, key: UUID, goal: str, by: Any) -> MatchGoal:
    """One of the two would like to work on this; the other says yes or not now."""
    if done := MatchGoal.objects.filter(pk=key, match=match).first():
        return done
    _must_run(match)
    try:
        with transaction.atomic():
            made = MatchGoal.objects.create(pk=key, match=match, goal=goal, asked_by=by)
    except IntegrityError:
        raise DomainError(_("You have this goal already.")) from None
    record(by, "matching.goal_asked", made, goal=goal)
    return made


@action(needs=Permission.MESSAGE_SEND)
def move_goal(goal: MatchGoal, *, to: str, by: Any) -> MatchGoal:
    """Say yes to a goal, or that it is done, or not now. Who asked for it does not say the yes."""
    if goal.status == to:
        return goal
    _must_run(goal.match)
    if to == MatchGoal.Status.AGREED and goal.asked_by_id == by.pk:
        raise DomainError(_("The other one of you says yes to this."))
    move(goal, to, moved_at=clock.now(), moved_by_id=by.pk)
    record(by, "matching.goal_moved", goal, goal=goal.goal, to=to)
    return goal


@action(needs=Permission.MESSAGE_SEND)
def say_in_review(review: MatchReview, *, words: str, by: Any) -> MatchReview:
    """One of the two says how it goes, for staff. They can say it anew until the review is held."""
    side = "mentor" if by.pk == review.match.mentor_id else "person"
    said = {f"{side}_words": words, f"{side}_said_at": clock.now()}
    if not MatchReview.objects.filter(pk=review.pk, held_at=None).update(**said):
        raise DomainError(_("This review is over. Write a message to staff instead."))
    review.refresh_from_db()
    record(by, "matching.review_said", review, side=side)
    if side == "mentor":
        hear(review.match.person_id, words, about=review, by=by)
    return review


@action(needs=Permission.MATCH_MANAGE)
def hold_review(review: MatchReview, *, outcome: str, summary: str, by: Any) -> MatchReview:
    """Staff read what both said, and write what comes of it. The person reads the summary."""
    held = {"outcome": outcome, "summary": summary, "held_at": clock.now(), "held_by_id": by.pk}
    if not MatchReview.objects.filter(pk=review.pk, held_at=None).update(**held):
        review.refresh_from_db()
        if (review.outcome, review.summary) == (outcome, summary):
            return review
        raise DomainError(_("This review was held already."))
    review.refresh_from_db()
    record(by, "matching.review_held", review, outcome=outcome)
    notify(review.match.person.user, "matching.review_held")
    return review


@action(needs=Permission.MATCH_MANAGE)
def remind_of_review(review: MatchReview, *, by: Any) -> MatchReview:
    """Tell both, and the manager who brought them together, that a review is near: once."""
    if not MatchReview.objects.due().filter(pk=review.pk, told_at=None).update(told_at=clock.now()):
        return review
    match = review.match
    notify(match.person.user, "matching.review_near")
    notify(match.mentor, "matching.mentor_review_near")
    notify(match.started_by, "matching.review_due", about=review)
    record(by, "matching.review_told", review, kind=review.kind)
    return review


def _must_run(match: Match) -> None:
    if not match.is_active:
        raise DomainError(_("Your mentoring is on a break or has ended."))
