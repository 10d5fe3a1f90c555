"""Invented sheets: asked for, printed and waiting to come back, and typed in."""

import random
from typing import Any

from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from justice_portal.sheets.codes import new_code
from justice_portal.sheets.kinds import kind_of
from justice_portal.sheets.models import Sheet

#: How many people beside the guide's have a sheet.
MOST = 12
#: What the guide's person wrote on theirs.
WROTE = {"new1_title": "See a dentist", "new1_pathway": "health", "new1_target": "3"}


@seeder(order=190)
def sheets(estate: SeedEstate, rng: random.Random) -> None:
    """The guide's person has one of each state; a few others wait for theirs."""
    kind = kind_of("plan")
    if kind is None:
        return
    chosen = [one for one in estate.people if one.is_in_prison and one.user and one.key_worker]
    guide = [one for one in chosen if estate.demo and one.id == estate.demo.person.id]
    others = rng.sample(chosen, min(len(chosen), MOST))
    for nth, seeded in enumerate([*guide, *(one for one in others if one not in guide)]):
        person = Person.objects.get(pk=seeded.id)
        try:
            form = kind.form(person, "")
        except DomainError:
            continue
        for status in ("typed", "printed", "wanted") if seeded in guide else (("wanted", "printed")[nth % 2],):
            row = _row(estate, rng, seeded, status)
            Sheet.objects.create(**row, kind="plan", form=form, answers=WROTE if status == "typed" else {})


def _row(estate: SeedEstate, rng: random.Random, seeded: SeedPerson, status: str) -> dict[str, Any]:
    days = {"typed": 20, "printed": 6, "wanted": rng.randint(0, 3)}[status]
    asked_at = estate.days_ago(days, 9)
    row = {
        "id": estate.key(rng, asked_at),
        "code": new_code(rng.choice),
        "person_id": seeded.id,
        "language": "cy" if seeded.wants_welsh else "en",
        "status": status,
        "asked_at": asked_at,
        "asked_by_id": seeded.user,
    }
    if status != "wanted":
        row |= {"printed_at": estate.days_ago(days - 1, 9), "printed_by_id": seeded.key_worker}
    if status == "typed":
        row |= {"typed_at": estate.days_ago(days - 4, 9), "typed_by_id": seeded.key_worker}
    return row
