"""Published courses, kept in memory: a version is written once, so what was read of it stays true.

What can change about a course (closed, replaced, checked by a Welsh speaker) is not kept here, or only for a few minutes.
"""

import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from learning.courses.models import Block, Course, Lesson, Version

F = TypeVar("F", bound=Callable[..., Any])
#: Seconds after which a version is read again.
FRESH_FOR = 300
_kept: list[Any] = []


def kept(most: int) -> Callable[[F], F]:
    """Keep the last `most` answers of a function until a course is written."""

    def decorate(function: F) -> F:
        remembering: Any = lru_cache(maxsize=most)(function)
        _kept.append(remembering)
        return remembering

    return decorate


def forget() -> None:
    """Read everything again: a course was written."""
    for remembering in _kept:
        remembering.cache_clear()


def version(pk: UUID) -> Version:
    """A version with its course."""
    return _version(pk, int(time.monotonic() // FRESH_FOR))


@kept(200)
def _version(pk: UUID, _period: int) -> Version:
    return Version.objects.select_related("course").get(pk=pk)


@kept(200)
def lessons(version_id: UUID) -> Sequence[Lesson]:
    """The lessons of a version, in order."""
    return tuple(Lesson.objects.filter(version=version_id))


def lesson(version_id: UUID, code: str) -> Lesson | None:
    """The lesson of a version with this code."""
    return next((one for one in lessons(version_id) if one.code == code), None)


@kept(500)
def blocks(lesson_id: UUID) -> Sequence[Block]:
    """The blocks of a lesson, in order."""
    return tuple(Block.objects.filter(lesson=lesson_id).select_related("lesson"))


def course_id(code: str) -> UUID | None:
    """The key of the course with this code, which never changes; None when there is none."""
    try:
        return _course_id(code)
    except Course.DoesNotExist:
        return None


@kept(200)
def _course_id(code: str) -> UUID:
    return Course.objects.values_list("pk", flat=True).get(code=code)
