"""Rows for the access matrix: a course of their own for each state, taken by the person in that state."""

from datetime import timedelta

from django.urls import reverse
from django.utils.text import slugify

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.keys import uuid7
from learning.attendance.models import CancelledSession
from learning.courses.models import Enrolment
from learning.courses.terms import CourseNeeds, CoursePlaces, WaitingPlace
from learning.quizzes.actions import start_quiz
from learning.quizzes.models import Attempt, HelpFlag
from learning.quizzes.scoring import needs_help
from learning.record_store.models import CourseProgress
from tests.factories import PersonFactory
from tests.learning.attendance.rows import join, meeting
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
    pages = _in_each_state(world, person, going) if state == "here" else []
    return {
        "course_pages": pages,
        "practice": practice,
        "flag": HelpFlag.objects.get(enrolment=going),
        "course_code": code,
        "lesson_code": "part-1",
        "check": going.version.lessons.first().blocks.get(kind="check"),
        "enrolment": going,
        "finished": finished,
        "waiting": WaitingPlace.objects.create(
            id=uuid7(), person=person, course=make_course(f"{code}-full"), made_in=going.made_in
        ),
        "attempt": attempt,
    }


def _in_each_state(world, person, going):
    """A course that another comes before, one that is full, one they wait for, and days to finish by that moved or went."""
    day = clock.today()
    second, full, due, late = (make_course(code) for code in ("c-second", "c-full", "c-due", "c-late"))
    CourseNeeds.objects.create(course=second, first=make_course("c-first"))
    waited = make_course("course-here-full")
    for course in (full, waited):
        CoursePlaces.objects.create(course=course, establishment=person.establishment, places=1)
        start(PersonFactory(establishment=person.establishment), course)
    for course, due_on in ((due, day + timedelta(days=9)), (late, day - timedelta(days=9))):
        enrolment = start(person, course)
        enrolled_at = clock.now() - timedelta(days=40)
        Enrolment.objects.filter(pk=enrolment.pk).update(due_on=due_on, enrolled_at=enrolled_at)
    taught = meeting(person.establishment, day - timedelta(days=2), title="Some words", room="7")
    join(taught, person, day)
    CancelledSession.objects.create(
        taught_class=taught, on=day - timedelta(days=9), why="staff", words="I can do it.", cancelled_by=world.tutor
    )
    return [reverse("courses:course", args=[one.code]) for one in (second, full, waited, due, late)]
