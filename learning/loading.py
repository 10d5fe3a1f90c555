"""Loads course files: a new or changed course becomes a published version; what is loaded already is left alone."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from learning.courses.actions import draft_version, publish_version
from learning.courses.importer import CONTENT, Content, ContentError, hash_of, read_courses
from learning.courses.models import Course, Version
from learning.quizzes.actions import write_quiz


@dataclass
class Loaded:
    """The codes of the courses, by what became of them."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


def load_courses(folder: Path = CONTENT, *, by: Any) -> Loaded:
    """Load every course of a folder, all or none. Raises ContentError, naming each fault of the first bad file."""
    loaded = Loaded()
    courses = read_courses(folder)
    with transaction.atomic():
        for content in courses:
            getattr(loaded, load_course(content, by=by)).append(content["code"])
    return loaded


def load_course(content: Content, *, by: Any) -> str:
    """Load checked content; tells whether the course was added, changed or unchanged. Raises ContentError."""
    newest = Version.objects.filter(course__code=content["code"]).order_by("-number").first()
    if newest and newest.content_hash == hash_of(content):
        return "unchanged"
    if newest and content["version"] <= newest.number:
        raise ContentError(
            content["code"],
            [f"version {newest.number} is loaded with other words. Make this version {newest.number + 1}."],
        )
    with transaction.atomic():
        version = draft_version(Course, content=content, by=by)
        write_quiz(version, content=content["quiz"], by=by)
        publish_version(version, by=by)
    return "changed" if newest else "added"
