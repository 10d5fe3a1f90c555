"""Invented life in real places: which prisons have people, and the wings and cells that hold them."""

from random import Random

from justice_portal.access import SYSTEM
from justice_portal.estate.models import Cell, DeliveryUnit, Establishment, Region, Wing
from justice_portal.estate.reference import load_packaged
from justice_portal.people.alert_rules.reference import load_first_rules
from justice_portal.people.alerts.reference import load_packaged_alert_codes
from justice_portal.seeding import SeedEstate, seeder

#: Of all people in the record so many are in prison now; the others are on the way, on licence or done.
IN_PRISON = 0.66
PEOPLE_A_PRISON, PEOPLE_A_WING, CELLS_A_LANDING = 60, 120, 20
DEMO_REGION, DEMO_UNIT = "Demo region (invented)", "Ashcombe and Brynmelyn (demo)"
DEMO_PRISONS = (
    {"code": "ZDA", "name": "Ashcombe (demo)", "categories": ["C"], "types": ["HMP"], "holds_men": True},
    {
        "code": "ZDB", "name": "Brynmelyn (demo)", "name_welsh": "Brynmelyn (arddangosiad)", "categories": ["C"],
        "types": ["HMP", "YOI"], "holds_men": True, "holds_women": True,
    },
)  # fmt: skip
#: A demo that a reader can walk through holds so many people in its two prisons; more go to the real ones.
DEMO_MOST = 300


@seeder(order=5)
def national_lists(estate: SeedEstate, rng: Random) -> None:
    """The lists that come with the product, if this machine does not have them yet."""
    if not Establishment.objects.filter(in_register=True).exists():
        load_packaged(by=SYSTEM)
    load_packaged_alert_codes(by=SYSTEM)
    load_first_rules(by=SYSTEM)


@seeder(order=10)
def places(estate: SeedEstate, rng: Random) -> None:
    """Choose the prisons, share the people out and build wings and cells for them. Shares that were given stand."""
    rest = 0 if estate.shares else round(estate.size * IN_PRISON)
    if estate.is_demo:
        rest -= _demo_places(estate, rest)
    if rest > 0:
        register = Establishment.objects.open().filter(in_register=True).exclude(types=["STC"])
        prisons = list(register.order_by("code").values_list("pk", flat=True))
        prisons = rng.sample(prisons, k=min(len(prisons), max(2, round(rest / PEOPLE_A_PRISON))))
        weights = {prison: rng.uniform(0.5, 1.5) for prison in prisons}
        left, weight_left = rest, sum(weights.values())
        for prison in prisons:
            estate.shares[prison] = round(left * weights[prison] / weight_left)
            left, weight_left = left - estate.shares[prison], weight_left - weights[prison]
    _build(estate, rng)


def _demo_places(estate: SeedEstate, people: int) -> int:
    region, _made = Region.objects.get_or_create(name=DEMO_REGION)
    unit, _made = DeliveryUnit.objects.get_or_create(region=region, name=DEMO_UNIT)
    prisons = [Establishment.objects.get_or_create(code=facts["code"], defaults=facts)[0] for facts in DEMO_PRISONS]
    here = min(people, DEMO_MOST)
    estate.shares[prisons[0].pk] = round(here * 0.65)
    estate.shares[prisons[1].pk] = here - estate.shares[prisons[0].pk]
    assert estate.demo is not None
    estate.demo.ashcombe, estate.demo.brynmelyn, estate.demo.unit = *prisons, unit
    return here


def _build(estate: SeedEstate, rng: Random) -> None:
    codes = dict(Establishment.objects.filter(pk__in=estate.shares).values_list("pk", "code"))
    wings, cells = [], []
    for prison, share in estate.shares.items():
        count = max(2, -(-share // PEOPLE_A_WING))
        for number in range(count):
            wing, letter = estate.key(rng), _wing_code(number)
            wings.append((wing, prison, letter, f"{letter} wing"))
            # One place in ten stays empty, so that reception has a cell to give.
            rooms = _rooms(rng, places=max(6, round(share / count * 1.1)))
            for at, room in enumerate(rooms):
                landing, nth = divmod(at, CELLS_A_LANDING)
                cells.append((estate.key(rng), wing, f"{codes[prison]}-{letter}-{landing + 1}-{nth + 1:03d}", room))
    estate.load(Wing, ("id", "establishment_id", "code", "name"), wings)
    estate.load(Cell, ("id", "wing_id", "code", "places"), cells)


def _rooms(rng: Random, *, places: int) -> list[int]:
    """Places in each cell of a wing: most are for one, some for two."""
    rooms: list[int] = []
    while sum(rooms) < places:
        rooms.append(2 if rng.random() < 0.4 else 1)
    return rooms


def _wing_code(number: int) -> str:
    return "ABCDEFGHJKLMNPQRSTUVW"[number] if number < 21 else f"W{number}"
