"""Planning the next review, holding it, putting it off.

Three promises: a deadline is never made earlier; one that is over is never extended; a move begins a window of its own.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.reviews.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.care.victims.words import refuse_from_staff
from rehab.reviews.figures import Window, window
from rehab.reviews.models import Review, ReviewDue, ReviewRule

Status = ReviewDue.Status
LATEST = timedelta(days=60)


@action(needs=Permission.REVIEW_EDIT)
def plan_review(person: Person, *, moved: bool = False, by: Any) -> ReviewDue | None:
    """Work out the next review again: after a change of dates, or (moved) a transfer or return. Safe to repeat."""
    person = Person.objects.locked(person)
    now = ReviewDue.objects.live().filter(person=person).first()
    today = clock.today()
    found = window(person, today, ReviewRule.objects.in_force(today), moved=moved)
    if found is None:
        if now:
            _stop(now, by)
        return None
    if now and now.is_late:
        return now  # over is over: nothing extends it
    if now and not moved:
        if found.due_on <= now.due_on:
            return now  # never earlier, and what is later already stays
        if now.rule == found.rule:
            return now  # the same rule on another day says nothing new
    if now and moved and now.rule == found.rule and now.made_in_id == person.establishment_id:
        return now  # the same arrival, told twice
    if now:
        move(now, Status.REPLACED)
    due = _planned(person, found)
    record(by, "reviews.planned", due, rule=due.rule, opens_on=due.opens_on, due_on=due.due_on)
    return due


@action(needs=Permission.REVIEW_EDIT)
def hold_review(person: Person, *, key: UUID, held_on: date, words: str, by: Any) -> Review:
    """Write down a review; the next one is planned from today. The form sent twice is one review."""
    person = Person.objects.locked(person)
    if done := Review.objects.filter(pk=key, person=person).first():
        return done
    today = clock.today()
    if held_on > today:
        raise DomainError(_("The day must be today or before."))
    if held_on < today - LATEST:
        raise DomainError(_("That is more than 60 days ago. Ask your manager to add it."))
    if Review.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    refuse_from_staff(person, by, words)
    now = ReviewDue.objects.live().filter(person=person).first()
    if now:
        move(now, Status.DONE)
    held = Review.objects.create(
        pk=key, person=person, due=now, held_on=held_on, words=words, added_by=by, made_in=person.establishment
    )
    found = window(person, today, ReviewRule.objects.in_force(today))
    then = _planned(person, found) if found else None
    was_due_on, next_on = now.due_on if now else None, then.due_on if then else None
    record(by, "reviews.held", held, held_on=held_on, was_due_on=was_due_on, next_due_on=next_on)
    return held


@action(needs=Permission.REVIEW_EDIT)
def put_off_review(due: ReviewDue, *, exemption: str, by: Any) -> ReviewDue:
    """An exemption or exclusion begins: until it ends the review is not counted as late."""
    if due.status == Status.EXEMPT and due.exemption == exemption:
        return due
    move(due, Status.EXEMPT, exemption=exemption, exempt_from_on=clock.today(), exempt_by=by)
    record(by, "reviews.put_off", due, exemption=exemption)
    return due


@action(needs=Permission.REVIEW_EDIT)
def take_up_review(due: ReviewDue, *, by: Any) -> ReviewDue:
    """The exemption ended: the deadline gets the days of the rule from today, unless it was over before it began."""
    if due.status == Status.SCHEDULED:
        return due
    today = clock.today()
    code = ReviewRule.Code.EXCLUSION if due.exemption in ReviewDue.EXCLUSIONS else ReviewRule.Code.EXEMPTION
    rule = ReviewRule.objects.in_force(today).get(code)
    was_late = due.exempt_from_on is not None and due.due_on < due.exempt_from_on
    days = timedelta(days=rule.due_days if rule else 0)
    due_on = due.due_on if was_late else max(due.due_on, today + days)
    move(due, Status.SCHEDULED, due_on=due_on, exemption="", exempt_from_on=None, exempt_by=None)
    record(by, "reviews.taken_up", due, due_on=due_on, was_late=was_late)
    return due


def _planned(person: Person, found: Window) -> ReviewDue:
    due: ReviewDue = ReviewDue.objects.create(
        person=person, rule=found.rule, opens_on=found.opens_on, due_on=found.due_on, made_in=person.establishment
    )
    return due


def _stop(now: ReviewDue, by: Any) -> None:
    move(now, Status.STOPPED)
    record(by, "reviews.stopped", now)
