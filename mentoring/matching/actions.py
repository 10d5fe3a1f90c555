"""From proposal to ending. What happens to a match when its person moves is at the end of this file."""

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
from mentoring.matching.models import Match, Thread
from mentoring.mentors.file.figures import lacks
from mentoring.mentors.models import Mentor

#: What happens in a person's life -> why their matches pause, or end. See follow_person.
PAUSES = {"transferred": Match.Reason.TRANSFER, "recalled": Match.Reason.RECALL}
LOOKS = {"alerts", "connections", "corrected"}
ENDS = {"died": Match.Reason.DEATH, "ended": Match.Reason.SUPERVISION}


@action(needs=Permission.MATCH_MANAGE)
def propose_match(
    person: Person,
    *,
    key: UUID,
    mentor: Mentor,
    by: Any,
    **told: list[str],
) -> Match:
    """Ask a person whether they want this mentor: help_wanted, interests, languages and free_times are what the mentor reads.

    Where the person has said what they want, their own words count and nothing else.
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
    record(by, "matching.match_started", match, mentor=match.mentor_id)
    return match


@action(needs=Permission.MATCH_MANAGE)
def pause_match(match: Match, *, reason: str, by: Any) -> Match:
    """Stop the two from writing for a time. Both still read what was written."""
    move(match, Match.Status.PAUSED, paused_at=clock.now(), paused_by_id=by.pk, pause_reason=reason)
    record(by, "matching.match_paused", match, reason=reason)
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
    return match


@action(needs=Permission.MATCH_MANAGE)
def end_match(match: Match, *, reason: str, by: Any) -> Match:
    """End a match for good. The person keeps the messages; the mentor's access ends at once."""
    before = match.status
    move(match, Match.Status.ENDED, ended_at=clock.now(), ended_by_id=by.pk, end_reason=reason)
    record(by, "matching.match_ended", match, reason=reason, before=before)
    return match


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
    if changed:
        record(by, "matching.person_followed", person, event_in_life=event, matches=[match.pk for match in changed])
    return changed
