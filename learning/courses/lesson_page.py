"""One lesson, as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from justice_portal.keys import uuid7
from learning.courses import drawing, library
from learning.courses.localised import Wording
from learning.courses.models import Block, Enrolment, Lesson, Version


class Problem(NamedTuple):
    """What is wrong with the answer to one check-yourself question."""

    block: UUID
    text: str


@dataclass
class LessonPage:
    """A lesson among the lessons of its version."""

    version: Version
    enrolment: Enrolment | None
    lesson: Lesson
    lessons: Sequence[Lesson]

    @classmethod
    def of(cls, version: Version, enrolment: Enrolment | None, code: str) -> Self | None:
        """The lesson with this code, or nothing."""
        lesson = library.lesson(version.pk, code)
        return cls(version, enrolment, lesson, library.lessons(version.pk)) if lesson else None

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
        return self.version.course.get_absolute_url()

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
        """Where "I have done this" leads, for a learner who has not said so yet."""
        if self.enrolment is None or self.is_done:
            return ""
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
        blocks = library.blocks(self.lesson.pk)
        return wanted != "en" and any(wanted not in block.html for block in blocks if block.html)

    def _address(self, lesson: Lesson) -> str:
        return reverse("courses:lesson", args=[self.version.course.code, lesson.code])

    def check(self, pk: UUID) -> Block | None:
        """The check-yourself block with this key."""
        blocks = library.blocks(self.lesson.pk)
        return next((block for block in blocks if block.pk == pk and block.kind == Block.Kind.CHECK), None)

    def body(self, token: str, problem: Problem | None = None) -> SafeString:
        """The blocks, with the forms of this reader among them."""
        drawn = [
            part if isinstance(part, str) else self._check(part, token, problem)
            for part in drawing.parts(self.lesson.pk)
        ]
        return mark_safe("".join(drawn))  # noqa: S308 - every part was drawn by a template

    def _check(self, block: Block, token: str, problem: Problem | None) -> str:
        tried = self.enrolment.progress.checks.get(str(block.pk)) if self.enrolment else None
        html = drawing.check(
            block,
            self.version.course.code,
            tried[1] if tried else None,
            problem.text if problem and problem.block == block.pk else "",
            is_learner=self.enrolment is not None,
        )
        return html.replace(drawing.TOKEN, token).replace(drawing.KEY, str(uuid7()))
