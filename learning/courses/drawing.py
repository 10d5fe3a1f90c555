"""The blocks of a lesson as HTML. What is the same for every reader is drawn once and kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from learning.courses import library, pictures
from learning.courses.localised import say
from learning.courses.models import Block

#: Stand in what is kept for what differs each time: no author can write them.
TOKEN, KEY = f"token-{uuid4().hex}", f"key-{uuid4().hex}"


@dataclass(frozen=True, slots=True)
class Choice:
    number: int
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Check:
    """A check-yourself question, as its template shows it."""

    code: str
    html: SafeString
    language: str  # set when the text stands in for one in the reader's language
    action: str
    choices: Sequence[Choice]
    feedback: str
    is_right: bool
    problem: str

    @property
    def words_id(self) -> str:
        return words_id(self.code)


def words_id(code: str) -> str:
    """The element that holds the words of a block: what is read aloud, and what names a question."""
    return f"{code}-words"


def parts(lesson_id: UUID) -> Sequence[SafeString | Block]:
    """The lesson in the reader's language: HTML, and between it the check-yourself questions still to be drawn."""
    return _parts(lesson_id, get_language() or "en")


@library.kept(500)
def _parts(lesson_id: UUID, _language: str) -> Sequence[SafeString | Block]:
    return tuple(_joined(library.blocks(lesson_id)))


def _joined(blocks: Sequence[Block]) -> Iterator[SafeString | Block]:
    drawn: list[str] = []
    for block in blocks:
        if block.kind == Block.Kind.CHECK:
            yield mark_safe("".join(drawn))  # noqa: S308 - drawn by templates
            yield block
            drawn = []
        else:
            drawn.append(_block(block))
    yield mark_safe("".join(drawn))  # noqa: S308 - as above


def _block(block: Block) -> str:
    """A block that is the same for everyone who reads this language."""
    words, content = say(block.html), block.content
    shown: dict[str, Any] = {
        "code": block.code,
        "kind": block.kind,
        "html": mark_safe(words.text),  # noqa: S308 - sanitised when it was loaded, and made of Markdown only
        "language": words.language if words.stands_in else "",
        "words_id": words_id(block.code),
    }
    if block.kind == Block.Kind.PICTURE:
        shown |= {
            "picture": pictures.address(content["picture"]),
            "alt": say(content["alt"]).text,
            "caption": say(content.get("caption")).text,
        }
    if block.kind == Block.Kind.EXAMPLE:
        shown["title"] = say(content["title"]).text
    if block.kind == Block.Kind.AUDIO:
        recorded = (content.get("audio") or {}).get(words.language, "")
        shown |= {"title": say(content["title"]).text, "audio": static(f"audio/{recorded}") if recorded else ""}
    return render_to_string("learning/courses/block.html", {"block": shown})


def preview(blocks: Sequence[Block]) -> SafeString:
    """Blocks that are still written, drawn as a learner will see them. Nothing of it is kept."""
    drawn = [
        part if isinstance(part, str) else _draw_check(part, "-", None, "", is_learner=False)
        for part in _joined(blocks)
    ]
    return mark_safe("".join(drawn))  # noqa: S308 - drawn by templates


def check(block: Block, course: str, chosen: int | None, problem: str, *, is_learner: bool) -> str:
    """A check-yourself question as one reader left it, with TOKEN and KEY where the form's own belong."""
    language = get_language() or "en"
    if problem:
        return _draw_check(block, course, chosen, problem, is_learner=is_learner)
    return _check(block, course, chosen, language, is_learner)


@library.kept(2_000)
def _check(block: Block, course: str, chosen: int | None, _language: str, is_learner: bool) -> str:
    return _draw_check(block, course, chosen, "", is_learner=is_learner)


def _draw_check(block: Block, course: str, chosen: int | None, problem: str, *, is_learner: bool) -> str:
    words, choices = say(block.html), block.content["choices"]
    picked = choices[chosen] if chosen is not None and not problem and 0 <= chosen < len(choices) else None
    shown = Check(
        code=block.code,
        html=mark_safe(words.text),  # noqa: S308 - sanitised when it was loaded, and made of Markdown only
        language=words.language if words.stands_in else "",
        action=reverse("courses:check", args=[course, block.lesson.code, block.pk]),
        choices=[Choice(number, say(choice["text"]).text, number == chosen) for number, choice in enumerate(choices)],
        feedback=say(picked["feedback"]).text if picked else "",
        is_right=bool(picked and picked.get("right")),
        problem=problem,
    )
    context = {"block": shown, "is_learner": is_learner, "token": TOKEN, "key": KEY}
    return render_to_string("learning/courses/check.html", context)
