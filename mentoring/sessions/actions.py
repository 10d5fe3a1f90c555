"""Booking a session, calling it off, and what came of it. Free hours and slots are in keep_actions.py."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.states import move
from mentoring.matching.models import Match
from mentoring.mentors.file.models import MentorHours
from mentoring.mentors.models import Mentor
from mentoring.screening.rulebook import rules_in_force
from mentoring.sessions.models import MentoringSession
from mentoring.sessions.openings import opening_of, why_not
from rehab.care.concern import hear
from rehab.care.victims.words import refuse_from_staff

Status, Off, Note = MentoringSession.Status, MentoringSession.Off, MentoringSession.Note
#: So many may be booked ahead by one pair: others need the slots too.
MOST_AHEAD = 4
#: Whom each reason is for: the two say it of themselves, staff of any.
SAID_BY_STAFF = {Off.PERSON, Off.MENTOR, Off.PLACE}


@action(needs=Permission.SESSION_BOOK)
def book_session(match: Match, *, key: UUID, code: str, by: Any) -> MentoringSession:
    """Book the time with this code (see openings.py) for the two of a match that runs."""
    # A match that is ended meanwhile waits for this row, and then calls off what was booked; or it was first.
    match = Match.objects.select_for_update(of=("self",)).select_related("person__user", "mentor").get(pk=match.pk)
    if done := MentoringSession.objects.filter(pk=key, match=match).first():
        return done
    mentor = Mentor.objects.get(user=match.mentor_id)
    if why := why_not(match, mentor):
        raise DomainError(why)
    if MentoringSession.objects.to_come().filter(match=match).count() >= MOST_AHEAD:
        raise DomainError(_("You have 4 times booked. You can book more when one is over."))
    found = opening_of(match, mentor, code)
    if found is None:
        raise DomainError(_("This time has gone. Pick another one."))
    try:
        with transaction.atomic():
            made = MentoringSession.objects.create(
                pk=key, match=match, person=match.person, mentor=match.mentor, slot=found.slot, kind=found.slot.kind,
                starts_at=found.starts_at, ends_at=found.ends_at, booked_by_id=by.pk,
                made_in_id=match.person.establishment_id,
            )  # fmt: skip
    except IntegrityError:  # somebody else took it in between: the database holds each time for one
        raise DomainError(_("This time has gone. Pick another one.")) from None
    record(by, "sessions.booked", made, kind=made.kind, starts_at=made.starts_at, slot=made.slot_id)
    _tell(made, "booked", by)
    return made


@action(needs=Permission.SESSION_BOOK)
def call_off(one: MentoringSession, *, why: str, by: Any) -> MentoringSession:
    """Call a session off before it starts. Each of the two speaks for themselves; staff and the product say why."""
    if one.status == Status.CANCELLED:
        return one
    if not one.is_ahead:
        raise DomainError(_("It has started, or is over. Say what came of it."))
    if by.pk and by.pk in {one.mentor_id, one.person.user_id}:
        why = Off.MENTOR if by.pk == one.mentor_id else Off.PERSON
    elif by is not SYSTEM and why not in SAID_BY_STAFF:
        raise DomainError(_("Choose why it is off."))
    move(one, Status.CANCELLED, off_why=why, off_at=clock.now(), off_by_id=by.pk)
    record(by, "sessions.called_off", one, why=why)
    _tell(one, "off", by)
    return one


@action(needs=Permission.SESSION_BOOK)
def say_outcome(
    one: MentoringSession,
    *,
    status: str,
    missed_why: str = "",
    next_step: str = "",
    shared_note: str = "",
    staff_note: str = "",
    by: Any,
) -> MentoringSession:
    """What came of it, said by the mentor or by staff; put right by saying it anew. The hours log follows it."""
    if by.pk == one.person.user_id:
        raise DomainError(_("Your mentor or staff write this down."))
    said = {
        "missed_why": missed_why if status == Status.MISSED else "",
        "next_step": next_step,
        "staff_note": staff_note,
    }
    if one.status == status:
        is_same = all(getattr(one, name) == value for name, value in said.items())
        if is_same and shared_note == one.shared_note + one.held_note:
            return one
        raise DomainError(_("What came of it is written down already."))
    if one.starts_at > clock.now():
        raise DomainError(_("It has not started yet."))
    if status == Status.MISSED and not missed_why:
        raise DomainError(_("Say why it did not take place."))
    before, state = one.status, _note_state(one, shared_note, by)
    said |= {"shared_note": shared_note, "held_note": ""}
    if state == Note.HELD:
        said |= {"shared_note": "", "held_note": shared_note}
    move(one, status, **said, note_state=state, mood="", mood_at=None, said_at=clock.now(), said_by_id=by.pk)
    _fill_hours(one)
    record(by, "sessions.outcome_said", one, before=before, status=status, missed_why=one.missed_why, note=state)
    if by.pk == one.mentor_id:
        hear(one.person_id, shared_note, staff_note, about=one, by=by)
    notify(one.person.user, "sessions.kept" if status == Status.KEPT else "sessions.missed", about=one)
    if state == Note.HELD:
        notify(Mentor.objects.get(user=one.mentor_id).supervisor, "sessions.note_waits", about=one)
    return one


def _note_state(one: MentoringSession, words: str, by: Any) -> str:
    """Words of staff are shared; those of a mentor pass the rules of messages, or wait for staff (T63)."""
    if not words:
        return Note.NONE
    if by.pk != one.mentor_id:
        refuse_from_staff(one.person, by, words)
        return Note.SHARED
    try:
        refuse_from_staff(one.person, by, words)
    except DomainError:  # a refusal would tell the mentor what they must not know
        return Note.HELD
    thread = getattr(one.match, "thread", None)
    is_held = bool(rules_in_force().screen(words)) or thread is None or thread.is_read_first()
    return Note.HELD if is_held else Note.SHARED


def _fill_hours(one: MentoringSession) -> None:
    """The mentor's hours: one row for a session that took place, with its key; none for any other."""
    if one.status == Status.KEPT:
        mentor = Mentor.objects.get(user=one.mentor_id)
        filled = {"mentor": mentor, "what": MentorHours.What.MEETING, "done_on": one.day, "minutes": one.minutes}
        MentorHours.objects.get_or_create(pk=one.pk, defaults=filled)
    else:
        MentorHours.objects.filter(pk=one.pk).delete()


