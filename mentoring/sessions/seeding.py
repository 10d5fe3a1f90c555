"""Free hours of the invented mentors, times that places keep, and sessions: kept, missed, and a few ahead."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from justice_portal import clock
from justice_portal.seeding import SeedEstate, seeder
from mentoring.matching.models import Match
from mentoring.mentors.file.models import MentorHours
from mentoring.mentors.models import Mentor
from mentoring.sessions.models import FreeHour, MentoringSession, VisitSlot

HOUR = ("id", "mentor_id", "weekday", "starts", "ends")
SLOT = (
    "id", "establishment_id", "wing_id", "delivery_unit_id", "kind", "weekday", "starts", "ends", "where", "added_at", "added_by_id",
)  # fmt: skip
SESSION = (
    "id", "match_id", "person_id", "mentor_id", "slot_id", "kind", "starts_at", "ends_at", "status", "booked_at", "booked_by_id",
    "made_in_id", "missed_why", "next_step", "shared_note", "note_state", "staff_note", "said_at", "said_by_id", "mood", "mood_at",
    "reminded_at", "off_why",
)  # fmt: skip
LOGGED = ("id", "mentor_id", "what", "done_on", "minutes", "pence", "cost_note", "cost", "added_at")
#: Each place keeps these, of every weekday: one room in the afternoon, one line in the morning.
KEPT = (
    ("meet", time(14), time(14, 45), "Room 2, visits hall"),
    ("phone", time(10), time(10, 30), "Staff put the call through"),
)
SAID = (
    "You had good ideas for your CV.",
    "We talked about your first week out.",
    "You read a whole page. Well done.",
    "",
)
STAFF = ("", "", "", "Quiet today. I asked how the week was, and left it there.")
MISSED = ("not_let", "not_let", "ill", "chose", "mentor", "place", "line")
#: Of a hundred sessions in the past, so many did not take place.
OF_HUNDRED, WEEKS = 22, 8


@seeder(order=146)
def sessions(estate: SeedEstate, rng: Random) -> None:
    """Every second running match meets each week; the two of the demo too, with one that waits for its outcome."""
    mentors = list(Mentor.objects.order_by("pk"))
    if not mentors:
        return
    if estate.demo:
        guides = [one.id for one in estate.demo.staff.values()]
        Mentor.objects.filter(user__in=guides).update(ways=["meet", "phone", "write"])
    since = estate.days_ago(200)
    hours = [(estate.key(rng, since), one.pk, day, time(9), time(17)) for one in mentors for day in range(5)]
    estate.load(FreeHour, HOUR, hours)
    slots = _slots(estate, rng, since)
    estate.load(VisitSlot, SLOT, [row for rows in slots.values() for row in rows])
    rows, logged = Maker(estate, rng, slots).rows()
    estate.load(MentoringSession, SESSION, rows)
    estate.load(MentorHours, LOGGED, logged)


def _slots(estate: SeedEstate, rng: Random, since: datetime) -> dict[UUID, list[tuple]]:
    """Place -> its slots: prisons that have mentors, and offices of people who are out."""
    prisons = dict.fromkeys(Mentor.objects.order_by("pk").values_list("establishment", flat=True))
    units = dict.fromkeys(one.delivery_unit for one in estate.people if one.delivery_unit and not one.establishment)
    found: dict[UUID, list[tuple]] = {}
    for place in [*prisons, *units]:
        prison, unit = (place, None) if place in prisons else (None, place)
        found[place] = [
            (estate.key(rng, since), prison, None, unit, kind, day, starts, ends, where, since, None)
            for day in range(5)
            for kind, starts, ends, where in KEPT
        ]
    return found


class Maker:
    """Gives each slot, each mentor and each person one session at a time, as the database does."""

    def __init__(self, estate: SeedEstate, rng: Random, slots: dict[UUID, list[tuple]]) -> None:
        self.estate, self.rng, self.slots = estate, rng, slots
        self.taken: set[tuple[Any, datetime]] = set()
        self.rows_made: list[tuple] = []
        self.logged: list[tuple] = []

    def rows(self) -> tuple[list[tuple], list[tuple]]:
        demo = self.estate.demo.person.id if self.estate.demo else None
        live = Match.objects.filter(status=Match.Status.ACTIVE).select_related("person", "mentor__mentor")
        for match in sorted(live, key=lambda one: (one.person_id != demo, str(one.pk))):
            if match.person_id != demo and self.rng.random() < 0.5:
                continue
            place = match.person.establishment_id or match.person.delivery_unit_id
            if place in self.slots:
                self._of(match, self.slots[place], is_demo=match.person_id == demo)
        return self.rows_made, self.logged

    def _of(self, match: Match, slots: list[tuple], *, is_demo: bool) -> None:
        weekday = self.rng.randrange(5)
        for week in range(-WEEKS, 2):
            day = self.estate.today + timedelta(days=weekday - self.estate.today.weekday() + 7 * week)
            if day <= match.started_at.date() or (week > 0 and not is_demo and self.rng.random() < 0.5):
                continue
            for slot in slots:
                span = slot[5] == weekday and self._free(match, slot, day)
                if span:
                    self._add(match, slot, span, is_demo=is_demo)
                    break

    def _free(self, match: Match, slot: tuple, day: date) -> tuple[datetime, datetime] | None:
        starts, ends = (datetime.combine(day, wall, clock.LONDON) for wall in (slot[6], slot[7]))
        marks = {(who, starts) for who in (slot[0], match.person_id, match.mentor_id)}
        if marks & self.taken or day > match.mentor.mentor.vetted_until_on:
            return None
        self.taken |= marks
        return starts, ends

    def _add(self, match: Match, slot: tuple, span: tuple[datetime, datetime], *, is_demo: bool) -> None:
        rng, (starts, ends) = self.rng, span
        ahead = ends > clock.now()
        waits = is_demo and not ahead and ends > clock.now() - timedelta(days=7)
        status = "booked" if ahead or waits else "missed" if rng.randrange(100) < OF_HUNDRED else "kept"
        key, said = self.estate.key(rng, starts - timedelta(days=5)), status in {"kept", "missed"}
        words = rng.choice(SAID) if status == "kept" else ""
        mood = rng.choice(["great", "good", "good", "fine", "bad"]) if status == "kept" and rng.random() < 0.6 else ""
        after = ends + timedelta(hours=2)
        self.rows_made.append(
            (
                key, match.pk, match.person_id, match.mentor_id, slot[0], slot[4], starts, ends, status,
                starts - timedelta(days=5), match.mentor_id, match.person.establishment_id,
                rng.choice(MISSED) if status == "missed" else "", rng.choice(["again", "goal", "mentor"]) if said else "",
                words, "shared" if words else "", rng.choice(STAFF) if said else "", after if said else None,
                match.mentor_id if said else None, mood, after if mood else None,
                None if ahead else starts - timedelta(days=1), "",
            )
        )  # fmt: skip
        if status == "kept":
            minutes = int((ends - starts).total_seconds()) // 60
            logged = (key, match.mentor.mentor.pk, "meeting", starts.date(), minutes, 0, "", "none", after)
            self.logged.append(logged)
