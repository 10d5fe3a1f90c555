"""Booking and changing appointments, and what came of them: asked first, decided afterwards."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

import rehab.appointments.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.editing import refuse_unseen
from justice_portal.errors import DomainError
from justice_portal.jobs.queue import enqueue
from justice_portal.notify import notify
from justice_portal.people.models import Person
from justice_portal.phones.models import OwnPhone
from justice_portal.phones.news import post_news
from justice_portal.states import move
from rehab.appointments.details import Details, reply_due
from rehab.appointments.jobs import send_reminder
from rehab.appointments.models import Appointment, Reminder, ReminderChoice
from rehab.appointments.moving.models import MoveAsked
from rehab.care.concern import hear
from rehab.care.victims.words import refuse_from_staff

Status = Appointment.Status


@action(needs=Permission.APPOINTMENT_BOOK)
def book_appointment(person: Person, *, key: UUID, details: Details, by: Any) -> Appointment:
    Person.objects.locked(person)  # of two bookings at once the second sees the first
    if done := Appointment.objects.filter(pk=key, person=person).first():
        return done  # The same form sent twice: the page made the key.
    if person.place == Person.Place.ENDED:
        raise DomainError(_("This record is closed."))
    if Appointment.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    details.check(person)
    made_in = person.establishment
    made = Appointment.objects.create(pk=key, person=person, booked_by=by, made_in=made_in, **details.fields)
    record(by, "appointment.booked", made, kind=made.kind, about=made.about, starts_at=made.starts_at)
    if made.starts_at > clock.now():
        notify(person.user, "appointment.booked", about=made)
        notify(made.mentor, "appointment.with_mentor")
    return made


@action(needs=Permission.APPOINTMENT_BOOK)
def change_appointment(appointment: Appointment, *, details: Details, version: int, by: Any) -> Appointment:
    """Change it. Raises DomainError when someone changed it since the page was opened."""
    Person.objects.locked(appointment.person)
    if not appointment.is_planned:
        raise DomainError(_("Only an appointment that is still planned can be changed."))
    details.check(appointment.person, besides=appointment)
    changed = Appointment.objects.filter(pk=appointment.pk, version=version, status=Status.PLANNED).update(
        version=F("version") + 1, **details.fields
    )
    if not changed:
        raise DomainError(_("Someone else changed this appointment. Look at it again, then change it."))
    old_start = appointment.starts_at
    appointment.refresh_from_db()
    record(by, "appointment.changed", appointment, old_starts_at=old_start, starts_at=appointment.starts_at)
    if appointment.starts_at > clock.now():
        notify(appointment.person.user, "appointment.changed", about=appointment)
        notify(appointment.mentor, "appointment.with_mentor")
    return appointment


@action(needs=Permission.APPOINTMENT_BOOK)
def cancel_appointment(appointment: Appointment, *, reason: str, by: Any) -> Appointment:
    """Call it off. The reason is told to the person."""
    if appointment.status == Status.CANCELLED:
        return appointment
    refuse_from_staff(appointment.person, by, reason)
    was_to_come = not appointment.is_over
    move(appointment, Status.CANCELLED, reason=reason, decided_at=clock.now(), decided_by=_who(by))
    _settle_asked(appointment, reason, by)
    record(by, "appointment.cancelled", appointment)
    if was_to_come:
        notify(appointment.person.user, "appointment.cancelled", about=appointment)
        notify(appointment.mentor, "appointment.with_mentor")
        _letter(appointment)
    return appointment


@action(needs=Permission.APPOINTMENT_BOOK)
def record_kept(appointment: Appointment, *, by: Any) -> Appointment:
    """The person came."""
    if appointment.status == Status.KEPT:
        return appointment
    if appointment.starts_at > clock.now():
        raise DomainError(_("It has not started yet."))
    move(appointment, Status.KEPT, decided_at=clock.now(), decided_by=_who(by))
    _settle_asked(appointment, "", by)
    record(by, "appointment.kept", appointment)
    return appointment


@action(needs=Permission.APPOINTMENT_BOOK)
def ask_what_happened(appointment: Appointment, *, how: str, by: Any) -> Appointment:
    """The person did not come: they are asked why before anything is decided.

    Who has no way in to the portal is asked by phone, face to face or by letter, and staff say which it was.
    """
    if appointment.status == Status.ASKED:
        return appointment
    if not appointment.is_over:
        raise DomainError(_("It is not over yet."))
    if how == Appointment.Means.PORTAL and not _can_sign_in(appointment.person):
        raise DomainError(
            _("This person cannot sign in. Ask by phone, face to face or by letter, and say which it was.")
        )
    now = clock.now()
    answer: dict[str, Any] = {"reply": "", "reply_words": "", "reply_how": "", "replied_at": None, "replied_by": None}
    asked: dict[str, Any] = {"asked_at": now, "asked_by": _who(by), "asked_how": how, "reply_due_at": reply_due(now)}
    move(appointment, Status.ASKED, decided_at=None, decided_by=None, reason="", **asked, **answer)
    record(by, "appointment.asked", appointment, how=how, reply_due_at=appointment.reply_due_at)
    notify(appointment.person.user, "appointment.asked", about=appointment)
    _letter(appointment)
    return appointment


@action(needs=Permission.APPOINTMENT_REPLY)
def reply(appointment: Appointment, *, answer: str, words: str = "", how: str, by: Any) -> Appointment:
    """What the person says happened: on the portal themselves, or told to staff who write it down as theirs."""
    own = by is not SYSTEM and by.pk == appointment.person.user_id
    if appointment.replied_at and (appointment.reply, appointment.reply_words) == (answer, words):
        return appointment
    if own != (how == Appointment.Means.PORTAL):
        raise DomainError(_("Say how the person told you."))
    said = {"reply": answer, "reply_words": words, "reply_how": how, "replied_at": clock.now(), "replied_by": _who(by)}
    open_ones = Appointment.objects.filter(status__in=[Status.ASKED, Status.UNACCEPTABLE], replied_at=None)
    if not open_ones.filter(pk=appointment.pk).update(**said):
        raise DomainError(_("An answer is here already, or nobody asked."))
    appointment.refresh_from_db()
    record(by, "appointment.replied", appointment, reply=answer, how=how, own=own)
    hear(appointment.person, words, about=appointment, by=by)
    for one in {appointment.asked_by, appointment.staff} - {None, by}:
        notify(one, "appointment.replied", about=appointment)
    return appointment


@action(needs=Permission.APPOINTMENT_BOOK)
def decide(appointment: Appointment, *, outcome: str, reason: str, seen: str | None = None, by: Any) -> Appointment:
    """Record what came of it, after the reply or when the time to reply is over. The reason is told to the person.

    seen: the stamp of what the page showed: nobody decides over a reply or a decision that they have not read.
    """
    if appointment.status == outcome and appointment.reason == reason:
        return appointment
    refuse_unseen(seen, appointment.came_of_it)
    if appointment.status == outcome:
        return appointment
    if appointment.status == Status.ASKED and outcome == Status.UNACCEPTABLE and not appointment.is_ready_to_decide:
        raise DomainError(
            _("The person can still answer. Record this when they have answered, or when their time is over.")
        )
    if appointment.starts_at > clock.now():
        raise DomainError(_("It has not started yet."))
    if outcome == Status.UNACCEPTABLE and not appointment.is_required:
        raise DomainError(_("This one was the person's choice. Not coming is no unacceptable absence."))
    if outcome == Status.UNACCEPTABLE and MoveAsked.objects.open().filter(appointment=appointment).exists():
        raise DomainError(
            _("The person asked to move this one or call it off, and nobody answered. Answer that first.")
        )
    refuse_from_staff(appointment.person, by, reason)
    move(appointment, outcome, reason=reason, decided_at=clock.now(), decided_by=_who(by))
    _settle_asked(appointment, "" if outcome == Status.KEPT else reason, by)
    record(by, "appointment.decided", appointment, outcome=outcome, replied=appointment.replied_at is not None)
    notify(appointment.person.user, "appointment.decided", about=appointment)
    return appointment


@action(needs=Permission.APPOINTMENT_BOOK)
def remind(appointment: Appointment, *, by: Any) -> list[Reminder]:
    """The day before: a notice on the portal and, for who joined on their own phone and wants it, a text or an email."""
    day = appointment.starts_at.astimezone(clock.LONDON).date()
    person, made = appointment.person, []
    for way in _ways(appointment):
        row: dict[str, Any] = {"appointment": appointment, "for_day": day, "way": way}
        reminder, is_new = Reminder.objects.get_or_create(**row)
        if not is_new:
            continue
        made.append(reminder)
        if way == Reminder.Way.NOTICE:
            if notify(person.user, "appointment.tomorrow", about=appointment):
                move(reminder, Reminder.Status.SENT, sent_at=clock.now())
        else:
            enqueue(send_reminder, reminder.pk, key=f"reminder:{reminder.pk}", by=SYSTEM, once=True)
    if made:
        record(by, "appointment.reminded", appointment, ways=[str(one.way) for one in made])
    return made


@action(needs=Permission.APPOINTMENT_REPLY)
def choose_reminders(person: Person, *, wants: bool, by: Any) -> ReminderChoice:
    """Whether reminders come to their own phone too. Notices on the portal come anyway."""
    changed = {"wants": wants, "changed_at": clock.now()}
    choice, _made = ReminderChoice.objects.update_or_create(person=person, defaults=changed)
    record(by, "appointment.reminders_chosen", choice, subjects=[person], wants=wants)
    return choice


def _ways(appointment: Appointment) -> list[str]:
    person, ways = appointment.person, []
    if person.user_id:
        ways.append(Reminder.Way.NOTICE)
    phone = OwnPhone.objects.live().filter(person=person).first()
    if phone and not ReminderChoice.objects.filter(person=person, wants=False).exists():
        ways.append(Reminder.Way.TEXT if phone.number else Reminder.Way.EMAIL)
    return [str(way) for way in ways]


def _settle_asked(appointment: Appointment, answer: str, by: Any) -> None:
    """What becomes of a question to move it: the words answer it; who came anyway (no words) needs none any more."""
    for asked in MoveAsked.objects.open().filter(appointment=appointment):
        if answer:
            move(asked, MoveAsked.Status.AGREED, answer=answer, answered_at=clock.now(), answered_by=_who(by))
        else:
            move(asked, MoveAsked.Status.WITHDRAWN)


def _letter(appointment: Appointment) -> None:
    """On their own phone: something new, sign in. Never what it is about (T10)."""
    if phone := OwnPhone.objects.live().filter(person=appointment.person).first():
        post_news(phone, occasion=f"{appointment.pk}:{appointment.status}:{appointment.version}")


def _who(by: Any) -> Any:
    return None if by is SYSTEM else by


def _can_sign_in(person: Person) -> bool:
    """Whether the person has a way in: a tablet in prison, or a phone that they joined on."""
    if person.user is None or not person.user.is_active:
        return False
    return person.place == Person.Place.PRISON or OwnPhone.objects.live().filter(person=person).exists()
