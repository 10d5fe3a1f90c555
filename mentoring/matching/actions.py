"""From proposal to ending. What happens to a match when its person moves is at the end of this file."""

from datetime import date, timedelta
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
from justice_portal.people.alert_rules.figures import Effect, applies
from justice_portal.people.models import Person
from justice_portal.states import move
from mentoring.matching.apart import refuse_pair, why_apart
from mentoring.matching.choosing.models import Wish
from mentoring.matching.models import Match
from mentoring.matching.running.models import WEEKS, MatchReview
from mentoring.matching.stops import stopped
from mentoring.matching.threads.models import Thread
from mentoring.mentors.file.figures import lacks
from mentoring.mentors.models import Mentor

#: How long a match is meant to last unless staff say so, in weeks; and how long one mentor and the next overlap.
PLANNED, TAKES_OVER = 26, timedelta(days=14)
#: Both hear of the end at least so long before, and it is not planned further ahead than this.
NOTICE, FURTHEST = timedelta(days=7), timedelta(days=366)
#: What happens in a person's life -> why their matches pause, or end. See follow_person.
PAUSES = {"transferred": Match.Reason.TRANSFER, "recalled": Match.Reason.RECALL}
LOOKS = {"alerts", "connections", "corrected"}
LEAVES = {"transferred", "released", "recalled", "died", "ended"}
ENDS = {"died": Match.Reason.DEATH, "ended": Match.Reason.SUPERVISION}


@action(needs=Permission.MATCH_MANAGE)
def propose_match(
    person: Person,
    *,
    key: UUID,
    mentor: Mentor,
    planned_weeks: int = PLANNED,
    follows: Match | None = None,
    by: Any,
    **told: list[str],
) -> Match:
    """Ask a person whether they want this mentor: help_wanted, interests, languages and free_times are what the mentor reads.

    Where the person has said what they want, their own words count and nothing else. follows: the match that this one
    is to take over from, such as one with a mentor inside before release.
    """
    if done := Match.objects.filter(pk=key, person=person, mentor=mentor.user_id).first():
        return done
    if person.place == Person.Place.ENDED:
        raise DomainError(_("This person has left. A match can no longer be made."))
    if not Mentor.objects.visible_to(by).vetted().filter(pk=mentor.pk).exists():
        raise DomainError(_("This mentor cannot be matched now: the vetting has ended."))
    refuse_pair(person, mentor.user_id)
    if person.user_id == mentor.user_id:
        raise DomainError(_("Nobody can be their own mentor."))
    if wish := Wish.objects.filter(person=person).first():
        told = wish.told
    try:
        with transaction.atomic():
            match = Match.objects.create(
                pk=key,
                person=person,
                mentor_id=mentor.user_id,
                made_in_id=person.establishment_id or mentor.establishment_id,
                proposed_by_id=by.pk,
                planned_weeks=planned_weeks,
                follows=follows,
                **told,
            )
    except IntegrityError as clash:
        raise DomainError(_("These two are matched already.")) from clash
    record(by, "matching.match_proposed", match, mentor=match.mentor_id, help_wanted=match.help_wanted)
    notify(person.user, "matching.asked_person")
    return match


@action(needs=Permission.MATCH_MANAGE)
def start_match(match: Match, *, by: Any) -> Match:
    """Start a proposed match: their thread opens."""
    if match.status != Match.Status.PROPOSED:
        raise DomainError(_("Only a proposed match can start."))
    if not match.is_agreed:
        raise DomainError(_("Both must say yes first. The person answers on their page, then the mentor on theirs."))
    _refuse_unless_both_can_write(match)
    _refuse_unless_ready(match)
    if match.proposed_by_id == by.pk and by.pk and applies(match.person_id, Effect.SECOND_MANAGER):
        raise DomainError(_("An alert asks for two managers: another manager must start this match."))
    move(match, Match.Status.ACTIVE, started_at=clock.now(), started_by_id=by.pk)
    Thread.objects.create(match=match, person_id=match.person_id)
    Wish.objects.filter(person=match.person_id).update(asked_at=None)
    _plan_reviews(match)
    if match.follows and match.follows.is_active:
        plan_ending(match.follows, ends_on=clock.today() + TAKES_OVER, by=by)
    record(by, "matching.match_started", match, mentor=match.mentor_id)
    return match


@action(needs=Permission.MATCH_MANAGE)
def pause_match(match: Match, *, reason: str, by: Any) -> Match:
    """Stop the two from writing for a time. Both still read what was written."""
    move(match, Match.Status.PAUSED, paused_at=clock.now(), paused_by_id=by.pk, pause_reason=reason)
    record(by, "matching.match_paused", match, reason=reason)
    notify(match.person.user, "matching.paused")
    notify(match.mentor, "matching.mentor_paused")
    stopped(match, by)
    return match


@action(needs=Permission.MATCH_MANAGE)
def resume_match(match: Match, *, by: Any) -> Match:
    """Let the two write again."""
    if match.status != Match.Status.PAUSED:
        raise DomainError(_("Only a paused match can go on."))
    _refuse_unless_both_can_write(match)
    before = match.pause_reason
    move(match, Match.Status.ACTIVE, paused_at=None, paused_by_id=None, pause_reason="")
    record(by, "matching.match_resumed", match, paused_for=before)
    notify(match.person.user, "matching.resumed")
    notify(match.mentor, "matching.mentor_resumed")
    return match


