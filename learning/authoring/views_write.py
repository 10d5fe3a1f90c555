"""The pages on which a course is written: details, lessons, blocks, questions, rules of the quiz."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal.access import Permission, require
from justice_portal.errors import DomainError
from learning.authoring import actions, gate
from learning.authoring.content import free_code, moved, put, without
from learning.authoring.forms import PARTS, BlockForm, DetailsForm, LessonForm, TwoLanguages
from learning.authoring.forms_quiz import QuestionForm, RulesForm
from learning.authoring.models import Draft
from learning.authoring.views import the_draft
from learning.courses.importer import Content
from learning.courses.models import Block, CourseFile
from learning.courses.pictures import ADDED
from learning.quizzes.models import Question

RULES = ("pass_mark", "draw", "minutes", "bank", "mastery")


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.COURSE_WRITE, Draft)
    form = DetailsForm(request.POST or None)
    if form.is_valid() and form.cleaned_data["key"]:
        made = actions.start_draft(Draft, key=form.cleaned_data["key"], details=form.details, by=request.user)
        return redirect(made)
    page = {"form": form, "title": _("Make a course"), "measured": None, "draft": None, "edition": 1}
    return render(request, "learning/authoring/form.html", page)


def _write(
    request: HttpRequest, draft: Draft, form: TwoLanguages, title: str, change: Callable[[], Content], english: str = ""
) -> HttpResponse:
    """Show a form, measure what was typed, or keep the change."""
    sent = request.method == "POST"
    is_fine = form.is_valid() if sent else False
    if is_fine and "measure" not in request.POST:
        try:
            edition = (
                int(request.POST.get("edition", "0")[:9] or 0) if request.POST.get("edition", "0").isdigit() else 0
            )
            actions.save_draft(draft, content=change(), edition=edition, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved in the draft."))
            return redirect(draft)
    text = _typed(form) if sent else english
    content = draft.content
    page = {
        "form": form,
        "title": title,
        "draft": draft,
        "edition": request.POST.get("edition", "") if sent else draft.edition,
        "measured": gate.measure(text, content["level"], content["glossary"]) if text else None,
    }
    return render(request, "learning/authoring/form.html", page, status=422 if form.errors else 200)


def _typed(form: TwoLanguages) -> str:
    """The English that was typed, whether or not the form is in order."""
    names = [name for name, _field in form.fields.items() if name.endswith("_en")]
    return "\n\n".join(str(form.data.get(name, "")).replace("*", "").replace(" = ", "\n") for name in names)


@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft = the_draft(request, pk)
    now = draft.content
    initial = {name: now[name] for name in ("subject", "level", "minutes")} | {"glossary": ", ".join(now["glossary"])}
    form = DetailsForm(request.POST or None, initial={**DetailsForm.spread(now, "title", "summary"), **initial})
    return _write(request, draft, form, _("About the course"), lambda: {**now, **form.details}, gate.english(now))


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft = the_draft(request, pk)
    quiz = draft.content["quiz"]
    mastery = {f"mastery_{name}": value for name, value in quiz.get("mastery", {}).items()}
    form = RulesForm(
        request.POST or None, user=request.user, initial={**{name: quiz.get(name) for name in RULES[:4]}, **mastery}
    )

    def change() -> Content:
        kept = {name: value for name, value in quiz.items() if name not in RULES}
        return {**draft.content, "quiz": {**kept, **form.rules}}

    return _write(request, draft, form, _("Rules of the quiz"), change)


@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, pk: UUID, code: str = "") -> HttpResponse:
    draft = the_draft(request, pk)
    now = draft.lesson(code) if code else None
    if code and now is None:
        raise Http404
    initial = {**LessonForm.spread(now, "title", "unit"), "minutes": now["minutes"]} if now else {}
    form = LessonForm(request.POST or None, initial=initial)

    def change() -> Content:
        lessons = draft.content["lessons"]
        title, unit = form.both("title"), form.both("unit")
        own = code or free_code(title["en"], (one["code"] for one in lessons), "lesson")
        made = {"code": own, "title": title, "minutes": form.cleaned_data["minutes"]}
        made |= {"unit": unit} if unit else {}
        return {**draft.content, "lessons": put(lessons, {**made, "blocks": now["blocks"] if now else []})}

    return _write(request, draft, form, _("Lesson"), change)


@require_http_methods(["GET", "POST"])
def block(request: HttpRequest, pk: UUID, lesson_code: str, code: str = "") -> HttpResponse:
    draft = the_draft(request, pk)
    among = draft.lesson(lesson_code)
    now = next((one for one in among["blocks"] if one["code"] == code), None) if among else None
    kind = now["kind"] if now else request.GET.get("kind", Block.Kind.TEXT)
    if among is None or (code and now is None) or kind not in set(PARTS):
        raise Http404
    form = BlockForm(request.POST or None, request.FILES or None, kind=kind, block=now)

    def change() -> Content:
        own = code or free_code(kind, (one["code"] for one in among["blocks"]), "block")
        made = {"code": own, **form.content, **_picture(request, form, now)}
        return _with_lesson(draft, {**among, "blocks": put(among["blocks"], made)})

    return _write(request, draft, form, str(Block.Kind(kind).label), change, gate.english(now or {}))


def _picture(request: HttpRequest, form: BlockForm, now: Content | None) -> Content:
    """The picture that was sent, kept; or the one that is there."""
    if form.kind != Block.Kind.PICTURE:
        return {}
    if sent := form.cleaned_data.get("upload"):
        return {"picture": f"{ADDED}{actions.add_picture(CourseFile, picture=sent, by=request.user).pk}"}
    return {"picture": now["picture"]} if now else {}


def _with_lesson(draft: Draft, lesson: Content) -> Content:
    return {**draft.content, "lessons": put(draft.content["lessons"], lesson)}


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: UUID, code: str = "") -> HttpResponse:
    draft = the_draft(request, pk)
    quiz = draft.content["quiz"]
    now = next((one for one in quiz["questions"] if one["code"] == code), None)
    kind = now["kind"] if now else request.GET.get("kind", Question.Kind.SINGLE)
    if (code and now is None) or kind not in Question.Kind.values:
        raise Http404
    form = QuestionForm(request.POST or None, kind=kind, question=now)

    def change() -> Content:
        taken = [one["code"] for one in quiz["questions"]]
        own = code or free_code(f"q{len(taken) + 1}", taken, "q")
        questions = put(quiz["questions"], {"code": own, **form.content})
        return {**draft.content, "quiz": {**quiz, "questions": questions}}

    return _write(request, draft, form, str(Question.Kind(kind).label), change, gate.english(now or {}))


@require_POST
def arrange(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a lesson, block or question up or down, or take it out."""
    draft = the_draft(request, pk)
    sent = {name: request.POST.get(name, "")[:60] for name in ("what", "lesson", "code", "do", "edition")}
    places: dict[str, Any] = {"up": -1, "down": 1}
    lesson = draft.lesson(sent["lesson"])

    def changed(things: list[Content]) -> list[Content]:
        return (
            moved(things, sent["code"], places[sent["do"]]) if sent["do"] in places else without(things, sent["code"])
        )

    content = draft.content
    if sent["what"] == "block" and lesson:
        content = _with_lesson(draft, {**lesson, "blocks": changed(lesson["blocks"])})
    elif sent["what"] == "lesson":
        content = {**content, "lessons": changed(content["lessons"])}
    elif sent["what"] == "question":
        content = {**content, "quiz": {**content["quiz"], "questions": changed(content["quiz"]["questions"])}}
    edition = int(sent["edition"]) if sent["edition"].isdigit() else 0
    actions.save_draft(draft, content=content, edition=edition, by=request.user)
    return redirect(f"{draft.get_absolute_url()}#{sent['lesson'] or sent['code']}")
