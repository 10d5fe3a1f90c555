"""Rows for the access matrix, and needs in every state for the pages of the person."""

from rehab.models import Need, NeedUpdate, SupportNeed
from rehab.needs.words import PLAIN
from tests.rehab.plans.rows import made_in


def rows(world, state, person):
    titles = ["Help to find accommodation", "Open a bank account", "Talking therapy", "Request a medical letter"]
    for position, (title, status) in enumerate(zip(titles, SupportNeed.Status.values, strict=True)):
        assert title in PLAIN
        need, _made = Need.objects.get_or_create(
            pathway=["accommodation", "finance", "attitudes", "health"][position], section="Section", title=title,
            defaults={"position": position},
        )  # fmt: skip
        owners = {"by_prison": position != 1, "by_probation": position > 0}
        found = SupportNeed.objects.create(
            person=person, need=need, status=status, added_by=world.pom, made_in=made_in(world, state), **owners
        )
        NeedUpdate.objects.create(support_need=found, words="words", status=status, added_by=world.pom, **owners)
    return {"support_need": found, "need_pathway": "finance"}
