"""The steps of a course, as one person sees them: its lessons and its quiz, what is done and what is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from learning.courses.localised import Wording, say
from learning.courses.models import Enrolment, Lesson, Version
from learning.record_store.models import CourseProgress

DONE, NEXT, LATER = "done", "next", "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson, or the quiz."""

    number: int
    title: Wording
    href: str
    state: str
    minutes: int | None = None
    is_quiz: bool = False
    unit: str = ""


def steps_of(version: Version, lessons: Sequence[Lesson], progress: CourseProgress | None) -> list[Step]:
    """Every step in order. Without progress (not started, or staff looking) nothing is done and nothing is next."""
    done = progress.done if progress else {}
    coming = progress.next_lesson if progress else None
    code = version.course.code
    steps = [
        Step(
            lesson.position,
            lesson.name,
            reverse("courses:lesson", args=[code, lesson.code]),
            DONE if str(lesson.pk) in done else NEXT if lesson.position == coming else LATER,
            lesson.minutes,
            unit=say(lesson.unit).text,
        )
        for lesson in lessons
    ]
    for quiz_id in version.quiz_ids:
        state = DONE if str(quiz_id) in done else NEXT if coming == 0 else LATER
        title = Wording(_("Quiz"), "", stands_in=False)
        steps.append(Step(len(steps) + 1, title, reverse("quizzes:quiz", args=[code]), state, is_quiz=True))
    return steps


def next_address(enrolment: Enrolment, lessons: Sequence[Lesson]) -> str:
    """Where the person carries on: the first lesson that is not done, then the quiz, then the page for what is done."""
    progress = enrolment.progress
    if progress.is_complete:
        return reverse("learners:done", args=[enrolment.pk])
    code = enrolment.version.course.code
    if progress.next_lesson:
        return reverse("courses:lesson", args=[code, lessons[progress.next_lesson - 1].code])
    return reverse("quizzes:quiz", args=[code])


def state_in_words(progress: CourseProgress) -> str:
    """How far someone is, in one line: "You are on lesson 2 of 4"."""
    if progress.is_complete:
        return _("You have done this course.")
    if not progress.next_lesson:
        return _("Next: the quiz")
    if not progress.last_at:
        return _("Not started yet")
    return _("You are on lesson %(number)s of %(total)s") % {
        "number": progress.next_lesson,
        "total": progress.lessons_total,
    }


def state_for_staff(progress: CourseProgress) -> str:
    """The same, said about someone else."""
    if progress.is_complete:
        return _("Finished")
    if not progress.last_at:
        return _("Not started")
    return _("Going on")
