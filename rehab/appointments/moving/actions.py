"""Asking to move or call off an appointment, taking that back, and answering: always with a reason that the person reads."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _

import rehab.appointments.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.appointments.actions import cancel_appointment, change_appointment
from rehab.appointments.company import can_take, who_can_book
from rehab.appointments.details import details_of
from rehab.appointments.models import Appointment
from rehab.appointments.moving.giving import PARTS, Trouble, busy
from rehab.appointments.moving.models import MoveAsked
from rehab.care.victims.words import refuse_from_staff

Status, Wants = MoveAsked.Status, MoveAsked.Wants
#: More than this of one appointment is a talk, not a form.
MOST_ASKED = 5
NO = "no"


@action(needs=Permission.APPOINTMENT_REPLY)
def ask_to_move(appointment: Appointment, *, key: UUID, wants: str, why: str, words: str = "", by: Any) -> MoveAsked:
    """By the person. The appointment stands until staff answer; who meets them is told at once."""
    person = Person.objects.locked(appointment.person)
    if person.user_id is None or person.user_id != by.pk:
        raise PermissionDenied
    asked = MoveAsked.objects.filter(appointment=appointment)
    if done := asked.filter(pk=key).first() or asked.open().first():
        return done  # sent twice, or asked already
    if MoveAsked.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    appointment.refresh_from_db()
    if not appointment.is_planned or appointment.starts_at <= clock.now():
        raise DomainError(_("This one can no longer be moved."))
    if asked.count() >= MOST_ASKED:
        raise DomainError(_("You have asked many times for this one. Talk to your officer."))
    given = {"wants": wants, "why": why, "words": words, "was_at": appointment.starts_at}
    made = MoveAsked.objects.create(pk=key, appointment=appointment, **given)
    record(by, "appointment.move_asked", made, subjects=[person], wants=wants, why=why)
    anyone(who_can_book(appointment), "appointment.move_asked", about=appointment)
    return made


@action(needs=Permission.APPOINTMENT_REPLY)
def withdraw_move(asked: MoveAsked, *, by: Any) -> MoveAsked:
    """The person does not need it any more: the appointment stands as it is."""
    if asked.appointment.person.user_id != by.pk:
        raise PermissionDenied
    if asked.status != Status.WITHDRAWN:
        move(asked, Status.WITHDRAWN)
        record(by, "appointment.move_withdrawn", asked, subjects=[asked.person_id])
    return asked


@action(needs=Permission.APPOINTMENT_BOOK)
def answer_move(
    asked: MoveAsked,
    *,
    outcome: str,
    answer: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    by: Any,
) -> MoveAsked:
    """Move it to another time, call it off, or say no. outcome: a value of Wants, or "no"."""
    person = Person.objects.locked(asked.appointment.person)
    asked.refresh_from_db()
    to = Status.REFUSED if outcome == NO else Status.AGREED
    if asked.status == to and asked.answer == answer:
        return asked
    if not asked.is_open:
        raise DomainError(_("This was answered or taken back already. Look at the appointment again."))
    refuse_from_staff(person, by, answer)
    meeting = asked.appointment
    if to == Status.AGREED and not meeting.is_planned:
        raise DomainError(_("The appointment is not planned any more, so it cannot be moved or called off."))
    said: dict[str, Any] = {"answer": answer, "answered_at": clock.now(), "answered_by_id": by.pk}
    move(asked, to, **said)
    record(by, "appointment.move_answered", asked, subjects=[person], outcome=outcome)
    if outcome == Wants.MOVE:
        if starts_at is None or ends_at is None or starts_at <= clock.now():
            raise DomainError(_("Say the new day and time, later than now."))
        new = replace(details_of(meeting), starts_at=starts_at, ends_at=ends_at)
        change_appointment(meeting, details=new, version=meeting.version, by=by)
    elif outcome == Wants.CANCEL:
        cancel_appointment(meeting, reason=answer, by=by)
    notify(person.user, "appointment.move_answered", about=meeting)
    return asked


@action(needs=Permission.APPOINTMENT_BOOK)
def give_to_another(appointment: Appointment, *, instead_of: User, worker: User, why: str, by: Any) -> Appointment:
    """Another worker meets the person, at the same time and place. The person and the worker are told."""
    Person.objects.locked(appointment.person)
    User.objects.select_for_update(no_key=True).get(
        pk=worker.pk
    )  # of two given to them at once the second sees the first
    appointment.refresh_from_db()
    part = next((name for name in PARTS if getattr(appointment, f"{name}_id") == instead_of.pk), "")
    if worker.pk in {appointment.staff_id, appointment.also_with_id} and not part:
        return appointment  # sent twice
    if not part or not appointment.is_planned or appointment.starts_at <= clock.now():
        raise DomainError(_("Someone changed one of these appointments meanwhile. Look at the list again."))
    about = {"name": worker.name, "when": f"{appointment.starts_at.astimezone(clock.LONDON):%d/%m %H:%M}"}
    if worker.pk in {appointment.staff_id, appointment.also_with_id} or busy(worker, appointment):
        raise DomainError(_("%(name)s meets somebody at that time (%(when)s). Choose another worker.") % about)
    if not can_take(worker, appointment, instead_of):
        raise DomainError(
            _("%(name)s does not look after the person of %(when)s. Set cover or give them the person first.") % about
        )
    new = {part: worker, "instead_of": instead_of, "instead_why": why, "version": F("version") + 1}
    Appointment.objects.filter(pk=appointment.pk, version=appointment.version).update(**new)
    appointment.refresh_from_db()
    record(by, "appointment.given_to_another", appointment, instead_of=instead_of, to=worker, why=why)
    notify(appointment.person.user, "appointment.with_another", about=appointment)
    if worker.pk != by.pk:
        notify(worker, "appointment.given_to_you", about=appointment)
    return appointment


@action(needs=Permission.APPOINTMENT_BOOK)
def give_several(_all: type[Appointment], *, rows: list[Trouble], worker: User, by: Any) -> int:
    """Give each of these to one worker, all or none. How many."""
    for one in sorted(rows, key=lambda row: str(row.meeting.pk)):
        give_to_another(one.meeting, instead_of=one.worker, worker=worker, why=one.why, by=by)
    subjects = {one.meeting.person_id for one in rows}
    record(by, "appointment.given_to_another", Appointment, subjects=subjects, to=worker, count=len(rows))
    return len(rows)
