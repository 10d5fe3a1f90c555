"""One lesson, as a page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from justice_portal.access import Permission
from justice_portal.keys import uuid7
from learning.courses.localised import Wording, say
from learning.courses.models import Block, Enrolment, Lesson, Version
from learning.record_store.models import LearningFact, ObjectType


@dataclass(frozen=True, slots=True)
class Choice:
    number: int
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block in the reader's language, with what the reader did in it."""

    code: str
    kind: str
    html: SafeString
    language: str  # set when the text stands in for one in the reader's language
    picture: str = ""
    alt: str = ""
    caption: str = ""
    title: str = ""
    audio: str = ""
    action: str = ""
    key: UUID | None = None
    choices: Sequence[Choice] = ()
    feedback: str = ""
    is_right: bool = False
    problem: str = ""

    @property
    def words_id(self) -> str:
        """The element that holds the words: what is read aloud, and what names a question."""
        return f"{self.code}-words"


@dataclass
class LessonPage:
    """A lesson among the lessons of its version."""

    version: Version
    enrolment: Enrolment | None
    lesson: Lesson
    lessons: Sequence[Lesson]
    blocks: Sequence[Block]

    @classmethod
    def of(cls, version: Version, enrolment: Enrolment | None, code: str) -> Self | None:
        """The lesson with this code, or nothing."""
        lessons = list(version.lessons.all())
        lesson = next((one for one in lessons if one.code == code), None)
        if lesson is None:
            return None
        return cls(version, enrolment, lesson, lessons, list(lesson.blocks.all()))

    @property
    def title(self) -> Wording:
        return self.lesson.name

    @property
    def course(self) -> Wording:
        return self.version.name

    @property
    def number(self) -> int:
        return self.lesson.position

    @property
    def total(self) -> int:
        return len(self.lessons)

    @property
    def href(self) -> str:
        return self._address(self.lesson)

    @property
    def course_href(self) -> str:
        return reverse("courses:course", args=[self.version.course.code])

    @property
    def back(self) -> str:
        """The lesson before, or nothing."""
        return self._address(self.lessons[self.number - 2]) if self.number > 1 else ""

    @property
    def forward(self) -> str:
        """The lesson after, or what comes after the last one."""
        if self.number < self.total:
            return self._address(self.lessons[self.number])
        return reverse("courses:next" if self.enrolment else "courses:course", args=[self.version.course.code])

    @property
    def finish(self) -> str:
        return reverse("courses:lesson-finish", args=[self.version.course.code, self.lesson.code])

    @property
    def key(self) -> UUID:
        return uuid7()

    @property
    def is_done(self) -> bool:
        return bool(self.enrolment and str(self.lesson.pk) in self.enrolment.progress.done)

    @property
    def stands_in(self) -> bool:
        """Some of it is not written in the reader's language."""
        wanted = (get_language() or "en")[:2]
        return wanted != "en" and any(wanted not in block.html for block in self.blocks if block.html)

    def _address(self, lesson: Lesson) -> str:
        return reverse("courses:lesson", args=[self.version.course.code, lesson.code])

    def check(self, pk: UUID) -> Block | None:
        """The check-yourself block with this key."""
        return next((block for block in self.blocks if block.pk == pk and block.kind == Block.Kind.CHECK), None)

    def last_answers(self, user: Any) -> dict[UUID, int]:
        """What the reader last chose in each check-yourself block."""
        checks = [block.pk for block in self.blocks if block.kind == Block.Kind.CHECK]
        if not checks:
            return {}
        facts = LearningFact.objects.within(user, Permission.LEARNING_DO).filter(
            enrolment=self.enrolment, object_type=ObjectType.BLOCK, object_id__in=checks
        )
        rows = facts.order_by("received_at", "id").values_list("object_id", "result__response")
        return dict(rows)

    def blocks_shown(self, answers: Mapping[UUID, int], problems: Mapping[UUID, str]) -> list[BlockShown]:
        return [self._shown(block, answers.get(block.pk), problems.get(block.pk, "")) for block in self.blocks]

    def _shown(self, block: Block, chosen: int | None, problem: str) -> BlockShown:
        words = say(block.html)
        given: dict[str, Any] = {}
        content = block.content
        if block.kind == Block.Kind.PICTURE:
            given = {
                "picture": static(f"images/{content['picture']}"),
                "alt": say(content["alt"]).text,
                "caption": say(content.get("caption")).text,
            }
        elif block.kind == Block.Kind.AUDIO:
            recordings = content.get("audio") or {}
            recorded = recordings.get(words.language, "")
            given = {"title": say(content["title"]).text, "audio": static(f"audio/{recorded}") if recorded else ""}
        elif block.kind == Block.Kind.CHECK:
            given = self._check(block, chosen, problem)
        return BlockShown(
            code=block.code,
            kind=block.kind,
            html=mark_safe(words.text),  # noqa: S308 - sanitised when it was loaded, and made of Markdown only
            language=words.language if words.stands_in else "",
            **given,
        )

    def _check(self, block: Block, chosen: int | None, problem: str) -> dict[str, Any]:
        choices = block.content["choices"]
        given: dict[str, Any] = {
            "action": reverse("courses:check", args=[self.version.course.code, self.lesson.code, block.pk]),
            "key": self.key,
            "choices": [
                Choice(number, say(choice["text"]).text, number == chosen) for number, choice in enumerate(choices)
            ],
            "problem": problem,
        }
        if chosen is not None and not problem and 0 <= chosen < len(choices):
            given["feedback"] = say(choices[chosen]["feedback"]).text
            given["is_right"] = bool(choices[chosen].get("right"))
        return given
