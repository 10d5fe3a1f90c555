"""Invented people with years of history behind them, each of whose movements leads to where they are now."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

import justice_portal.people.dates.seeding  # noqa: F401
from justice_portal import clock
from justice_portal.accounts.models import Door, RoleHeld, User
from justice_portal.estate.models import Cell, Establishment
from justice_portal.grants import Reach, Role
from justice_portal.people.demo_people import Guided, account_of, guided, restrict
from justice_portal.people.history import History, Houses, tell
from justice_portal.people.invention import Invented, birthday, invent, reserved_number
from justice_portal.people.models import Alert, AlertCode, Allocation, Movement, Person
from justice_portal.seeding import SeedEstate, SeedPerson, seeder

AT_ONCE = 4_000
Made = tuple[SeedPerson, Invented, History]
UNUSABLE = "!"
PERSON = (
    "id", "user_id", "prison_number", "crn", "given_name", "family_name", "preferred_name", "born_on", "language",
    "wants_welsh", "reading", "place", "status", "establishment_id", "wing_id", "cell_id", "delivery_unit_id",
    "bound_for_id", "release_on", "release_source", "created_at",
)  # fmt: skip
MOVEMENT = (
    "id", "person_id", "kind", "happened_at", "from_establishment_id", "to_establishment_id", "to_cell_id",
    "to_delivery_unit_id", "recorded_at", "source", "status",
)  # fmt: skip
ALLOCATION = ("id", "person_id", "user_id", "role", "establishment_id", "started_at", "given_by_id", "ended_at")
USER = ("id", "password", "username", "name", "door", "joined_at", "language")
ROLE = ("id", "user_id", "role", "reach", "starts_at")
ALERT = ("id", "person_id", "code_id", "starts_on", "ends_on", "added_at")
#: Codes that change what staff do, and how many of a thousand people have each.
ALERTS = {"XIT": 12, "RNO121": 8, "RCON": 40, "VLES": 15, "HID": 30, "MHT": 12, "PEEP": 10, "LCE": 60, "F1": 25, "HA": 18,
          "VIP": 8, "ROTL": 6, "TAP": 15, "XA": 10, "VOP": 20, "MAS": 35}  # fmt: skip


@seeder(order=30)
def people(estate: SeedEstate, rng: Random) -> None:
    """Everyone, with accounts, movements, allocations and alerts."""
    houses = _houses(estate, rng)
    maker = Maker(estate, rng, houses)
    made = [maker.guided(nth, one) for nth, one in enumerate(guided(estate, houses))] if estate.is_demo else []
    wanted: list[UUID | None] = [prison for prison, share in estate.shares.items() for _nth in range(share)]
    for one, _who, _history in made:
        if one.establishment:
            wanted.remove(one.establishment)
    wanted += [None] * (estate.size - len(made) - len(wanted))
    rng.shuffle(wanted)
    for number, prison in enumerate(wanted, start=len(made)):
        made.append(maker.make(number, prison))
        if len(made) >= AT_ONCE:
            maker.write(made)
            made = []
    maker.write(made)
    if estate.demo is not None:
        estate.demo.person, estate.demo.welsh_person, estate.demo.licence_person = estate.people[:3]
        restrict(estate)


class Maker:
    """Makes people one by one and writes them many at a time."""

    def __init__(self, estate: SeedEstate, rng: Random, houses: Houses) -> None:
        self.estate, self.rng, self.houses = estate, rng, houses
        self.crns, self.now = 0, clock.now()
        self.new_users: set[UUID] = set()
        self.codes = {code.code: code.pk for code in AlertCode.objects.filter(is_active=True)}
        self.workers = Workers(estate)

    def make(self, number: int, prison: UUID | None) -> Made:
        """Somebody of the bulk, in that prison or in none."""
        rng, estate = self.rng, self.estate
        who = invent(rng, woman=prison in self.houses.for_women or (prison is None and rng.random() < 0.12))
        born_on = birthday(rng, estate.today)
        history = tell(rng, estate.today, born_on, self.houses, prison)
        one = self._person_of(number, prison, who, born_on, history)
        if one.place != "ended":
            one.user = estate.key(rng, history.first_on)
            self.new_users.add(one.user)
            self.workers.give(one, rng)
        return one, who, history

    def guided(self, number: int, guide: Guided) -> Made:
        """Somebody of the demo, with an account that can sign in."""
        last = guide.history.events[-1]
        prison = last.to if guide.history.place == "prison" else None
        one = self._person_of(number, prison, guide.who, guide.born_on, guide.history)
        one.user = account_of(number, guide) if guide.title else None
        self.workers.give(one, self.rng)
        for role, worker in guide.staff.items():
            setattr(one, role, worker.id)
        return one, guide.who, guide.history

    def _person_of(
        self, number: int, prison: UUID | None, who: Invented, born_on: date, history: History
    ) -> SeedPerson:
        estate, rng = self.estate, self.rng
        has_com = history.place != "prison" or (history.release_on and (history.release_on - estate.today).days < 255)
        return SeedPerson(
            id=estate.key(rng, history.first_on),
            number=reserved_number(number),
            called=who.called,
            family_name=who.family_name,
            born_on=born_on,
            place=history.place,
            status=history.standing,
            establishment=prison,
            wing=history.wing,
            delivery_unit=history.unit if has_com else None,
            came_on=history.came_on,
            first_on=history.first_on,
            release_on=history.release_on,
            language=who.language,
            wants_welsh=who.wants_welsh,
            reading=who.reading,
        )

    def write(self, made: list[Made]) -> None:
        estate, rng = self.estate, self.rng
        with_user = [one for one, _who, _history in made if one.user in self.new_users]
        self.new_users.clear()
        estate.people += [one for one, _who, _history in made]
        estate.load(
            User,
            USER,
            (
                (
                    one.user,
                    UNUSABLE,
                    one.number,
                    one.called,
                    Door.TABLET,
                    estate.moment(one.first_on, rng),
                    "cy" if one.wants_welsh else "en",
                )
                for one in with_user
            ),
        )
        estate.load(
            RoleHeld,
            ROLE,
            (
                (estate.key(rng, one.first_on), one.user, Role.PERSON, Reach.OWN, estate.moment(one.first_on, rng))
                for one in with_user
            ),
        )
        estate.load(Person, PERSON, (self._person(*entry) for entry in made))
        estate.load(Movement, MOVEMENT, (row for one, _who, history in made for row in self._movements(one, history)))
        estate.load(Allocation, ALLOCATION, (row for one, _who, _history in made for row in self._allocations(one)))
        estate.load(Alert, ALERT, (row for one, _who, _history in made for row in self._alerts(one)))

    def _person(self, one: SeedPerson, who: Invented, history: History) -> tuple:
        return (
            one.id, one.user, one.number, self.crn(one), who.given_name, who.family_name, who.preferred_name,
            one.born_on, who.language, who.wants_welsh, who.reading, one.place, one.status, one.establishment, one.wing,
            history.cell, one.delivery_unit, history.bound_for, one.release_on,
            "Sentence calculation" if one.release_on else "", self.estate.moment(one.first_on, self.rng),
        )  # fmt: skip

    def crn(self, one: SeedPerson) -> str | None:
        """Probation's number, for those whom probation knows."""
        if one.delivery_unit is None:
            return None
        self.crns += 1
        return f"Z{self.crns:06d}"

    def _movements(self, one: SeedPerson, history: History) -> Iterator[tuple]:
        """In the order they happened, each later than the one before on the same day."""
        at = None
        for nth, event in enumerate(history.events):
            earliest = self.estate.moment(event.on, self.rng, 7, 18)
            at = earliest if at is None or earliest > at else at + timedelta(minutes=self.rng.randint(20, 90))
            at = min(at, self.now - timedelta(seconds=len(history.events) - nth))
            yield (
                self.estate.key(self.rng, at), one.id, event.kind, at, event.left, event.to, event.cell, event.unit, at,
                "seed", history.status_after(nth),
            )  # fmt: skip

    def _allocations(self, one: SeedPerson) -> Iterator[tuple]:
        began = self.estate.moment(
            min(self.estate.today, one.came_on + timedelta(days=self.rng.randint(0, 9))), self.rng
        )
        began = min(began, self.now)
        for role, user in ((Role.KEY_WORKER, one.key_worker), (Role.POM, one.pom), (Role.COM, one.com)):
            if user:
                prison = None if role == Role.COM else one.establishment
                yield self.estate.key(self.rng, began), one.id, user, role, prison, began, None, None
        if one.key_worker and self.rng.random() < 0.3 and (former := self.workers.other(one, self.rng)):
            start, end = self.estate.moment(one.came_on, self.rng), began
            if start < end:
                yield (
                    self.estate.key(self.rng, start), one.id, former, Role.KEY_WORKER, one.establishment, start, None, end
                )  # fmt: skip

    def _alerts(self, one: SeedPerson) -> Iterator[tuple]:
        for code, share in ALERTS.items():
            if code in self.codes and self.rng.random() * 1000 < share:
                known = max(1, (self.estate.today - one.first_on).days)
                starts_on = self.estate.day(self.rng.randrange(known))
                ends_on = starts_on + timedelta(days=30) if self.rng.random() < 0.3 else None
                added_at = min(self.now, self.estate.moment(starts_on, self.rng))
                yield self.estate.key(self.rng, starts_on), one.id, self.codes[code], starts_on, ends_on, added_at


