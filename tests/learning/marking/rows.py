"""Rows for the access matrix: a long answer of the person in each state that waits for a tutor."""

from django.utils.text import slugify

from learning.courses.models import Enrolment
from learning.quizzes.models import Answer, Attempt
from learning.record_store.models import CourseProgress
from tests.learning.content import long, make_course, start, take_quiz


def rows(world, state, person):
    code = slugify(f"letter-{state}").replace("_", "-")
    attempt = take_quiz(start(person, make_course(code, questions=[long()], pass_mark=1)), (["Dear Sir"],))
    if state in {"in_transfer", "released"}:  # begun before they left
        for model in (Enrolment, CourseProgress, Attempt):
            model.objects.filter(person=person).update(made_in=world.here)
    return {"answer": Answer.objects.get(attempt=attempt)}
