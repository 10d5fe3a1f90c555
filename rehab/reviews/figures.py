"""When the next review is due: the window by the time that is left to serve (DOMAIN sheet, "Learning")."""

from dataclasses import dataclass
from datetime import date, timedelta

from justice_portal.people.models import Person
from justice_portal.rights.keeping import in_months
from rehab.reviews.models import ReviewRule

Code = ReviewRule.Code
#: Up to so many months and days left, under which rule. The order matters.
BY_TIME_LEFT = (
    (3, 0, Code.TO_3_MONTHS),
    (3, 7, Code.TO_3_MONTHS_7_DAYS),
    (6, 0, Code.TO_6_MONTHS),
    (12, 0, Code.TO_12_MONTHS),
    (60, 0, Code.TO_60_MONTHS),
)
WITHOUT_SENTENCE = {Person.Status.UNSENTENCED}


@dataclass(frozen=True)
class Window:
    """From when until when, and by which rule."""

    rule: str
    opens_on: date
    due_on: date


def rule_for(person: Person, today: date, *, moved: bool = False) -> str | None:
    """The code of the rule that holds for this person; None for who is not in prison."""
    if person.place != Person.Place.PRISON:
        return None
    if person.status in WITHOUT_SENTENCE:
        return Code.MOVED if moved else Code.UNSENTENCED
    if person.release_on is None:
        return Code.MOVED if moved else Code.INDETERMINATE
    for months, days, code in BY_TIME_LEFT:
        limit = in_months(today, months) + timedelta(days=days)
        if person.release_on < limit or (code != Code.TO_3_MONTHS and person.release_on == limit):
            return Code.MOVED if moved and code != Code.TO_3_MONTHS else code
    return Code.MOVED if moved else Code.LONGER


def window(person: Person, today: date, rules: dict[str, ReviewRule], *, moved: bool = False) -> Window | None:
    """The next review of this person, worked out today; None where there is none."""
    code = rule_for(person, today, moved=moved)
    rule = rules.get(code) if code else None
    if code is None or rule is None or not rule.has_review:
        return None
    opens = in_months(today, rule.opens_months)
    if rule.due_days_before_release and person.release_on:
        due = person.release_on - timedelta(days=rule.due_days_before_release)
    else:
        due = in_months(today, rule.due_months) + timedelta(days=rule.due_days)
    due = max(due, today)
    return Window(code, min(opens, due), due)
