"""Rows for the access matrix: a draft with a lesson, a block and a question; about nobody."""

from django.utils.text import slugify

from justice_portal.files import store
from learning.authoring.models import Draft
from learning.models import Bank, BankQuestion, Course, CourseFile, QuestionImport
from tests.learning.content import course_content, lesson, make_course, single, text


def rows(world, state, person):
    code = slugify(f"written-{state}").replace("_", "-")
    content = course_content(code, questions=[single("q1")])
    content["lessons"] = [lesson("part-1", text("words"))]
    by = world.administrator
    bank = Bank.objects.create(
        establishment=world.there if state == "elsewhere" else world.here, title=f"Money {state}", made_by=by
    )
    draft = Draft.objects.create(code=code, content=content, made_by=by, edited_by=by)
    make_course(f"{code}-next")
    return {
        "draft": draft,
        "bank": bank,
        "bank_question": BankQuestion.objects.create(bank=bank, content=single(), added_by=by),
        "question_import": QuestionImport.objects.create(draft=draft, name="bank.gift", added_by=by),
        "draft_lesson": "part-1",
        "draft_block": "words",
        "draft_question": "q1",
        "written_course": Course.objects.get(code=f"{code}-next").code,
        "course_picture": CourseFile.objects.create(path=a_picture(), width=8, height=8, added_by=by),
    }


def a_picture():
    return store(b"\xff\xd8\xff", suffix=".jpg", kept_in="learning.CourseFile.path").name
