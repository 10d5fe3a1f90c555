"""A life in custody and after, invented: stays, transfers, releases and recalls that end where the person is now."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from justice_portal.people.models import Movement, Person

Kind, Place, Status = Movement.Kind, Person.Place, Person.Status
DAY = timedelta(days=1)
#: A stay shorter than this may still be on remand; on licence at most so long after release (days).
REMAND, LICENCE = 150, 400


@dataclass
class Houses:
    """Where people can be put. free: cells of a prison with room left, as (cell, wing), one entry a place."""

    prisons: list[UUID]
    for_women: set[UUID]
    cells: dict[UUID, list[tuple[UUID, UUID]]]
    free: dict[UUID, list[tuple[UUID, UUID]]]
    units: list[UUID]

    def any_cell(self, prison: UUID, rng: Random) -> UUID | None:
        return rng.choice(self.cells[prison])[0] if self.cells.get(prison) else None


@dataclass(frozen=True, slots=True)
class Event:
    """One movement to be."""

    kind: str
    on: date
    left: UUID | None = None
    to: UUID | None = None
    cell: UUID | None = None
    unit: UUID | None = None


@dataclass
class History:
    """What happened to one person, oldest first, and where it left them."""

    place: str
    standing: str  # a value of Person.Status
    came_on: date
    unit: UUID
    first_on: date
    wing: UUID | None = None
    cell: UUID | None = None
    bound_for: UUID | None = None
    release_on: date | None = None
    events: list[Event] = field(default_factory=list)

    def status_after(self, nth: int) -> str:
        """As what the nth event left them: so that the events alone tell where they are now."""
        kind = self.events[nth].kind
        is_last = kind not in {event.kind for event in self.events[nth + 1 :]}
        match kind:
            case Kind.RECEPTION if nth and self.events[nth - 1].kind == Kind.RECALL:
                return Status.RECALLED
            case Kind.RECEPTION:
                still_there = is_last and self.place in {Place.PRISON, Place.TRANSFER}
                return self.standing if still_there else Status.SENTENCED
            case Kind.RELEASE:
                supervised = {Status.HDC, Status.POST_SENTENCE}
                return self.standing if is_last and self.standing in supervised else Status.LICENCE
            case Kind.RECALL:
                return Status.RECALLED
        return Status.ENDED if kind == Kind.ENDED else ""


def tell(rng: Random, today: date, born_on: date, houses: Houses, prison: UUID | None) -> History:
    """The history of someone who is now in this prison or, without one, on the way, on licence or done."""
    grown = born_on + timedelta(days=round(18 * 365.25))
    most = max(1, (today - grown).days)
    unit = rng.choice(houses.units)
    if prison:
        return _inside(rng, today, grown, most, houses, prison, unit)
    at = rng.choice(houses.prisons)
    draw = rng.random()
    if draw < 0.02:
        return _on_the_way(rng, today, grown, most, houses, at, unit)
    since = min(most, rng.randint(3, LICENCE) if draw < 0.84 else rng.randint(LICENCE, 2200))
    out_on = today - timedelta(days=max(0, since - 1))
    came_on = max(grown, out_on - timedelta(days=rng.randint(60, 900)))
    history = _stays(rng, grown, came_on, houses, at, unit)
    history.events.append(Event(Kind.RELEASE, out_on, left=at, unit=unit))
    history.came_on = out_on
    if draw < 0.84:
        history.place, history.standing = (
            Place.COMMUNITY,
            rng.choices([Status.LICENCE, Status.POST_SENTENCE, Status.HDC, Status.RECALLED], weights=[74, 14, 8, 4])[0],
        )
        if history.standing == Status.RECALLED:
            history.events.append(Event(Kind.RECALL, max(out_on, today - timedelta(days=rng.randint(0, 3))), unit=unit))
    else:
        history.place, history.standing = Place.ENDED, Status.ENDED
        ended_on = min(today - DAY, out_on + timedelta(days=rng.randint(180, LICENCE)))
        history.events.append(Event(Kind.ENDED, max(out_on, ended_on), unit=unit))
    return history


def _inside(rng: Random, today: date, grown: date, most: int, houses: Houses, prison: UUID, unit: UUID) -> History:
    since = min(most, 1 + int(rng.expovariate(1 / 320)))
    history = _stays(rng, grown, today - timedelta(days=since), houses, prison, unit)
    history.place = Place.PRISON
    if history.standing != Status.RECALLED:
        on_remand = since < REMAND and rng.random() < 0.5
        history.standing = Status.UNSENTENCED if on_remand else Status.SENTENCED
    if history.standing != Status.UNSENTENCED:
        left = 56 - min(50, since) if history.standing == Status.RECALLED else int(rng.triangular(4, 2600, 90))
        history.release_on = today + timedelta(days=max(2, left))
    cell, wing = houses.free[prison].pop() if houses.free[prison] else rng.choice(houses.cells[prison])
    history.cell, history.wing = cell, wing
    came_on = history.came_on
    moved_on = came_on + timedelta(days=rng.randint(1, max(1, (today - came_on).days)))
    if rng.random() < 0.6 and came_on < moved_on <= today:
        history.events.append(Event(Kind.CELL, moved_on, left=prison, to=prison, cell=cell))
    else:
        last = history.events.pop()
        history.events.append(Event(last.kind, last.on, last.left, last.to, cell, last.unit))
    return history


def _on_the_way(rng: Random, today: date, grown: date, most: int, houses: Houses, at: UUID, unit: UUID) -> History:
    history = _stays(rng, grown, today - timedelta(days=min(most, rng.randint(5, 500))), houses, at, unit)
    history.place, history.standing = Place.TRANSFER, Status.SENTENCED
    same = [one for one in houses.prisons if one != at and (one in houses.for_women) == (at in houses.for_women)]
    history.bound_for = rng.choice(same or [at])
    history.events.append(Event(Kind.TRANSFER_OUT, today, left=at, to=history.bound_for))
    history.came_on = today
    history.release_on = today + timedelta(days=rng.randint(30, 900))
    return history


def _stays(rng: Random, grown: date, came_on: date, houses: Houses, last: UUID, unit: UUID) -> History:
    """Everything up to the arrival at the last prison, on came_on or, after a transfer, some time before it."""
    events: list[Event] = []
    recalled = False
    start = came_on
    for _nth in range(rng.choices([0, 1, 2, 3], weights=[48, 30, 14, 8])[0]):
        gap, length = rng.randint(20, 900), rng.randint(40, 700)
        out_on = start - timedelta(days=gap)
        in_on = out_on - timedelta(days=length)
        if in_on <= grown:
            break
        events = [*_one_stay(rng, in_on, out_on, houses, last, unit, recall=gap < 120, back_on=start), *events]
        recalled = recalled or (start == came_on and gap < 120)
        start = in_on
    first_on = start
    # The last stay may have begun elsewhere.
    elsewhere = rng.choice(houses.prisons)
    before = came_on - timedelta(days=rng.randint(2, 200))
    if rng.random() < 0.45 and elsewhere != last and not events and before > grown:
        events += [
            Event(Kind.RECEPTION, before, to=elsewhere, cell=houses.any_cell(elsewhere, rng)),
            Event(Kind.TRANSFER_OUT, came_on, left=elsewhere, to=last),
            Event(Kind.TRANSFER_IN, came_on, to=last, cell=houses.any_cell(last, rng)),
        ]
        first_on = before
    else:
        events.append(Event(Kind.RECEPTION, came_on, to=last, cell=houses.any_cell(last, rng)))
    return History(
        place=Place.PRISON,
        standing=Status.RECALLED if recalled else Status.SENTENCED,
        came_on=came_on,
        unit=unit,
        first_on=first_on,
        events=events,
    )


def _one_stay(
    rng: Random, in_on: date, out_on: date, houses: Houses, last: UUID, unit: UUID, *, recall: bool, back_on: date
) -> list[Event]:
    """An earlier stay, from coming in to coming back."""
    at = rng.choice(houses.prisons) if rng.random() < 0.6 else last
    events = [Event(Kind.RECEPTION, in_on, to=at, cell=houses.any_cell(at, rng))]
    half = in_on + (out_on - in_on) // 2
    if rng.random() < 0.4 and half > in_on:
        other = rng.choice(houses.prisons)
        if other != at:
            events.append(Event(Kind.TRANSFER_OUT, half, left=at, to=other))
            events.append(Event(Kind.TRANSFER_IN, half, to=other, cell=houses.any_cell(other, rng)))
            at = other
    events.append(Event(Kind.RELEASE, out_on, left=at, unit=unit))
    if recall:
        events.append(Event(Kind.RECALL, back_on - min(3 * DAY, back_on - out_on), unit=unit))
    elif back_on - out_on > timedelta(days=200):
        events.append(Event(Kind.ENDED, out_on + (back_on - out_on) * 3 // 4, unit=unit))
    return events
