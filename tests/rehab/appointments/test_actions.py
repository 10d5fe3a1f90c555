"""Booking, and what came of it: nobody is marked absent who was not asked first."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.models import AuditEvent, Job, Notice
from justice_portal.phones.models import OwnPhone
from rehab.appointments import actions
from rehab.appointments.details import reply_due
from rehab.models import Appointment, OpeningTime
from tests.rehab.appointments.conftest import at, details, place

Status = Appointment.Status


def told(user, kind):
    return Notice.objects.filter(user=user, kind=kind).count()


def test_book_tells_the_person_and_the_same_form_sent_twice_is_one(world, out):
    key = uuid4()
    made = [actions.book_appointment(out, key=key, details=details(world), by=world.com) for _twice in range(2)]
    assert made[0] == made[1]
    assert told(out.user, "appointment.booked") == 1
    assert AuditEvent.objects.filter(event="appointment.booked").count() == 1


BAD = {
    "ends before it starts": ({"ends_at": at(1)}, "end after it starts"),
    "in the far future": ({"days": 500}, "more than a year"),
    "long ago": ({"days": -20}, "more than 14 days"),
    "with nobody": ({"staff": None}, "who the person meets"),
    "three-way with one": ({"kind": "three_way"}, "two others"),
    "nowhere": ({"place": None}, "Pick the place"),
}


@pytest.mark.parametrize("fault", BAD)
def test_what_cannot_be_is_refused_and_changes_nothing(world, out, fault):
    changed, said = BAD[fault]
    with pytest.raises(DomainError, match=said):
        actions.book_appointment(out, key=uuid4(), details=details(world, **changed), by=world.com)
    assert not Appointment.objects.exists()
    assert not AuditEvent.objects.exists()


def test_two_at_the_same_time_a_shut_place_and_a_home_visit_in_prison_are_refused(world, out, book):
    book()
    with pytest.raises(DomainError, match="another appointment"):
        book()
    OpeningTime.objects.create(place=place(), weekday=at(3).weekday(), opens=time(9), closes=time(12))
    with pytest.raises(DomainError, match="is shut then"):
        book(days=3, hour=14)
    assert book(days=3, hour=10)
    with pytest.raises(DomainError, match="out of prison"):
        book(world.someone, world.pom, kind="home", place=None)


def test_staff_of_elsewhere_and_the_person_book_nothing(world, out):
    for who in (world.pom_elsewhere, out.user, world.mentor):
        with pytest.raises(PermissionDenied):
            actions.book_appointment(out, key=uuid4(), details=details(world), by=who)


def test_a_change_keeps_what_another_changed_first(world, book):
    meeting = book()
    new = details(world, days=4)
    actions.change_appointment(meeting, details=new, version=1, by=world.com)
    assert told(meeting.person.user, "appointment.changed") == 1
    with pytest.raises(DomainError, match="Someone else changed"):
        actions.change_appointment(meeting, details=details(world, days=5), version=1, by=world.com)


def test_no_unacceptable_absence_before_the_person_was_asked_and_answered(world, over):
    meeting = over()
    with pytest.raises(DomainError):  # not asked at all
        actions.decide(meeting, outcome=Status.UNACCEPTABLE, reason="No", by=world.com)
    actions.ask_what_happened(meeting, how="portal", by=world.com)
    assert told(meeting.person.user, "appointment.asked") == 1
    with pytest.raises(DomainError, match="can still answer"):
        actions.decide(meeting, outcome=Status.UNACCEPTABLE, reason="No", by=world.com)
    actions.reply(meeting, answer="ill", words="I was sick.", how="portal", by=meeting.person.user)
    assert told(world.com, "appointment.replied") == 1
    actions.decide(meeting, outcome=Status.UNACCEPTABLE, reason="No note", by=world.com)
    assert told(meeting.person.user, "appointment.decided") == 1
    actions.decide(meeting, outcome=Status.ACCEPTABLE, reason="We saw the note", by=world.com)
    assert Appointment.objects.get().status == Status.ACCEPTABLE


def test_the_database_holds_the_same_rule(world, over):
    """Whatever code is written later, the row itself cannot say it."""
    meeting = over()
    actions.ask_what_happened(meeting, how="phone", by=world.com)
    for changes in ({"decided_at": clock.now()}, {"decided_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.filter(pk=meeting.pk).update(status="unacceptable", **changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=meeting.pk).update(
            status="acceptable", asked_at=None, reply_due_at=None, decided_at=clock.now()
        )


def test_when_the_time_is_up_it_can_be_decided_and_a_late_answer_still_counts(world, over):
    meeting = over()
    actions.ask_what_happened(meeting, how="portal", by=world.com)
    with time_machine.travel(meeting.reply_due_at + timedelta(minutes=1)):
        actions.decide(meeting, outcome=Status.UNACCEPTABLE, reason="No answer", by=world.com)
        assert meeting.may_reply
        actions.reply(meeting, answer="travel", words="", how="phone", by=world.com)
        assert not meeting.may_reply
        actions.decide(meeting, outcome=Status.KEPT, reason="They were there", by=world.com)
    assert Appointment.objects.get().status == Status.KEPT


def test_who_has_no_way_in_is_asked_another_way(world, over):
    meeting = over()
    OwnPhone.objects.update(ended_at=clock.now())
    with pytest.raises(DomainError, match="cannot sign in"):
        actions.ask_what_happened(meeting, how="portal", by=world.com)
    actions.ask_what_happened(meeting, how="letter", by=world.com)
    assert Appointment.objects.get().asked_how == "letter"


def test_staff_say_how_they_were_told_and_the_person_sees_who_wrote(world, over):
    meeting = over()
    actions.ask_what_happened(meeting, how="portal", by=world.com)
    with pytest.raises(DomainError, match="how the person told you"):
        actions.reply(meeting, answer="ill", how="portal", by=world.com)
    actions.reply(meeting, answer="ill", how="phone", by=world.com)
    with pytest.raises(DomainError, match="here already"):
        actions.reply(meeting, answer="forgot", how="portal", by=meeting.person.user)
    assert Appointment.objects.get().replied_by == world.com


def test_not_coming_by_choice_is_never_an_unacceptable_absence(world, over):
    meeting = over(is_required=False)
    actions.ask_what_happened(meeting, how="portal", by=world.com)
    actions.reply(meeting, answer="forgot", how="portal", by=meeting.person.user)
    with pytest.raises(DomainError, match="choice"):
        actions.decide(meeting, outcome=Status.UNACCEPTABLE, reason="No", by=world.com)


def test_five_working_days_to_answer():
    friday = datetime(2026, 11, 20, 15, tzinfo=clock.LONDON)
    assert reply_due(friday) == datetime(2026, 11, 27, 23, 59, tzinfo=clock.LONDON)
    sunday = datetime(2026, 11, 22, 9, tzinfo=clock.LONDON)
    assert reply_due(sunday).date().isoformat() == "2026-11-27"


def test_cancelling_tells_the_person_and_sends_a_letter_that_says_nothing(world, book):
    meeting = book()
    actions.cancel_appointment(meeting, reason="I am ill", by=world.com)
    assert told(meeting.person.user, "appointment.cancelled") == 1
    assert Job.objects.filter(name="justice_portal.phones.send_news").count() == 1
    with pytest.raises(DomainError):
        actions.record_kept(meeting, by=world.com)
