"""The needs of the demo's people, each with what was done about it so far."""

import random
from uuid import UUID

from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from rehab.care.pathways import Pathway
from rehab.needs.models import Need, NeedUpdate, SupportNeed

Status = SupportNeed.Status
#: Whose, pathway, how far, prison or probation or both, what staff wrote last.
NEEDS = [
    ("person", Pathway.ACCOMMODATION, Status.IN_PROGRESS, (True, True), "The council has the form. They answer within two weeks."),
    ("person", Pathway.FINANCE, Status.IN_PROGRESS, (True, False), "The bank form is filled in. It goes out on Monday."),
    ("person", Pathway.WORK, Status.NOT_STARTED, (True, False), ""),
    ("person", Pathway.HEALTH, Status.MET, (True, False), "The dentist saw him. No more to do."),
    ("welsh_person", Pathway.FAMILY, Status.IN_PROGRESS, (True, False), "Mae'r daith deuluol wedi'i threfnu."),
    ("licence_person", Pathway.ACCOMMODATION, Status.IN_PROGRESS, (False, True), "He has a room until the end of the month."),
    ("licence_person", Pathway.DRUGS_AND_ALCOHOL, Status.DECLINED, (False, True), "He does not want the group now. Ask again in a month."),
]  # fmt: skip


@seeder(order=118)
def needs(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    if estate.demo is None:
        return
    for whose, pathway, status, (prison, probation), words in NEEDS:
        person: SeedPerson = getattr(estate.demo, whose)
        worker = person.pom or person.com or person.key_worker
        if worker is None:
            continue
        found = Need.objects.filter(pathway=pathway, is_none=False, takes_detail=False, is_hidden=False).first()
        if found:
            _need(estate, rng, person, found, worker, status=status, by=(prison, probation), words=words)


def _need(
    estate: SeedEstate, rng: random.Random, person: SeedPerson, need: Need, worker: UUID, *,
    status: str, by: tuple[bool, bool], words: str,
) -> None:  # fmt: skip
    added, changed = estate.days_ago(40, 11), estate.days_ago(6, 15)
    owner = {"by_prison": by[0], "by_probation": by[1]}
    made = SupportNeed.objects.create(
        id=estate.key(rng, added), person_id=person.id, need=need, status=status, added_at=added, added_by_id=worker,
        changed_at=changed if words else None, changed_by_id=worker if words else None, version=2 if words else 1,
        made_in_id=person.establishment, **owner,
    )  # fmt: skip
    if words:
        NeedUpdate.objects.create(
            id=estate.key(rng, changed), support_need=made, words=words, status=status, added_at=changed,
            added_by_id=worker, **owner,
        )  # fmt: skip
