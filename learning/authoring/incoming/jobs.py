"""Background work: reading a file of questions into a draft. All that can be taken goes in at once, or nothing."""

import json
from typing import Any

from django.utils.translation import gettext_noop

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.files import delete_stored, open_stored, store
from justice_portal.jobs.lease import finishing_job, progress
from justice_portal.jobs.registry import job
from justice_portal.states import move
from learning.authoring.content import free_code
from learning.authoring.incoming.models import QuestionImport
from learning.authoring.incoming.outcome import FileProblem, FileRefusedError, Found, Why
from learning.authoring.incoming.reading import read_file
from learning.authoring.incoming.spots import Framed, all_framed
from learning.authoring.models import Draft
from learning.courses.importer import Content
from learning.courses.models import CourseFile
from learning.courses.pictures import ADDED

#: As the content schema says.
MOST_QUESTIONS, MOST_LESSONS = 40, 12
Status = QuestionImport.Status


@job(seconds=120, needs=Permission.COURSE_WRITE)
def read_questions(import_id: str, *, asked_by: Any) -> None:
    """Read the file, put its questions into the quiz of the draft, and keep the report."""
    made = QuestionImport.objects.visible_to(asked_by).get(pk=import_id)
    if made.status != Status.READING:
        with finishing_job():
            return
    progress(1, 3, gettext_noop("Reading the file"))
    try:
        with open_stored(made.path) as file:
            found = read_file(file.read())
    except FileRefusedError as error:
        _refuse(made, error.problem, Found(), asked_by)
        return
    progress(2, 3, gettext_noop("Looking at its pictures"))
    pictures = all_framed(found.pictures)
    if not found.questions and not found.lessons:
        _refuse(made, FileProblem.NOTHING, found, asked_by)
        return
    with finishing_job():
        draft = Draft.objects.select_for_update().get(pk=made.draft_id)
        if draft.can_be_written:
            put_in(made, draft, found, pictures, asked_by)
        else:
            _end(made, Status.REFUSED, asked_by, problem=FileProblem.CLOSED)


def _refuse(made: QuestionImport, problem: FileProblem, found: Found, by: Any) -> None:
    with finishing_job():
        _end(made, Status.REFUSED, by, problem=problem, report=_report(found, []))


def put_in(made: QuestionImport, draft: Draft, found: Found, pictures: dict[str, Any], by: Any) -> None:
    """The questions into the document, after those that are there."""
    quiz = draft.content["quiz"]
    questions, there = list(quiz["questions"]), {_words_of(one) for one in quiz["questions"]}
    taken = []
    for name, question in zip(found.names, found.questions, strict=True):
        why = _why_not(question, len(questions), there, pictures)
        if why:
            found.skip(name, why)
            continue
        there.add(_words_of(question))
        code = free_code(f"q{len(questions) + 1}", (one["code"] for one in questions), "q")
        questions.append({"code": code, **_with_picture(question, pictures, by)})
        taken.append([name, question["kind"], code])
    lessons, added = _with_lessons(draft, found)
    if taken or added:
        content = {**draft.content, "lessons": lessons, "quiz": {**quiz, "questions": questions}}
        at = clock.now()
        fields = {"content": content, "edition": draft.edition + 1, "edited_at": at, "edited_by": by}
        Draft.objects.filter(pk=draft.pk).update(**fields)
        record(by, "draft.questions_imported", draft, edition=draft.edition + 1, taken=len(taken), lessons=len(added))
    _end(made, Status.DONE, by, report=_report(found, taken, added))


def _with_lessons(draft: Draft, found: Found) -> tuple[list[Content], list[list[str]]]:
    """The lessons with those of the file after them, and what each new one is called, with its code."""
    lessons, added = list(draft.content["lessons"]), []
    for name, lesson in zip(found.lesson_names, found.lessons, strict=True):
        there = [(one["title"]["en"], [block.get("text") for block in one["blocks"]]) for one in lessons]
        if (lesson["title"]["en"], [block["text"] for block in lesson["blocks"]]) in there:
            found.skip(name, Why.THERE)
        elif len(lessons) >= MOST_LESSONS:
            found.skip(name, Why.FULL_LESSONS)
        else:
            code = free_code(name, (one["code"] for one in lessons), "lesson")
            lessons.append({"code": code, **lesson})
            added.append([name, code])
    return lessons, added


def _words_of(question: Content) -> str:
    """The same for the same question, whatever its code and, since it is kept anew each time, its picture."""
    return json.dumps({k: v for k, v in question.items() if k not in {"code", "picture", "areas"}}, sort_keys=True)


def _why_not(question: Content, count: int, there: set[str], pictures: dict[str, Any]) -> str:
    if _words_of(question) in there:
        return Why.THERE
    if count >= MOST_QUESTIONS:
        return Why.FULL
    picture = pictures.get(question.get("picture", ""))
    return picture if isinstance(picture, Why) else ""


def _with_picture(question: Content, pictures: dict[str, Any], by: Any) -> Content:
    """The question with its picture kept as one of ours."""
    picture = pictures.get(question.get("picture", ""))
    if not isinstance(picture, Framed):
        return question
    kept = store(picture.picture.content, suffix=".jpg", kept_in="learning.CourseFile.path")
    row = CourseFile.objects.create(
        path=kept.name, width=picture.picture.width, height=picture.picture.height, added_by=by
    )
    record(by, "draft.picture_added", row)
    return {**picture.moved(question), "picture": f"{ADDED}{row.pk}"}


def _report(found: Found, taken: list[list[str]], lessons: list[list[str]] | None = None) -> dict[str, Any]:
    names = {name for name, *_rest in [*taken, *(lessons or [])]}
    noted = [list(one) for one in found.noted if one[0] in names]
    skipped = [list(one) for one in found.skipped]
    return {"taken": taken, "lessons": lessons or [], "skipped": skipped, "noted": noted, "links": found.links[:200]}


def _end(made: QuestionImport, status: str, by: Any, **facts: Any) -> None:
    """Say what came of the file, which is not needed any more."""
    path = made.path
    move(made, status, read_at=clock.now(), path="", **facts)
    skipped = len(made.report.get("skipped", []))
    record(by, "draft.file_read", made, status=status, problem=made.problem, taken=len(made.taken), skipped=skipped)
    if path:
        delete_stored(path)
