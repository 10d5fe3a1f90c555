"""Rows for the access matrix: a course of their own for each state, taken by the person in that state."""

from django.utils.text import slugify

from justice_portal.access import SYSTEM
from justice_portal.keys import uuid7
from learning.courses.models import Enrolment
from learning.quizzes.actions import start_quiz
from learning.quizzes.models import Attempt, HelpFlag
from learning.quizzes.scoring import needs_help
from learning.record_store.models import CourseProgress
from tests.learning.content import complete, make_course, start


def rows(world, state, person):
    code = slugify(f"course-{state}").replace("_", "-")
    going = start(person, make_course(code))
    finished = start(person, make_course(f"{code}-done"))
    complete(finished)
    attempt = start_quiz(going, key=uuid7(), by=SYSTEM)
    if state in {"in_transfer", "released"}:  # begun before they left
        for model in (Enrolment, CourseProgress, Attempt):
            model.objects.filter(person=person).update(made_in=world.here)
    practice = start_quiz(going, key=uuid7(), sort=Attempt.Sort.PRACTICE, by=SYSTEM)
    needs_help(attempt)
    HelpFlag.objects.filter(person=person).update(made_in=going.made_in)
    return {
        "practice": practice,
        "flag": HelpFlag.objects.get(enrolment=going),
        "course_code": code,
        "lesson_code": "part-1",
        "check": going.version.lessons.first().blocks.get(kind="check"),
        "enrolment": going,
        "finished": finished,
        "attempt": attempt,
    }
