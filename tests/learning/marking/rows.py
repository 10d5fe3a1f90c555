"""Rows for the access matrix: a long answer of the person in each state that waits for a tutor."""

from django.utils.text import slugify

from justice_portal.files import store
from learning.courses.models import Enrolment
from learning.marking.models import AnswerPhoto
from learning.quizzes.models import Answer, Attempt
from learning.record_store.models import CourseProgress
from tests.learning.content import long, make_course, start, take_quiz


def rows(world, state, person):
    code = slugify(f"letter-{state}").replace("_", "-")
    attempt = take_quiz(start(person, make_course(code, questions=[long()], pass_mark=1)), (["Dear Sir"],))
    if state in {"in_transfer", "released"}:  # begun before they left
        for model in (Enrolment, CourseProgress, Attempt):
            model.objects.filter(person=person).update(made_in=world.here)
    answer = Answer.objects.get(attempt=attempt)
    kept = store(b"\xff\xd8\xff", suffix=".jpg", kept_in="learning.AnswerPhoto.path")
    photo = AnswerPhoto.objects.create(
        answer=answer, path=kept.name, sha256=kept.sha256, width=8, height=8, added_by=world.tutor
    )
    return {"answer": answer, "answer_photo": photo}
