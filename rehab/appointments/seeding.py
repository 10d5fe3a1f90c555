"""Invented appointments: half a year of them, some missed, and the weeks to come."""

import random
from datetime import datetime, time, timedelta
from typing import Any

from justice_portal import clock
from justice_portal.estate.models import DeliveryUnit
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from rehab.appointments.details import reply_due
from rehab.appointments.models import Appointment, MeetingPlace, OpeningTime, Reminder
from rehab.appointments.moving.models import MoveAsked

STREETS = ["Mill Lane", "Bridge Street", "Station Road", "Castle Street", "Chapel Row", "Market Place"]
WAY = (
    "Come out of the station by the main door.",
    "Turn left and walk past the bank.",
    "The office has a green door, next to the library.",
)
WAY_WELSH = (
    "Dewch allan o'r orsaf drwy'r prif ddrws.",
    "Trowch i'r chwith a cherddwch heibio'r banc.",
    "Mae drws gwyrdd gan y swyddfa, wrth ymyl y llyfrgell.",
)
MEETING = (
    "id", "person_id", "kind", "about", "is_required", "starts_at", "ends_at", "place_id", "staff_id", "service", "bring",
    "status", "booked_at", "booked_by_id", "made_in_id", "asked_at", "asked_how", "reply_due_at", "reply", "reply_how",
    "replied_at", "decided_at", "decided_by_id", "reason",
)  # fmt: skip
ASKED_TO_MOVE = ("id", "appointment_id", "wants", "why", "words", "was_at", "status", "asked_at", "answer")
NONE = (None, "", None, "", "", None, None, None, "")


@seeder(order=113)
def appointments(estate: SeedEstate, rng: random.Random) -> None:
    """Probation about every two weeks, services now and then; who was reminded missed fewer."""
    places = _places(estate, rng)
    meetings: list[tuple[Any, ...]] = []
    reminders: list[tuple[Any, ...]] = []
    for person in estate.people:
        inside, guide = person.is_in_prison, estate.demo.person.id if estate.demo else None
        staff = (person.key_worker if inside else None) or person.com or person.pom or person.key_worker
        if staff is None or not person.user or (inside and rng.random() < 0.5 and person.id != guide):
            continue
        place = places.get(person.delivery_unit) if not person.is_in_prison else None
        if person.is_in_prison or place:
            _life(estate, rng, person, (staff, place), meetings, reminders)
    estate.load(Appointment, MEETING, meetings)
    estate.load(MoveAsked, ASKED_TO_MOVE, _asked_to_move(estate, rng, meetings))
    estate.load(Reminder, ("id", "appointment_id", "way", "for_day", "status", "made_at", "sent_at"), reminders)


