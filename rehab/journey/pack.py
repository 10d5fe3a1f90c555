"""What a leaving pack says: the first appointments, rules in plain words, next steps, people to call. Read as who asked may."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.grants import Role
from justice_portal.people.models import Allocation, Person
from rehab.appointments.models import Appointment
from rehab.appointments.words import dress
from rehab.licence.models import Licence, LicenceCondition
from rehab.licence.plain_words import plain
from rehab.plans.figures import unfinished
from rehab.plans.models import Goal, Step

#: The first weeks are what a pack is for; the portal has the rest.
FIRST_WEEKS, MOST_APPOINTMENTS, MOST_STEPS = timedelta(days=42), 8, 6


@dataclass
class PackFacts:
    called: str
    meetings: list[Appointment] = field(default_factory=list)
    rules: list[Any] = field(default_factory=list)
    licence: Licence | None = None
    steps: list[Step] = field(default_factory=list)
    contacts: list[tuple[str, str]] = field(default_factory=list)


def facts_of(person: Person, *, reader: Any) -> PackFacts:
    """In the language that is switched on."""
    soon = clock.now() + FIRST_WEEKS
    rows = Appointment.objects.visible_to(reader).filter(person=person, starts_at__lte=soon).to_come().for_page()
    facts = PackFacts(person.called, meetings=[dress(one, own=True) for one in rows[:MOST_APPOINTMENTS]])
    for one in facts.meetings:
        one.hours = one.place.hours_on(one.starts_at.astimezone(clock.LONDON).date()) if one.place else []
    licences = Licence.objects.visible_to(reader).filter(person=person).live().select_related("policy")
    facts.licence = licences.order_by("kind").first()
    if facts.licence:
        conditions = LicenceCondition.objects.visible_to(reader).filter(licence=facts.licence).in_force()
        said = [plain(one, facts.licence.policy)[1] for one in conditions.order_by("position", "id")]
        facts.rules = list(dict.fromkeys(str(one) for one in said))
    steps = Step.objects.visible_to(reader).filter(
        goal__plan__person=person, goal__plan__closed_at=None, goal__status=Goal.Status.ACTIVE, turn=Step.Turn.PERSON
    )
    facts.steps = list(unfinished(steps)[:MOST_STEPS])
    facts.contacts = list(_contacts(person, facts, reader))
    return facts


def _contacts(person: Person, facts: PackFacts, reader: Any) -> Any:
    officers = Allocation.objects.visible_to(reader).live().filter(person=person, role=Role.COM).select_related("user")
    for one in officers:
        where = f" ({person.delivery_unit})" if person.delivery_unit else ""
        yield _("My probation officer"), f"{one.user.name}{where}"
    if facts.licence:
        yield _("To ask about my licence"), f"{facts.licence.ask_name}, {facts.licence.ask_phone}"
    seen = set()
    for meeting in facts.meetings:
        if meeting.place and meeting.place.phone and meeting.place_id not in seen:
            seen.add(meeting.place_id)
            yield str(meeting.place), meeting.place.phone
