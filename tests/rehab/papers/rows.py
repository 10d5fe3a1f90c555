"""Rows for the access matrix, with papers in each state for the pages of the person."""

from justice_portal import clock
from rehab.models import Paper, PaperStep
from tests.rehab.plans.rows import made_in


def rows(world, state, person):
    places = ["", "", "property", "", ""]
    for kind, status, kept in zip(Paper.Kind.values, Paper.Status.values, places, strict=False):
        paper = Paper.objects.create(
            person=person, kind=kind, status=status, kept=kept, happened_on=clock.today(), expected_on=clock.today(),
            changed_by=world.pom, made_in=made_in(world, state),
        )  # fmt: skip
        PaperStep.objects.create(paper=paper, status=status, happened_on=clock.today(), added_by=world.pom)
    return {"paper_kind": "bank"}
