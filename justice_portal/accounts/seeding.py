"""Invented staff for each place that has people. They cannot sign in: only accounts of the demo can."""

from collections import Counter
from collections.abc import Iterator
from math import ceil
from random import Random
from uuid import UUID

from justice_portal.accounts.demo_staff import make_staff
from justice_portal.accounts.models import Door, RoleHeld, User
from justice_portal.estate.models import DeliveryUnit, Establishment
from justice_portal.grants import Reach, Role
from justice_portal.people.invention import any_name
from justice_portal.seeding import SeedEstate, SeedStaff, seeder

#: How many people one holder of the role looks after (key worker and COM: DOMAIN sheet).
CASELOADS = {Role.KEY_WORKER: 6, Role.POM: 40, Role.TUTOR: 90, Role.MODERATOR: 250, Role.SAFER_CUSTODY: 400}
CASELOAD_OF_COM, PEOPLE_A_MENTOR = 35, 12
UNUSABLE = "!"  # no passphrase matches it
SHORT = {
    Role.KEY_WORKER: "kw", Role.POM: "pom", Role.COM: "com", Role.TUTOR: "tutor", Role.MODERATOR: "mod",
    Role.SAFER_CUSTODY: "safer", Role.MANAGER: "manager", Role.MENTOR: "mentor",
}  # fmt: skip
USER = ("id", "password", "username", "name", "door", "joined_at", "language")
ROLE = ("id", "user_id", "role", "reach", "establishment_id", "delivery_unit_id", "starts_at")


@seeder(order=15)
def demo_staff(estate: SeedEstate, rng: Random) -> None:
    """One of each role who can sign in, in a demo."""
    if estate.is_demo:
        make_staff(estate)


@seeder(order=20)
def staff(estate: SeedEstate, rng: Random) -> None:
    """Key workers, POMs, tutors, moderators, safer custody and managers in prisons; COMs and managers in units; mentors."""
    since = estate.days_ago(900)
    made: list[tuple[SeedStaff, str]] = []
    filled: Counter[tuple[str, str]] = Counter()
    for role, code, prison, unit in _posts(estate, rng):
        filled[role, code] += 1
        one = SeedStaff(estate.key(rng, since), any_name(rng), role, prison, unit)
        made.append((one, f"{SHORT[Role(role)]}.{code}.{filled[role, code]:03d}"))
    estate.load(
        User,
        USER,
        ((one.id, UNUSABLE, username, one.name, Door.STAFF, since, "en") for one, username in made),
    )
    estate.load(
        RoleHeld,
        ROLE,
        (
            (estate.key(rng, since), one.id, one.role, _reach(one), one.establishment, one.delivery_unit, since)
            for one, _username in made
        ),
    )
    estate.staff += [one for one, _username in made]


def _posts(estate: SeedEstate, rng: Random) -> Iterator[tuple[str, str, UUID | None, UUID | None]]:
    """(role, code of the place, prison, unit) of each post."""
    codes = dict(Establishment.objects.filter(pk__in=estate.shares).values_list("pk", "code"))
    for prison, share in estate.shares.items():
        code = codes[prison].lower()
        for role, caseload in CASELOADS.items():
            for _nth in range(max(1, ceil(share / caseload))):
                yield role, code, prison, None
        yield Role.MANAGER, code, prison, None
    units = _units(estate, rng)
    outside = estate.size - sum(estate.shares.values())
    for number, unit in enumerate(units, start=1):
        # Those who are soon to be released have a COM too: about as many again.
        for _nth in range(max(1, ceil(outside * 2 / len(units) / CASELOAD_OF_COM))):
            yield Role.COM, f"u{number:03d}", None, unit
        yield Role.MANAGER, f"u{number:03d}", None, unit
    for _nth in range(ceil(estate.size / PEOPLE_A_MENTOR)):
        yield Role.MENTOR, "out", None, None


def _units(estate: SeedEstate, rng: Random) -> list[UUID]:
    if estate.demo is not None and estate.size <= 500:
        return [estate.demo.unit.pk]
    units = list(DeliveryUnit.objects.open().order_by("region__name", "name").values_list("pk", flat=True))
    return rng.sample(units, k=min(len(units), max(2, estate.size // 100)))


def _reach(one: SeedStaff) -> str:
    if one.role in {Role.KEY_WORKER, Role.POM, Role.COM}:
        return Reach.CASELOAD
    if one.role == Role.MENTOR:
        return Reach.OWN
    return Reach.ESTABLISHMENT if one.establishment else Reach.DELIVERY_UNIT
