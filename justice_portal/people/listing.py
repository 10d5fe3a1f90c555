"""One person as a row of a table."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from justice_portal.people.models import Person
from justice_portal.people.tabs import whereabouts
from justice_portal.tables import Link


def full_name(person: Person) -> str:
    """As lists sort it: family name first, and what they want to be called where it differs."""
    name = f"{person.family_name}, {person.given_name}"
    return f"{name} ({person.preferred_name})" if person.preferred_name else name


def person_row(person: Person, has_namesake: bool) -> tuple[Any, ...]:
    """The cells of search.COLUMNS."""
    return (
        Link(person.get_absolute_url(), full_name(person)),
        person.number,
        person.born_on,
        whereabouts(person),
        person.get_status_display(),
        person.release_on,
        take_care(has_namesake, person.has_alerts),
    )


def take_care(has_namesake: bool, has_alerts: bool) -> Any:
    """What to look at before anything is done to this row."""
    words = []
    if has_namesake:
        words.append(_("Same or similar name"))
    if has_alerts:
        words.append(_("Alerts"))
    if not words:
        return ""
    return format_html(
        '<span class="jp-tags">{}</span>',
        format_html_join(" ", '<span class="jp-tag jp-wait">{}</span>', ((word,) for word in words)),
    )
