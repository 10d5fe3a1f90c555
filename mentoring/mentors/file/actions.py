"""Changes to a mentor's file: by managers, by the worker who looks after them, and what mentors write themselves."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.states import move
from mentoring.mentors.file.figures import BOUNDARIES, workers_at
from mentoring.mentors.file.models import MentorCheck, MentorHours, SupervisionTalk
from mentoring.mentors.models import Mentor

Kind = MentorCheck.Kind
#: Later than this it is a guess.
LATEST = timedelta(days=62)
#: A training or a reference may be from before the mentor came.
OLDEST_CHECK = timedelta(days=731)


@action(needs=Permission.MATCH_MANAGE)
def add_check(mentor: Mentor, *, key: UUID, kind: str, is_good: bool, on: date, note: str = "", by: Any) -> MentorCheck:
    """Write down what came of an application, a reference or a training. Nothing is taken away: a new one counts."""
    if done := MentorCheck.objects.filter(pk=key, mentor=mentor).first():
        return done
    if kind == Kind.BOUNDARIES:
        raise DomainError(_("Only the mentor can agree to the boundaries."))
    if mentor.user_id == by.pk:
        raise DomainError(_("This is about you. Another manager must do it."))
    if kind == Kind.REFERENCE and not note.strip():
        raise DomainError(_("Say who gave the reference, and how they know the mentor."))
    _must_be_past(on, OLDEST_CHECK)
    made = MentorCheck.objects.create(pk=key, mentor=mentor, kind=kind, is_good=is_good, on=on, note=note, by_id=by.pk)
    record(by, "mentors.check_added", made, kind=kind, is_good=is_good, on=on)
    return made


@action(needs=Permission.MENTOR_OWN)
def agree_boundaries(mentor: Mentor, *, by: Any) -> MentorCheck:
    """The mentor read what they may and may not do, and says yes: once for each version of the text."""
    if mentor.user_id != by.pk:
        raise DomainError(_("Only the mentor can agree to the boundaries."))
    agreed = {"mentor": mentor, "kind": Kind.BOUNDARIES, "version": BOUNDARIES}
    if done := MentorCheck.objects.filter(**agreed).first():
        return done
    made = MentorCheck.objects.create(**agreed, is_good=True, on=clock.today(), by_id=by.pk)
    record(by, "mentors.boundaries_agreed", made, version=BOUNDARIES)
    return made


@action(needs=Permission.MATCH_MANAGE)
def name_supervisor(mentor: Mentor, *, supervisor: User, by: Any) -> Mentor:
    """The worker who looks after this mentor from now, and is told."""
    if not workers_at(mentor).filter(pk=supervisor.pk).exists():
        raise DomainError(_("Choose a key worker, POM or manager of this prison."))
    before = mentor.supervisor_id
    if before == supervisor.pk:
        return mentor
    Mentor.objects.filter(pk=mentor.pk).update(supervisor=supervisor)
    mentor.refresh_from_db()
    record(by, "mentors.supervisor_named", mentor, before=before, after=supervisor.pk)
    notify(supervisor, "mentors.supervisor", about=mentor)
    return mentor


@action(needs=Permission.MENTOR_SUPERVISE)
def add_talk(
    mentor: Mentor, *, key: UUID, held_on: date, words: str, next_on: date | None = None, by: Any
) -> SupervisionTalk:
    """A talk about how the mentoring goes, and when the next one is."""
    if done := SupervisionTalk.objects.filter(pk=key, mentor=mentor).first():
        return done
    _must_be_past(held_on, LATEST)
    if next_on and next_on < clock.today():
        raise DomainError(_("Pick a date that is today or later."))
    made = SupervisionTalk.objects.create(pk=key, mentor=mentor, held_on=held_on, words=words, next_on=next_on, by=by)
    record(by, "mentors.talk_added", made, held_on=held_on, next_on=next_on)
    return made


@action(needs=Permission.MENTOR_OWN)
def log_hours(
    mentor: Mentor, *, key: UUID, what: str, done_on: date, minutes: int, pence: int = 0, cost_note: str = "", by: Any
) -> MentorHours:
    """Time that the mentor gave, and a cost that they ask to have back."""
    if mentor.user_id != by.pk:
        raise DomainError(_("Mentors write down their own time."))
    if done := MentorHours.objects.filter(pk=key, mentor=mentor).first():
        return done
    _must_be_past(done_on, LATEST)
    if pence and not cost_note.strip():
        raise DomainError(_("Say what the cost was for."))
    cost = MentorHours.Cost.ASKED if pence else MentorHours.Cost.NONE
    made = MentorHours.objects.create(
        pk=key, mentor=mentor, what=what, done_on=done_on, minutes=minutes, pence=pence, cost_note=cost_note, cost=cost
    )
    record(by, "mentors.hours_logged", made, what=what, done_on=done_on, minutes=minutes, pence=pence)
    return made


@action(needs=Permission.MATCH_MANAGE)
def decide_cost(hours: MentorHours, *, cost: str, by: Any) -> MentorHours:
    """Agree to pay a cost back, or not. Nobody decides about their own."""
    if hours.cost == cost:
        return hours
    if hours.mentor.user_id == by.pk:
        raise DomainError(_("This is about you. Another manager must do it."))
    move(hours, cost, field="cost", decided_at=clock.now(), decided_by_id=by.pk)
    record(by, "mentors.cost_decided", hours, cost=cost, pence=hours.pence)
    notify(hours.mentor.user, "mentors.cost_decided")
    return hours


def _must_be_past(day: date, oldest: timedelta) -> None:
    if day > clock.today():
        raise DomainError(_("The day must be today or before."))
    if day < clock.today() - oldest:
        raise DomainError(_("That day is too long ago. Check the year."))