@action(needs=Permission.MATCH_MANAGE)
def decide_note(one: MentoringSession, *, state: str, by: Any) -> MentoringSession:
    """Staff read a mentor's words for the person first, and let them through or keep them."""
    if one.note_state == state:
        return one
    if state not in {Note.SHARED, Note.KEPT} or one.note_state != Note.HELD or by.pk == one.mentor_id:
        raise DomainError(_("This note does not wait for anybody."))
    changed = {"note_state": state}
    if state == Note.SHARED:
        refuse_from_staff(one.person, by, one.held_note)
        changed |= {"shared_note": one.held_note, "held_note": ""}
    if not MentoringSession.objects.filter(pk=one.pk, note_state=Note.HELD).update(**changed):
        raise DomainError(_("This note does not wait for anybody."))
    one.refresh_from_db()
    record(by, "sessions.note_decided", one, state=state)
    if state == Note.SHARED:
        notify(one.person.user, "sessions.kept", about=one)
    return one


@action(needs=Permission.MENTOR_ASK)
def say_mood(one: MentoringSession, *, mood: str, by: Any) -> MentoringSession:
    """How it was for the person. They can say it anew."""
    if one.status != Status.KEPT:
        raise DomainError(_("This is for a time that took place."))
    if one.mood == mood:
        return one
    one.mood, one.mood_at = mood, clock.now()
    one.save(update_fields=["mood", "mood_at"])
    record(by, "sessions.mood_said", one, mood=mood)
    return one


@action(needs=Permission.SESSION_BOOK)
def remind(one: MentoringSession, *, by: Any) -> MentoringSession:
    """Tell both that it is tomorrow: once."""
    if not MentoringSession.objects.to_come().filter(pk=one.pk, reminded_at=None).update(reminded_at=clock.now()):
        return one
    one.refresh_from_db()
    record(by, "sessions.reminded", one)
    _tell(one, "tomorrow", by)
    return one


def _tell(one: MentoringSession, what: str, by: Any) -> None:
    """Both but the one who did it. The mentor's notice names no session: with the match, their sight of it may have ended."""
    if by.pk is None or by.pk != one.person.user_id:
        notify(one.person.user, f"sessions.{what}", about=one)
    if by.pk is None or by.pk != one.mentor_id:
        notify(one.mentor, f"sessions.mentor_{what}")