def _asked_to_move(estate: SeedEstate, rng: random.Random, meetings: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """A few ask for another time; of the guide's person the last one to come."""
    guide = estate.demo.person.id if estate.demo else None
    names = [MEETING.index(name) for name in ("id", "person_id", "starts_at", "status")]
    coming = [
        one for one in ([row[at] for at in names] for row in meetings) if one[3] == "planned" and one[2] > clock.now()
    ]
    last = {person: key for key, person, _starts, _status in coming}
    asked = estate.days_ago(1, 11)
    return [
        (estate.key(rng, asked), key, "move", "work", "I have a course then. I can come in the afternoon.", starts, "asked",
         asked, "")
        for key, person, starts, _status in coming
        if last[person] == key and (person == guide or rng.random() < 0.02)
    ]  # fmt: skip


def _places(estate: SeedEstate, rng: random.Random) -> dict[Any, Any]:
    """An office for each delivery unit that somebody is at, open on working days."""
    units = sorted({one.delivery_unit for one in estate.people if one.delivery_unit}, key=str)
    names = dict(DeliveryUnit.objects.filter(pk__in=units).values_list("pk", "name"))
    made, rows, hours = {}, [], []
    for unit in units:
        key, street = estate.key(rng), rng.choice(STREETS)
        made[unit] = key
        address = f"{rng.randint(2, 90)} {street}, {names[unit]}"[:200]
        rows.append((key, f"{street} office, {names[unit]}"[:120], address, f"ZZ{rng.randint(1, 9)} {rng.randint(1, 9)}ZZ",
                     "01632 960001", "\n".join(WAY), "\n".join(WAY_WELSH), unit))  # fmt: skip
        hours += [(estate.key(rng), key, day, time(9), time(17)) for day in range(5)]
    fields = ("id", "name", "address", "postcode", "phone", "way", "way_welsh", "delivery_unit_id")
    estate.load(MeetingPlace, fields, rows)
    estate.load(OpeningTime, ("id", "place_id", "weekday", "opens", "closes"), hours)
    return made


def _life(
    estate: SeedEstate,
    rng: random.Random,
    person: SeedPerson,
    who: tuple[Any, Any],
    meetings: list[Any],
    reminders: list[Any],
) -> None:
    """One person's: back to when they came, and two or three to come."""
    since = min((estate.today - person.came_on).days, 180)
    is_guide = estate.demo is not None and person.id == estate.demo.person.id
    days, first = [], True
    ago = rng.choice([1, 3, 6, 10])
    while ago <= since:
        days.append(ago)
        ago += rng.choice([7, 14, 14, 28])
    for ago in (*days, -1 if is_guide else -rng.randint(1, 6), -rng.randint(7, 20)):
        at = _working(estate.day(ago), rng)
        was_reminded = ago > 0 and rng.random() < 0.6
        ended = _what_came(rng, at, who[0], was_reminded) if ago > 0 else ("planned", NONE)
        if is_guide and ago > 0 and first:
            ended, first = _asked_now(at), False
        meeting = _meeting(estate, rng, person, who, at, ended)
        meetings.append(meeting)
        if was_reminded:
            sent = at - timedelta(days=1)
            reminders.append((estate.key(rng, sent), meeting[0], "notice", at.date(), "sent", sent, sent))


def _working(day: Any, rng: random.Random) -> datetime:
    day -= timedelta(days=max(day.weekday() - 4, 0))
    return datetime.combine(day, time(rng.randint(9, 15), rng.choice([0, 30])), clock.LONDON)


def _meeting(
    estate: SeedEstate,
    rng: random.Random,
    person: SeedPerson,
    who: tuple[Any, Any],
    at: datetime,
    ended: tuple[str, Any],
) -> tuple[Any, ...]:
    staff, place = who
    about = (
        "key_work"
        if person.is_in_prison
        else rng.choice(["supervision", "supervision", "supervision", "housing", "work"])
    )
    kind = "office" if about in {"key_work", "supervision"} or rng.random() < 0.5 else "phone"
    service = (
        "" if about in {"key_work", "supervision"} else {"housing": "Green Homes", "work": "Jobcentre Plus"}[about]
    )
    booked = at - timedelta(days=10)
    status, rest = ended
    return (
        estate.key(rng, booked), person.id, kind, about, not service or status == "unacceptable", at,
        at + timedelta(minutes=30), place if kind == "office" else None, staff, service, "A letter with your name on it",
        status, booked, staff, person.establishment, *rest,
    )  # fmt: skip


def _what_came(rng: random.Random, at: datetime, staff: Any, was_reminded: bool) -> tuple[str, tuple[Any, ...]]:
    """About one in eight missed with a reminder, one in five without; most had a good reason."""
    if rng.random() > (0.12 if was_reminded else 0.2):
        return "kept", (None, "", None, "", "", None, at + timedelta(hours=1), staff, "")
    asked, decided = at + timedelta(hours=2), at + timedelta(days=12)
    if decided > clock.now():
        return "asked", (asked, "portal", reply_due(asked), "", "", None, None, None, "")
    if rng.random() < 0.7:
        replied, reply = at + timedelta(days=1), rng.choice(["ill", "travel", "work", "family"])
        words = "You told us in time."
        return "acceptable", (asked, "portal", reply_due(asked), reply, "portal", replied, decided, staff, words)
    return "unacceptable", (
        asked,
        "portal",
        reply_due(asked),
        "",
        "",
        None,
        decided,
        staff,
        "We heard nothing from you.",
    )


def _asked_now(at: datetime) -> tuple[str, tuple[Any, ...]]:
    """The guide's person is asked what happened with their last one."""
    asked = min(at + timedelta(hours=2), clock.now())
    return "asked", (asked, "portal", reply_due(clock.now()), "", "", None, None, None, "")
