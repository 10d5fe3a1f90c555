"""The needs of the demo's people, each with what was done about it so far."""

import random
from uuid import UUID

from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from rehab.care.pathways import Pathway
from rehab.needs.models import Need, NeedUpdate, SupportNeed

Status = SupportNeed.Status
#: Whose, pathway, title in the list, how far, prison or probation or both, what staff wrote last.
NEEDS = [
    ("person", Pathway.ACCOMMODATION, "Help to find accommodation", Status.IN_PROGRESS, (True, True), "The council has your form. They answer in two weeks."),
    ("person", Pathway.FINANCE, "Open a bank account", Status.IN_PROGRESS, (True, False), "The bank form is filled in. It goes out on Monday."),
    ("person", Pathway.WORK, "Support to create or update a CV", Status.NOT_STARTED, (True, False), ""),
    ("person", Pathway.FINANCE, "Apply for ID documents", Status.MET, (True, False), "Your birth certificate came. It is with your things."),
    ("welsh_person", Pathway.FAMILY, "Establish or maintain relationships with children", Status.IN_PROGRESS, (True, False), "Mae ymweliad y plant wedi'i drefnu."),
    ("licence_person", Pathway.ACCOMMODATION, "Help to find accommodation", Status.IN_PROGRESS, (False, True), "You have your room until the end of the month."),
    ("licence_person", Pathway.DRUGS_AND_ALCOHOL, "Support for alcohol issues in the community", Status.DECLINED, (False, True), "You do not want the group now. We ask again in a month."),
]  # fmt: skip


@seeder(order=118)
def needs(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    if estate.demo is None:
        return
    for whose, pathway, title, status, (prison, probation), words in NEEDS:
        person: SeedPerson = getattr(estate.demo, whose)
        worker = person.pom or person.com or person.key_worker
        if worker is None:
            continue
        found = Need.objects.filter(pathway=pathway, title=title).first()
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
