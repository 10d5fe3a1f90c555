"""Papers of the folder that somebody takes with them: the calendar, the plan and the safety card, readable without us."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.pdf.render import made_for, render_pdf
from justice_portal.people.models import Person
from justice_portal.rights.keepsakes import Keepsake
from rehab.appointments.calendar_file import as_calendar
from rehab.appointments.models import Appointment
from rehab.plans.models import Goal, Plan, Step
from rehab.safety_card.models import SafetyCard

TEMPLATE = "rehab/journey/kept_pdf.html"
#: A part of a paper: its heading, a line under it, and its points.
Part = tuple[str, str, list[str]]


def calendar_of(person: Person, reader: Any) -> Iterator[Keepsake]:
    """Appointments to come, for the calendar of any phone."""
    for one in Appointment.objects.visible_to(reader).filter(person=person).to_come().for_page()[:50]:
        content = as_calendar(one, address=settings.SITE_URL + one.get_absolute_url())
        yield Keepsake(_("Calendar"), _("Appointment %(day)s") % {"day": one.starts_at.date()}, ".ics", content)


def papers_of(person: Person, reader: Any) -> Iterator[Keepsake]:
    """The plan, then the card that only the person may have."""
    if Plan.objects.visible_to(reader).filter(person=person).exists():
        yield Keepsake(_("My plan"), _("My plan"), ".pdf", _paper(_("My plan"), plan_of(person, reader), reader))
    card = SafetyCard.objects.visible_to(reader).filter(person=person).first()
    if card and card.lines:
        parts: list[Part] = [(label, words, []) for label, words in card.lines]
        yield Keepsake(_("My safety card"), _("My safety card"), ".pdf", _paper(_("My safety card"), parts, reader))


def plan_of(person: Person, reader: Any) -> list[Part]:
    """Each goal with how far it is, and its steps in order."""
    goals = (
        Goal.objects.visible_to(reader).filter(plan__person=person).order_by("plan__opened_at", "due_on", "added_at")
    )
    steps: dict[Any, list[str]] = {}
    for step in Step.objects.visible_to(reader).filter(goal__plan__person=person).order_by("position"):
        steps.setdefault(step.goal_id, []).append(f"{step.title} ({step.get_status_display()})")
    return [
        (one.title, f"{one.get_pathway_display()}. {one.get_status_display()}.", steps.get(one.pk, [])) for one in goals
    ]


def _paper(title: str, parts: list[Part], reader: Any) -> bytes:
    now = clock.now()
    context = {
        "parts": parts,
        "made_on": now.astimezone(clock.LONDON).date(),
        "mark": made_for(reader, now),
        "code": "",
    }
    return render_pdf(TEMPLATE, context, title=title, language=get_language() or "en")
