"""A question set as it is asked: its pages, questions and options, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext

#: A picture for the answers that many questions share. Other pictures stand in the sets themselves.
PICTURES = {"YES": "tick", "NO": "stop", "NOT_SURE": "question", "NO_ANSWER": "silent"}
#: Who asks about the status of the pathway at the end: the national sets have one page for each kind of assessment.
SUMMARIES = {"immediate": "ASSESSMENT_SUMMARY", "pre_release": "PRERELEASE_ASSESSMENT_SUMMARY"}
CHECK = "CHECK_ANSWERS"
#: Questions whose answer is the status of the pathway.
STATUS_QUESTIONS = ("SUPPORT_NEEDS", "SUPPORT_NEEDS_PRERELEASE")
CHOICES = {"RADIO", "CHECKBOX"}


def said(text: Any) -> str:
    """Words of a set in the reader's language, where they were translated; never the header of the catalogue."""
    return gettext(text) if text else ""


@dataclass(frozen=True)
class Option:
    id: str
    text: str
    about: str
    picture: str
    is_exclusive: bool
    has_words: bool  # a line to say more
    questions: tuple["Question", ...]


@dataclass(frozen=True)
class Question:
    id: str
    kind: str
    title: str
    hint: str
    more_title: str
    more: str
    picture: str
    message: str
    is_mandatory: bool
    pattern: str
    pattern_message: str
    options: tuple[Option, ...]
    replaces: tuple[str, ...]  # ids that the same question had in older versions

    @property
    def is_choice(self) -> bool:
        return self.kind in CHOICES

    @property
    def exclusive(self) -> set[str]:
        return {option.id for option in self.options if option.is_exclusive}

    def option(self, name: str) -> Option | None:
        return next((option for option in self.options if option.id == name), None)

    def words(self, value: Any) -> list[str]:
        """An answer as it is read: the texts of what was ticked, or the words that were typed."""
        if value in (None, "", []):
            return []
        if not self.is_choice:
            return [str(value)]
        chosen = [value] if isinstance(value, str) else list(value)
        return [option.text for option in self.options if option.id in chosen]


@dataclass(frozen=True)
class Page:
    id: str
    title: str
    questions: tuple[Question, ...]
    ways: tuple[tuple[str, frozenset[str], str], ...]  # question, answers ("" and none: always), next page

    @property
    def branches(self) -> bool:
        return any(question for question, _answers, _target in self.ways)


@dataclass(frozen=True)
class Questionnaire:
    pages: tuple[Page, ...]
    asks_status: bool

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """Every question with those under options; of a question that stands on two pages, the first."""
        found: dict[str, Question] = {}
        for page in self.pages:
            for question in every(page.questions):
                found.setdefault(question.id, question)
        return found

    def page(self, name: str) -> Page | None:
        return next((page for page in self.pages if page.id == name), None)


def every(questions: tuple[Question, ...]) -> Iterator[Question]:
    """Each question, with those under its options."""
    for question in questions:
        yield question
        for option in question.options:
            yield from every(option.questions)


def read(content: dict[str, Any]) -> Questionnaire:
    """The set as it is asked. content is checked already: see importer.py."""
    return Questionnaire(
        pages=tuple(_page(page) for page in content["pages"]),
        asks_status=content.get("requireStatusQuestion", True),
    )


def _page(page: dict[str, Any]) -> Page:
    ways = tuple(
        (
            way.get("questionId") or "",
            frozenset(str(answer.get("answer")) for answer in way.get("answers") or ()),
            way["nextPageId"],
        )
        for way in page.get("nextPageLogic") or ()
    )
    questions = tuple(_question(question) for question in page.get("questions") or ())
    return Page(page["id"], said(page.get("title")), questions, ways)


def _question(given: dict[str, Any]) -> Question:
    rule = given.get("validation") or {}
    custom = given.get("customValidation") or {}
    kind = rule.get("type") or given.get("validationType") or "MANDATORY"
    with_pattern = custom if custom.get("regex") else rule
    return Question(
        id=given["id"],
        kind=given["type"],
        title=said(given.get("title")),
        hint=said(given.get("subTitle")),
        more_title=said(given.get("detailsTitle")),
        more=said(given.get("detailsContent")),
        picture=given.get("picture", ""),
        message=said(rule.get("message")),
        is_mandatory=kind == "MANDATORY",
        pattern=with_pattern.get("regex") or "",
        pattern_message=said(with_pattern.get("message")),
        options=tuple(_option(option) for option in given.get("options") or ()),
        replaces=tuple(given.get("replaces") or ()),
    )


def _option(given: dict[str, Any]) -> Option:
    return Option(
        id=given["id"],
        text=said(given.get("displayText")),
        about=said(given.get("description")),
        picture=given.get("picture") or PICTURES.get(given["id"], ""),
        is_exclusive=bool(given.get("exclusive")),
        has_words=bool(given.get("freeText")),
        questions=tuple(_question(question) for question in given.get("nestedQuestions") or ()),
    )
