"""Asking to put a record right, answering, asking for a copy, legal holds, and removing what may be kept no longer."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import GRANTS, Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.grants import REACHES, Reach
from justice_portal.jobs.queue import enqueue
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Person
from justice_portal.rights import purging, recipients
from justice_portal.rights.decisions import Decision
from justice_portal.rights.jobs import make_record_copy
from justice_portal.rights.keeping import in_months, record_kept_until
from justice_portal.rights.models import Correction, KeepDate, LegalHold, RecordCopy
from justice_portal.states import move

#: Data Protection Act 2018, s.54: an answer within one month.
MONTHS_TO_ANSWER = 1
MOST_OPEN = 20


@action(needs=Permission.RIGHTS_OWN)
def ask_correction(person: Person, *, key: UUID, part: str, wrong: str, right: str = "", by: User) -> Correction:
    """Say that something in one's record is wrong. The page makes the key: the same form sent twice is asked once."""
    if done := Correction.objects.filter(pk=key, person=person).first():
        return done
    if Correction.objects.filter(person=person).open().count() >= MOST_OPEN:
        raise DomainError(_("You asked many things. Please wait for an answer first."))
    asked, is_new = Correction.objects.get_or_create(
        pk=key,
        defaults={
            "person": person,
            "part": part,
            "wrong": wrong,
            "right": right,
            "asked_by": by,
            "due_on": in_months(clock.today(), MONTHS_TO_ANSWER),
            "made_in_id": person.establishment_id,
        },
    )
    if asked.person_id != person.pk:
        raise DomainError(_("This page is too old. Open it again, then send."))
    if is_new:
        record(by, "rights.correction_asked", asked, part=part, due_on=asked.due_on)
        anyone(recipients.nearest(person), "rights.asked", about=asked, by_email=True)
    return asked


@action(needs=Permission.RIGHTS_ANSWER)
def answer_correction(asked: Correction, *, outcome: str, answer: str, by: User) -> Correction:
    """Say what was put right, or why not; the person reads it with who answered, as what, and when."""
    if asked.status == outcome and asked.answered_by_id == by.pk and asked.answer == answer:
        return asked  # sent twice
    if asked.asked_by_id == by.pk:
        raise DomainError(_("You asked this yourself. Someone else must answer it."))
    now = clock.now()
    move(asked, outcome, answer=answer, answered_by=by, answered_as=_answering_role(by), answered_at=now)
    record(by, "rights.correction_answered", asked, outcome=outcome, late=asked.due_on < clock.today())
    notify(asked.person.user, "rights.answered", about=asked, by_email=True)
    return asked


@action(needs=Permission.RIGHTS_COPY)
def ask_copy(person: Person, *, key: UUID, by: User) -> RecordCopy:
    """Have a copy of the record made: one at a time for who asks. A copy whose work was stopped is started again."""
    if done := RecordCopy.objects.filter(pk=key, person=person, asked_by=by).first():
        return done
    going = RecordCopy.objects.filter(person=person, asked_by=by, status=RecordCopy.Status.MAKING).first()
    if going and going.job and going.job.is_live:
        return going
    if going is None:
        going = _new_copy(person, key, by)
        record(by, "rights.copy_asked", going, own=person.user_id == by.pk)
    going.job = enqueue(make_record_copy, going.pk, key=f"record-copy:{going.pk}", by=by)
    going.save(update_fields=["job"])
    return going


def _new_copy(person: Person, key: UUID, by: User) -> RecordCopy:
    try:
        with transaction.atomic():
            return RecordCopy.objects.create(pk=key, person=person, asked_by=by)
    except IntegrityError:  # asked twice at once, or with a key of another page
        raise DomainError(_("This copy is being made already. Open the page again.")) from None


@action(needs=Permission.HOLD_PLACE)
def place_hold(person: Person, *, key: UUID, reason: str, by: User) -> LegalHold:
    """Stop every removal of this person's record until the hold is lifted."""
    if done := LegalHold.objects.filter(pk=key, person=person).first():
        return done
    try:
        with transaction.atomic():
            hold = LegalHold.objects.create(pk=key, person=person, reason=reason, placed_by=by)
    except IntegrityError:
        raise DomainError(_("There is a hold on this record already.")) from None
    record(by, "rights.hold_placed", hold)
    return hold


@action(needs=Permission.HOLD_PLACE)
def lift_hold(hold: LegalHold, *, by: User) -> LegalHold:
    """Let removals go on as their dates say."""
    if LegalHold.objects.filter(pk=hold.pk, lifted_at=None).update(lifted_at=clock.now(), lifted_by=by):
        record(by, "rights.hold_lifted", hold)
    hold.refresh_from_db()
    return hold


@action(needs=Permission.DATA_PURGE)
def tell_keep_date(person: Person, *, by: Any) -> date | None:
    """Tell the person until when the record is kept. The day never moves nearer; it goes when supervision starts again."""
    until = record_kept_until(person)
    told = KeepDate.objects.filter(person=person).first()
    if until == (told.until_on if told else None):
        return until
    if until is None:
        KeepDate.objects.filter(person=person).delete()
    else:
        KeepDate.objects.update_or_create(person=person, defaults={"until_on": until, "told_at": clock.now()})
        notify(person.user, "rights.keep_date", by_email=True)
    record(by, "rights.keep_date_told", person, until_on=until)
    return until


@action(needs=Permission.DATA_PURGE)
def begin_erasure(person: Person, *, by: Any) -> Person:
    """Write down that this record will now be removed: the removal may be another connection's transaction."""
    _may_erase(person)
    record(by, "rights.erasure_begun", person)
    return person


@action(needs=Permission.DATA_PURGE)
def erase_person(person: Person, *, by: Any) -> dict[str, int]:
    """Remove everything about one person: rows, their history, files, sessions. Raises DomainError before the told day."""
    _may_erase(person)
    stub = person.pk
    removed = purging.erase_person(person)
    record(by, "rights.person_erased", Person, subjects=[stub], rows=removed)
    return removed


@action(needs=Permission.DATA_PURGE)
def erase_due(of: type[Any], *, decision: Decision, by: Any) -> int:
    """Remove the rows of one model whose own period has ended."""
    removed, people = purging.erase_due(decision)
    if removed:
        record(by, "rights.rows_erased", of, subjects=people, count=removed)
    return removed


def _may_erase(person: Person) -> None:
    """Only on or after the day that was told, of a case that is over, and never while a hold lasts."""
    told = KeepDate.objects.filter(person=person).first()
    until = record_kept_until(person)
    if told is None or until is None or clock.today() < max(told.until_on, until):
        raise DomainError(_("This record must be kept longer."))
    if LegalHold.objects.live().filter(person=person).exists():
        raise DomainError(_("There is a hold on this record."))


def _answering_role(by: User) -> str:
    """The role in which someone answers: the widest of those that let them."""
    answering = [held.role for held in by.roles_held() if Permission.RIGHTS_ANSWER in GRANTS[held.role]]
    return max(answering, key=lambda role: Reach.CASELOAD not in REACHES[role])
