"""Rows for the access matrix."""

from datetime import time, timedelta

from justice_portal import clock
from rehab.models import Appointment, MeetingPlace, MoveAsked, OpeningTime, Reminder, ReminderChoice


def rows(world, state, person):
    made_in = world.there if state == "elsewhere" else world.here
    now = clock.now()
    place, is_new = MeetingPlace.objects.get_or_create(
        name="Near office", postcode="ZZ1 1ZZ",
        defaults={"address": "1 Mill Lane, Hereford", "phone": "01632 960001", "way": "Leave the station.\nTurn left."},
    )  # fmt: skip
    if is_new:
        for day in range(7):
            OpeningTime.objects.create(place=place, weekday=day, opens=time(9), closes=time(17))
    about = {"person": person, "made_in": made_in, "booked_by": world.com, "staff": world.com}
    coming = Appointment.objects.create(
        **about, kind="office", about="supervision", place=place, bring="Photo ID",
        starts_at=now + timedelta(days=2), ends_at=now + timedelta(days=2, minutes=30),
    )  # fmt: skip
    Reminder.objects.create(appointment=coming, way="notice", for_day=now.date())
    ReminderChoice.objects.get_or_create(person=person)
    free = Appointment.objects.create(
        **about, kind="office", about="housing", place=place, instead_of=world.manager, instead_why="away",
        starts_at=now + timedelta(days=4), ends_at=now + timedelta(days=4, minutes=30),
    )  # fmt: skip
    refused = {"status": "refused", "answer": "Some words", "answered_at": now, "answered_by": world.com}
    said = {"wants": "move", "why": "work", "words": "Some words"}
    asked_to_move = MoveAsked.objects.create(appointment=coming, was_at=coming.starts_at, **said)
    MoveAsked.objects.create(appointment=free, was_at=free.starts_at, **said, **refused)
    over = Appointment.objects.create(
        **about, kind="phone", about="health",
        starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1),
    )  # fmt: skip
    asked = Appointment.objects.create(
        **about, kind="office", about="work", place=place, status="asked", asked_at=now, asked_by=world.com,
        asked_how="portal", reply_due_at=now + timedelta(days=5),
        starts_at=now - timedelta(days=3), ends_at=now - timedelta(days=3, hours=-1),
    )  # fmt: skip
    return {
        "appointment": coming,
        "appointment_free": free,
        "move_asked": asked_to_move,
        "appointment_over": over,
        "appointment_asked": asked,
        "meeting_place": place,
    }
