"""The cards of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.courses.localised import Wording, say
from learning.courses.models import Enrolment, Subject, Version
from learning.courses.steps import state_in_words


@dataclass(frozen=True, slots=True)
class Card:
    """One course, as the catalogue shows it."""

    href: str
    title: Wording
    summary: Wording
    picture: str
    subject: str
    level: str
    length: str
    state: str = ""
    is_done: bool = False
    is_mine: bool = False


def card_of(version: Version, enrolment: Enrolment | None = None) -> Card:
    return Card(
        href=reverse("courses:course", args=[version.course.code]),
        title=version.name,
        summary=say(version.summary),
        picture=static(f"images/{version.picture}"),
        subject=str(Subject(version.course.subject).label),
        level=str(version.level_in_plain_words),
        length=length_in_words(version),
        state=state_in_words(enrolment.progress) if enrolment else "",
        is_done=bool(enrolment and enrolment.progress.is_complete),
        is_mine=enrolment is not None,
    )


def length_in_words(version: Version) -> str:
    lessons = len(version.lesson_ids)
    counted = ngettext("%(count)s lesson", "%(count)s lessons", lessons) % {"count": lessons}
    return _("%(lessons)s, about %(minutes)s minutes") % {"lessons": counted, "minutes": version.minutes}


def choices(versions: Iterable[Version], chosen: str) -> list[dict[str, Any]]:
    """The subjects to filter by: all, then those that have a course."""
    there = {version.course.subject for version in versions}
    address = reverse("courses:list")
    return [
        {"text": _("All"), "href": address, "current": not chosen},
        *(
            {"text": subject.label, "href": f"{address}?subject={subject.value}", "current": chosen == subject.value}
            for subject in Subject
            if subject.value in there
        ),
    ]
