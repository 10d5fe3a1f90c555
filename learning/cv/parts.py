"""The parts of a CV in the order in which they are filled in, and which of them make it long."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from learning.cv.models import CV, CVJob


class Part(TextChoices):
    """Each is one page to fill in. The jobs have pages of their own."""

    ABOUT = "about", _("About me")
    WORK = "work", _("Work I have done")
    TRAINING = "training", _("Training")
    SKILLS = "skills", _("What I am good at")
    REACH = "reach", _("How to reach me")


#: What is kept of each.
FIELDS = {
    Part.ABOUT: ("about",),
    Part.TRAINING: ("courses", "training"),
    Part.SKILLS: ("skills", "more_skills"),
    Part.REACH: ("phone", "email", "town"),
}
#: Jobs that one page can hold.
MOST_JOBS = 6
#: Lines of a printed page are about so many letters wide, and a job has two lines beside what is told of it.
LINE, LINES_OF_A_JOB = 90, 2


def is_filled(part: Part, cv: CV | None, jobs: Iterable[CVJob]) -> bool:
    if part == Part.WORK:
        return bool(list(jobs))
    return cv is not None and any(getattr(cv, name) for name in FIELDS[part])


def longest_first(cv: CV, jobs: Iterable[CVJob]) -> list[Part]:
    """The parts that take up most of the page: what to shorten when it does not fit."""
    lines = {
        Part.ABOUT: _lines(cv.about),
        Part.WORK: sum(LINES_OF_A_JOB + _lines(job.did) for job in jobs),
        Part.TRAINING: len(cv.courses) + _lines(cv.training),
        Part.SKILLS: len(cv.skills) + _lines(cv.more_skills),
    }
    return sorted((part for part, count in lines.items() if count), key=lambda part: -lines[part])


def _lines(text: str) -> int:
    return sum(1 + len(line) // LINE for line in text.splitlines())
