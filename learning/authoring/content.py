"""The document of a draft: made new, made from a version, and its parts found and moved. No database but reading."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from learning.courses.importer import Content
from learning.courses.models import Version
from learning.quizzes.models import Question, Quiz

PICTURE = "courses/letter-layout.svg"
#: What the database keeps as text, so that 1.1 stays 1.1, and the document as numbers.
NUMBERS = {"answer", "tolerance", "points", "steps"}


def empty(code: str, details: Mapping[str, Any]) -> Content:
    """A course with a name and nothing in it."""
    quiz = {"code": "quiz", "title": {"en": "Check what you know"}, "pass_mark": 1, "questions": []}
    given = {"code": code, "version": 1, "picture": PICTURE, "welsh_reviewed": False, "glossary": []}
    return {**given, **details, "lessons": [], "quiz": quiz}


def from_version(version: Version) -> Content:
    """The document that a version was written from, numbered as the next one."""
    quiz = Quiz.objects.filter(version=version).first()
    return {
        "code": version.course.code,
        "version": version.number + 1,
        "subject": version.course.subject,
        "level": version.level,
        "minutes": version.minutes,
        "picture": version.picture,
        "welsh_reviewed": version.welsh_reviewed,
        "glossary": version.glossary,
        "title": version.title,
        "summary": version.summary,
        "lessons": [
            {
                "code": lesson.code,
                "title": lesson.title,
                "minutes": lesson.minutes,
                **({"unit": lesson.unit} if lesson.unit else {}),
                "blocks": [{"code": one.code, "kind": one.kind, **one.content} for one in lesson.blocks.all()],
            }
            for lesson in version.lessons.prefetch_related("blocks")
        ],
        "quiz": _quiz(quiz) if quiz else empty(version.course.code, {})["quiz"],
    }


def _quiz(quiz: Quiz) -> Content:
    rules = {"draw": quiz.draw, "minutes": quiz.minutes}
    made = {"code": quiz.code, "title": quiz.title, "pass_mark": quiz.pass_mark}
    made |= {name: value for name, value in rules.items() if value}
    if quiz.mastery_right:
        made["mastery"] = {"right": quiz.mastery_right, "of": quiz.mastery_of}
    made |= {"bank": str(quiz.bank_id)} if quiz.bank_id else {}
    made["questions"] = [_question(one) for one in quiz.questions.all() if one.bank_question_id is None]
    return made


def _question(question: Question) -> Content:
    content = {name: _number(value) if name in NUMBERS else value for name, value in question.content.items()}
    head = {"code": question.code, "kind": question.kind, "text": question.text, "feedback": question.feedback}
    return {**head, **content}


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return int(value) if value.lstrip("-").isdigit() else float(value)


def free_code(wanted: str, taken: Iterable[str], fallback: str) -> str:
    """A code made of these words that nothing else has."""
    base, codes = slugify(wanted)[:50].strip("-") or fallback, set(taken)
    return next(code for n in range(1, 1000) if (code := base if n == 1 else f"{base}-{n}") not in codes)


def put(things: Sequence[Content], thing: Content) -> list[Content]:
    """The things with this one in the place of the one with its code, or at the end."""
    if any(one["code"] == thing["code"] for one in things):
        return [thing if one["code"] == thing["code"] else one for one in things]
    return [*things, thing]


def without(things: Sequence[Content], code: str) -> list[Content]:
    return [one for one in things if one["code"] != code]


def moved(things: Sequence[Content], code: str, by: int) -> list[Content]:
    """The things with one of them so many places further on; it stops at either end."""
    order = list(things)
    place = next((n for n, one in enumerate(order) if one["code"] == code), None)
    if place is not None:
        thing = order.pop(place)
        order.insert(min(max(place + by, 0), len(order)), thing)
    return order
