"""Reads a course from its YAML file and says all that is wrong with it. No database."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from ruamel.yaml import YAML, YAMLError

CONTENT = Path(__file__).parent / "content"
LARGEST_FILE = 1024 * 1024

Content = dict[str, Any]
#: What other rooms look at in the content of a course.
_checks: list[Callable[[Content], Iterable[str]]] = []


def also_check(check: Callable[[Content], Iterable[str]]) -> None:
    """Another room says what is wrong with its part of the content, in its checks.py."""
    _checks.append(check)


class ContentError(Exception):
    """A course file is wrong; each fault names its place."""

    def __init__(self, name: str, faults: list[str]) -> None:
        super().__init__("\n".join(f"{name}: {fault}" for fault in faults))
        self.faults = faults


@cache
def _validator(needs_welsh: bool = True) -> Draft7Validator:
    """The shape of a course. What comes with the product has all its words in Welsh; a tutor's course may add them later."""
    schema = json.loads((CONTENT / "schema.json").read_text())
    if not needs_welsh:
        for texts in ("words", "forms"):
            schema["definitions"][texts]["required"] = ["en"]
    return Draft7Validator(schema)


def read_courses(folder: Path = CONTENT) -> list[Content]:
    """Every course of a folder, in the order of their names. Raises ContentError for the first bad file."""
    return [read_course(path) for path in sorted(folder.glob("*.yaml"))]


def read_course(path: Path) -> Content:
    """The content of one file as plain dicts, lists and texts. Raises ContentError."""
    if path.stat().st_size > LARGEST_FILE:
        raise ContentError(path.name, ["the file is over 1 MB"])
    try:
        content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise ContentError(path.name, [f"not YAML 1.2: {error}"]) from error
    if faults := faults_of(content):
        raise ContentError(path.name, faults)
    if content["code"] != path.stem:
        raise ContentError(path.name, [f"code is {content['code']}, but the file is called {path.stem}"])
    return content


def faults_of(content: Any, *, needs_welsh: bool = True) -> list[str]:
    """What is wrong with the content of a course: first its shape, then what a shape cannot say."""
    errors = [best_match([error]) for error in _validator(needs_welsh).iter_errors(content)]
    found = sorted(f"{'/'.join(map(str, error.absolute_path)) or 'course'}: {error.message[:200]}" for error in errors)
    return found or [*_codes_twice(content), *(fault for check in _checks for fault in check(content))]


@cache
def _question_validator() -> Draft7Validator:
    schema = _validator(needs_welsh=False).schema
    return Draft7Validator({"$ref": "#/definitions/question", "definitions": schema["definitions"]})


def question_faults(question: Content) -> list[str]:
    """What is wrong with the shape of one question on its own; its Welsh may be missing."""
    return [error.message[:200] for error in _question_validator().iter_errors(question)]


def _codes_twice(content: Content) -> Iterator[str]:
    for place, things in (
        ("lessons", content["lessons"]),
        *((f"lessons/{lesson['code']}", lesson["blocks"]) for lesson in content["lessons"]),
    ):
        for code, times in Counter(thing["code"] for thing in things).items():
            if times > 1:
                yield f"{place}: code {code} stands {times} times"


def hash_of(content: Content) -> str:
    """The same for the same words and answers, however the file is laid out."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