@action(needs=Permission.MATCH_MANAGE)
def end_match(match: Match, *, reason: str, by: Any) -> Match:
    """End a match for good. The person keeps the messages; the mentor's access ends at once."""
    before = match.status
    move(match, Match.Status.ENDED, ended_at=clock.now(), ended_by_id=by.pk, end_reason=reason)
    record(by, "matching.match_ended", match, reason=reason, before=before)
    if before != Match.Status.PROPOSED:
        _tell_of_end(match, reason)
        stopped(match, by)
    return match


def _tell_of_end(match: Match, reason: str) -> None:
    """Both hear that it is over, in the same neutral words whatever the reason; so does who takes over from this mentor."""
    if reason != Match.Reason.DEATH:
        notify(match.person.user, "matching.ended")
    notify(match.mentor, "matching.mentor_ended")
    for after in Match.objects.filter(follows=match, status=Match.Status.ACTIVE).select_related("mentor"):
        notify(after.mentor, "matching.takes_over")


@action(needs=Permission.MATCH_MANAGE)
def plan_ending(match: Match, *, ends_on: date, by: Any) -> Match:
    """Say on which day a match ends: both are told at least a week before, can say goodbye, and have a last review."""
    if match.status not in {Match.Status.ACTIVE, Match.Status.PAUSED}:
        raise DomainError(_("Only a match that runs can come to a planned end."))
    if not clock.today() + NOTICE <= ends_on <= clock.today() + FURTHEST:
        raise DomainError(_("Pick a day that is at least a week away, and not more than a year."))
    before = match.ends_on
    if before == ends_on:
        return match
    Match.objects.filter(pk=match.pk).update(ends_on=ends_on)
    match.refresh_from_db()
    MatchReview.objects.update_or_create(
        match=match, kind=MatchReview.Kind.ENDING, held_at=None, defaults={"due_on": ends_on, "told_at": None}
    )
    record(by, "matching.ending_planned", match, before=before, after=ends_on)
    notify(match.person.user, "matching.ends")
    notify(match.mentor, "matching.mentor_ends")
    return match


@action(needs=Permission.MATCH_MANAGE)
def end_as_planned(match: Match, *, by: Any) -> Match:
    """The last day that both were told of has passed."""
    if match.ends_on is None or match.ends_on >= clock.today():
        raise DomainError(_("The last day of this match is not over."))
    end_match(match, reason=Match.Reason.PLANNED, by=by)
    record(by, "matching.ended_as_planned", match, ends_on=match.ends_on)
    return match


def _plan_reviews(match: Match) -> None:
    start = clock.today()
    rows = (
        MatchReview(match=match, kind=kind, due_on=start + timedelta(weeks=weeks))
        for kind, weeks in WEEKS.items()
        if weeks <= match.planned_weeks
    )
    MatchReview.objects.bulk_create(rows)


def _refuse_unless_both_can_write(match: Match) -> None:
    refuse_pair(match.person, match.mentor_id)
    if match.person.user_id is None:
        raise DomainError(_("This person cannot sign in yet. Give them an account first."))
    if match.person.place in {Person.Place.TRANSFER, Person.Place.ENDED}:
        raise DomainError(_("This person is between prisons or has left. Wait until they have arrived."))
    if not Mentor.objects.vetted().filter(user=match.mentor_id).exists():
        raise DomainError(_("The mentor's vetting has ended. Renew it first."))


def _refuse_unless_ready(match: Match) -> None:
    """Nobody meets a person before their application, references, training, boundaries and worker are in place."""
    missing = lacks(Mentor.objects.get(user=match.mentor_id))
    if missing:
        raise DomainError(_("The mentor is not ready: %(what)s.") % {"what": "; ".join(missing)})


@action(needs=Permission.MATCH_MANAGE)
def follow_person(person: Person, *, event: str, by: Any) -> list[Match]:
    """Do to a person's matches what a change in their life asks for.

    Transfer and recall pause: the new prison decides whether the mentor can go on, since it answers for the contact.
    Release keeps: mentoring is there to cross the gate, and the weeks after it are when a known voice counts most.
    An alert that allows no mentor, a mentor who turns out to know the person, and a corrected day of birth: what runs
    pauses, and staff look into it; what was only proposed ends.
    Death and the end of supervision end the match. A move of cell, an arrival and a correction change nothing.
    """
    changed = []
    for match in Match.objects.live().filter(person=person).order_by("pk"):
        if event in PAUSES and match.status == Match.Status.ACTIVE:
            changed.append(pause_match(match, reason=PAUSES[event], by=by))
        elif event in LOOKS and match.status == Match.Status.ACTIVE and why_apart(person, match.mentor_id):
            changed.append(pause_match(match, reason=Match.Reason.SAFETY, by=by))
        elif event in LOOKS and match.status == Match.Status.PROPOSED and why_apart(person, match.mentor_id):
            changed.append(end_match(match, reason=Match.Reason.SAFETY, by=by))
        elif event in ENDS:
            changed.append(end_match(match, reason=ENDS[event], by=by))
    if event in LEAVES and person.user_id:  # they mentor others: that waits until staff know where they are
        for match in Match.objects.filter(mentor=person.user_id, status=Match.Status.ACTIVE).order_by("pk"):
            pause_match(match, reason=Match.Reason.AWAY, by=by)
    if changed:
        record(by, "matching.person_followed", person, event_in_life=event, matches=[match.pk for match in changed])
    return changed
