"""Keeping a date that came with something else: a form about the person, or their coming in."""

from datetime import date
from typing import Any

from justice_portal import clock
from justice_portal.people.dates.models import SentenceDate
from justice_portal.people.models import Person


def note_date(person: Person, kind: str, *, on: date, source: str, by: Any) -> SentenceDate:
    """Written down today, as its source says. Called inside an action that has checked the permission."""
    return SentenceDate.objects.create(
        person=person, kind=kind, on=on, source=source, told_on=clock.today(), recorded_by_id=by.pk
    )
