"""The way through a question set: which pages are asked, given the answers so far, and what is still open."""

from collections.abc import Iterator, Mapping
from typing import Any

from rehab.assessments.questionnaire import CHECK, SUMMARIES, Page, Question, Questionnaire

Values = Mapping[str, Any]


def sheets(asked: Questionnaire, values: Values, *, kind: str, by_staff: bool) -> list[list[Page]]:
    """The pages that are asked, in the order of the way, put together: what follows whatever is answered is one sheet.

    Ends at the first fork whose question has no answer yet. The page about the status of the pathway is the staff's.
    """
    found: list[list[Page]] = [[]]
    seen: set[str] = set()
    page: Page | None = asked.pages[0]
    while page is not None and page.id not in seen and page.id != CHECK:
        seen.add(page.id)
        found[-1].append(page)
        target = _next(page, values)
        if target is None:
            break
        if page.branches:
            found.append([])
        page = _page(asked, target, kind=kind, by_staff=by_staff)
    return [sheet for sheet in found if sheet]


def _next(page: Page, values: Values) -> str | None:
    """The id of the next page; None where the way is not yet known."""
    for question, answers, target in page.ways:
        if not question or values.get(question) in answers:
            return target
    return CHECK if not page.ways else None


def _page(asked: Questionnaire, target: str, *, kind: str, by_staff: bool) -> Page | None:
    page = asked.page(target)
    if page is not None and page.id not in SUMMARIES.values():
        return page
    if target == CHECK or not asked.asks_status or not by_staff:
        return None
    return asked.page(SUMMARIES[kind])


def on_the_way(asked: Questionnaire, values: Values, *, kind: str, by_staff: bool) -> Iterator[Question]:
    """Every question that is asked of this reader, with those under the options that were chosen."""
    seen: set[str] = set()
    for sheet in sheets(asked, values, kind=kind, by_staff=by_staff):
        for page in sheet:
            for question in shown(page.questions, values):
                if question.id not in seen:
                    seen.add(question.id)
                    yield question


def shown(questions: tuple[Question, ...], values: Values) -> Iterator[Question]:
    """Questions with those under the options that were chosen."""
    for question in questions:
        yield question
        for option in question.options:
            if option.id in chosen(values.get(question.id)):
                yield from shown(option.questions, values)


def chosen(value: Any) -> list[str]:
    """The options of an answer, one or many."""
    if isinstance(value, str):
        return [value]
    return list(value or ()) if isinstance(value, list | tuple) else []


def missing(asked: Questionnaire, values: Values, *, kind: str, by_staff: bool) -> list[Question]:
    """Questions that must have an answer before the set is done, and have none."""
    return [
        question
        for question in on_the_way(asked, values, kind=kind, by_staff=by_staff)
        if question.is_mandatory and values.get(question.id) in (None, "", [])
    ]


def is_whole(asked: Questionnaire, values: Values, *, kind: str, by_staff: bool) -> bool:
    return bool(values) and not missing(asked, values, kind=kind, by_staff=by_staff)


def words_key(question: str, option: str) -> str:
    """Under which name the line beside an option is kept."""
    return f"{question}.{option}"
