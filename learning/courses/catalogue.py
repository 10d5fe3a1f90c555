"""The cards of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

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


#: How long a course takes, in minutes: from, up to.
LENGTHS = {"short": (0, 30), "middle": (31, 60), "long": (61, 10_000)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the catalogue is narrowed to. Empty means all."""

    level: str = ""
    length: str = ""
    in_welsh: bool = False
    has_audio: bool = False

    def fits(self, version: Version) -> bool:
        low, high = LENGTHS.get(self.length, (0, 10_000))
        is_in_language = not self.in_welsh or "cy" in version.title
        return (
            self.level in {"", version.level}
            and low <= version.minutes <= high
            and is_in_language
            and self._is_heard(version)
        )

    def _is_heard(self, version: Version) -> bool:
        """has_audio needs `with_sound`: what is recorded, never a label."""
        return not self.has_audio or bool(version.has_sound)  # type: ignore[attr-defined]

    def __bool__(self) -> bool:
        return bool(self.level or self.length or self.in_welsh or self.has_audio)

    @property
    def query(self) -> str:
        """For the links that narrow it by subject as well."""
        given = {"level": self.level, "length": self.length, "in_welsh": "on" if self.in_welsh else ""}
        given["has_audio"] = "on" if self.has_audio else ""
        return urlencode({name: value for name, value in given.items() if value})


def choices(versions: Iterable[Version], chosen: str, query: str = "") -> list[dict[str, Any]]:
    """The subjects to filter by: all, then those that have a course. query: what else it is narrowed to."""
    there = {version.course.subject for version in versions}
    address = reverse("courses:list")
    also = f"&{query}" if query else ""
    return [
        {"text": _("All"), "href": f"{address}?{query}" if query else address, "current": not chosen},
        *(
            {
                "text": subject.label,
                "href": f"{address}?subject={subject.value}{also}",
                "current": chosen == subject.value,
            }
            for subject in Subject
            if subject.value in there
        ),
    ]
