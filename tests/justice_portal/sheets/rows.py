"""Rows for the access matrix: a sheet of the plan, which all case workers may type in, and one of a course for tutors."""

from justice_portal import clock
from justice_portal.files import store
from justice_portal.models import Sheet, SheetPrint
from justice_portal.sheets.kinds import form
from justice_portal.sheets.questions import asked
from tests.world import STATES

#: Codes of their own, so that a page says the same words each time.
CODES = dict(zip(STATES, ("234567A2", "234567A3", "234567A4", "234567A5", "234567A6"), strict=True))


def rows(world, state, person):
    now = clock.now()
    made = SheetPrint.objects.create(
        person=person,
        kind="plan",
        asked_by=world.manager,
        status="ready",
        ready_at=now,
        path=store(b"%PDF-1.7", suffix=".pdf", kept_in="justice_portal.SheetPrint.path").name,
    )
    question = asked("more", "words", ("What do you want to say?", "Beth wyt ti eisiau ei ddweud?"))
    about = {"person": person, "language": "en", "form": form(("My plan", "Fy nghynllun"), [question])}
    printed = Sheet.objects.create(
        kind="plan",
        status="printed",
        printed_at=now,
        printed_by=world.manager,
        last_print=made,
        code=CODES[state],
        **about,
    )
    wanted = Sheet.objects.create(kind="plan", asked_by=person.user, **about)
    return {"sheet": printed, "sheet_wanted": wanted, "sheet_print": made, "sheet_kind": "plan"}
