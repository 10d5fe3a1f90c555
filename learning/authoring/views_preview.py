"""A draft as a learner will see it. Nothing is kept, and nothing can be answered."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from learning.authoring.views import the_draft
from learning.courses import drawing
from learning.courses.importer import Content
from learning.courses.localised import say
from learning.courses.models import Block, Lesson
from learning.courses.render import render_block
from learning.quizzes.models import Attempt
from learning.quizzes.question_page import QuestionPage
from learning.quizzes.written import question_of


@require_GET
def lesson(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    draft = the_draft(request, pk)
    found = draft.lesson(code)
    if found is None:
        raise Http404
    page = {"draft": draft, "title": say(found["title"]), "body": drawing.preview(_blocks(found)), "page": None}
    return render(request, "learning/authoring/preview.html", page)


def _blocks(found: Content) -> list[Block]:
    lesson = Lesson(code=found["code"])
    return [
        Block(
            lesson=lesson,
            code=one["code"],
            kind=one["kind"],
            content={name: value for name, value in one.items() if name not in {"code", "kind"}},
            html=render_block(one),
        )
        for one in found["blocks"]
    ]


@require_GET
def question(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    draft = the_draft(request, pk)
    found = next((one for one in draft.content["quiz"]["questions"] if one["code"] == code), None)
    if found is None:
        raise Http404
    made = question_of(found)
    page = QuestionPage(Attempt(question_ids=[made.pk]), made)
    return render(request, "learning/authoring/preview.html", {"draft": draft, "page": page, "title": "", "body": ""})