class Workers:
    """Shares people out among those who hold the role where they are, in turn."""

    def __init__(self, estate: SeedEstate) -> None:
        self.by_place: dict[tuple[str, UUID | None], list[UUID]] = {}
        for one in estate.staff:
            self.by_place.setdefault((one.role, one.establishment or one.delivery_unit), []).append(one.id)
        self.turns: Counter[tuple[str, UUID | None]] = Counter()

    def give(self, one: SeedPerson, rng: Random) -> None:
        """A key worker and a POM to who is in prison, but for a few who just came; a COM to whom a unit knows."""
        if one.is_in_prison and rng.random() > 0.04:
            one.key_worker = self._next(Role.KEY_WORKER, one.establishment)
            one.pom = self._next(Role.POM, one.establishment)
        if one.delivery_unit and rng.random() > 0.02:
            one.com = self._next(Role.COM, one.delivery_unit)

    def other(self, one: SeedPerson, rng: Random) -> UUID | None:
        others = [worker for worker in self.by_place[Role.KEY_WORKER, one.establishment] if worker != one.key_worker]
        return rng.choice(others) if others else None

    def _next(self, role: str, place: UUID | None) -> UUID | None:
        workers = self.by_place.get((role, place))
        if not workers:
            return None
        self.turns[role, place] += 1
        return workers[self.turns[role, place] % len(workers)]


def _houses(estate: SeedEstate, rng: Random) -> Houses:
    cells: dict[UUID, list[tuple[UUID, UUID]]] = {}
    free: dict[UUID, list[tuple[UUID, UUID]]] = {}
    rows = Cell.objects.filter(wing__establishment__in=estate.shares).order_by("code")
    for cell, wing, prison, places in rows.values_list("pk", "wing", "wing__establishment", "places"):
        cells.setdefault(prison, []).append((cell, wing))
        free.setdefault(prison, []).extend([(cell, wing)] * places)
    for places_left in free.values():
        rng.shuffle(places_left)
    women = Establishment.objects.filter(pk__in=estate.shares, holds_women=True, holds_men=False)
    units = list(dict.fromkeys(one.delivery_unit for one in estate.staff if one.delivery_unit))
    return Houses(list(estate.shares), set(women.values_list("pk", flat=True)), cells, free, units)
