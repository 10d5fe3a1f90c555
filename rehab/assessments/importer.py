"""Reads question sets from YAML: all files are checked first; one fault refuses them all."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import re2
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from rehab.care.pathways import NATIONAL_CODES

SCHEMA = Path(__file__).parent / "data" / "assessment-schema.json"
#: The product's own sets, in plain words.
OWN_SETS = Path(__file__).parent / "sets"
#: The sets of the national service, as they were published.
NATIONAL_SETS = Path(__file__).parent / "data" / "national"
LARGEST_FILE = 200_000
PATHWAYS = NATIONAL_CODES
#: A way that leads to the end of the set instead of a page, in the national files.
LAST = "FINAL_QUESTION_NEXT_PAGE"
REQUIRED = {"version", "pathway", "pages"}


class BadQuestionSetsError(Exception):
    """The files cannot be loaded. `faults` names each file and place with what is wrong there."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@cache
def _schema() -> Draft7Validator:
    return Draft7Validator(json.loads(SCHEMA.read_text()))


def read_folder(folder: Path) -> list[dict[str, Any]]:
    """Every .yml and .yaml file of folder as checked content. Raises BadQuestionSetsError naming every fault."""
    paths = sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
    if not paths:
        raise BadQuestionSetsError([f"{folder.name}: there is no .yml file in this folder."])
    sets, faults, seen = [], [], {}
    for path in paths:
        content, wrong = _read(path)
        faults += [f"{path.name}: {fault}" for fault in wrong]
        if wrong:
            continue
        name = (content["pathway"], content["version"])
        if name in seen:
            faults.append(f"{path.name}: the same pathway and version as {seen[name]}.")
        seen[name] = path.name
        sets.append(content)
    if faults:
        raise BadQuestionSetsError(faults)
    return sets


def _read(path: Path) -> tuple[Any, list[str]]:
    if path.stat().st_size > LARGEST_FILE:
        return None, [f"the file is larger than {LARGEST_FILE:,} bytes."]
    try:
        # YAML 1.2: a plain YES stays the word YES, as the national files expect.
        content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None, ["the file is not UTF-8 text."]
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return None, [f"line {mark.line + 1 if mark else '?'}: the file is not good YAML."]
    return content, list(_faults(content))


def _faults(content: Any) -> Iterator[str]:
    if not isinstance(content, dict):
        yield "the file must hold version, pathway and pages."
        return
    for name in sorted(REQUIRED - set(content)):
        yield f"{name} is missing."
    found = [
        f"{'.'.join(str(part) for part in error.absolute_path) or 'top'}: {error.message[:200]}"
        for error in _schema().iter_errors(content)
    ]
    yield from found
    if found or REQUIRED - set(content):
        return
    yield from _page_faults(content["pages"])


def _page_faults(pages: list[dict[str, Any]]) -> Iterator[str]:
    """What the schema cannot say: ids are there and unique, ways lead to pages that exist, patterns can be read."""
    page_ids = [page.get("id") for page in pages]
    known = set(page_ids)
    if not pages:
        yield "there are no pages."
    if len(known) != len(page_ids) or None in known:
        yield "each page needs an id of its own."
    for page in pages:
        ids: set[str] = set()  # within a page: the national sets ask the same question on two pages
        for question in walk(page.get("questions", [])):
            yield from _question_faults(question, page.get("id"), ids)
        for way in page.get("nextPageLogic", []):
            target = way.get("nextPageId")
            if target not in known and target != LAST:
                yield f"{page.get('id')}: the next page {target} does not exist."


def _question_faults(question: dict[str, Any], page: Any, ids: set[str]) -> Iterator[str]:
    name = question.get("id")
    if not name or not question.get("type"):
        yield f"{page}: a question has no id or no type."
        return
    if name in ids:
        yield f"{page}: the question {name} stands twice."
    ids.add(name)
    options = [option.get("id") for option in question.get("options", [])]
    if question["type"] in {"RADIO", "CHECKBOX"} and not options:
        yield f"{name}: a choice needs options."
    if len(set(options)) != len(options) or None in options:
        yield f"{name}: each option needs an id of its own."
    for rule in (question.get("validation"), question.get("customValidation")):
        if pattern := (rule or {}).get("regex"):
            try:
                re2.compile(pattern)
            except re2.error:
                yield f"{name}: the pattern cannot be read."


def walk(questions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each question, with those nested under its options."""
    for question in questions:
        yield question
        for option in question.get("options", []):
            yield from walk(option.get("nestedQuestions", []))


def count_questions(content: dict[str, Any]) -> int:
    return sum(1 for page in content["pages"] for _question in walk(page.get("questions", [])))
