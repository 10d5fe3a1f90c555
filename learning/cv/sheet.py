"""A CV as it will print: the same on the page and on paper."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from justice_portal.people.models import Person
from learning.courses.models import Version
from learning.cv.models import CV, CVJob
from learning.cv.skills import TELLING_COURSES, TELLING_SUBJECTS
from learning.record_store.models import CourseProgress
from rehab.care.pathways import Pathway
from rehab.plans.models import Goal


@dataclass
class CVSheet:
    """What stands on the page, top to bottom, in the language that is switched on."""

    name: str
    reach: list[str] = field(default_factory=list)
    about: str = ""
    jobs: list[CVJob] = field(default_factory=list)
    training: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.reach or self.about or self.jobs or self.training or self.skills)


@dataclass(frozen=True)
class FinishedCourse:
    code: str
    subject: str
    title: str


def sheet_of(person: Person, cv: CV | None, jobs: Iterable[CVJob]) -> CVSheet:
    """One query, for the names of courses."""
    if cv is None:
        return CVSheet(str(person))
    reach = [one for one in (cv.town, cv.phone, cv.email) if one]
    titles = titles_of(cv.courses)
    training = [*(titles[code] for code in cv.courses if code in titles), *cv.own_training]
    return CVSheet(str(person), reach, cv.about, list(jobs), training, cv.skill_words)


def titles_of(codes: Iterable[str]) -> dict[str, str]:
    """What courses are called, by their code. Those that would tell of prison are left out."""
    found = Version.objects.filter(course__code__in=list(codes)).exclude(status=Version.Status.DRAFT)
    found = found.exclude(course__code__in=TELLING_COURSES).exclude(course__subject__in=TELLING_SUBJECTS)
    return {one.course.code: one.name.text for one in found.select_related("course").order_by("number")}


def finished(user: Any, person: Person) -> list[FinishedCourse]:
    """The courses that the person has finished and an employer may read of, newest first. Two queries."""
    rows = CourseProgress.objects.visible_to(user).filter(person=person, completed_at__isnull=False)
    done = rows.order_by("-completed_at").values_list("course__code", "course__subject")
    subjects = dict(done)
    titles = titles_of(subjects)
    return [FinishedCourse(code, subjects[code], titles[code]) for code in subjects if code in titles]


def work_goals(user: Any, person: Person) -> list[str]:
    """What the plan says of work: help to write, nothing that is printed."""
    goals = Goal.objects.visible_to(user).active().filter(plan__person=person, plan__closed_at=None)
    return list(goals.filter(pathway=Pathway.WORK).order_by("due_on").values_list("title", flat=True)[:5])
