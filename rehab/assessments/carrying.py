"""How answers move to another version of a set, by rule: what still fits goes on, the rest is put aside and shown.

A question keeps its answer when its id, or one that it `replaces`, was asked before in the same manner and every option
that was chosen is still there. Nothing is thrown away: what does not fit stays readable, with the words it answered.
"""

import re
from collections.abc import Iterable
from typing import Any

import re2

from rehab.assessments.questionnaire import Question, Questionnaire
from rehab.assessments.ways import chosen, words_key

LONGEST = {"SHORT_TEXT": 200, "ADDRESS": 400, "LONG_TEXT": 2000}
KEY = re.compile(r"\A\w{1,120}(\.\w{1,120})?\Z")


def fits(question: Question, value: Any) -> bool:
    """Whether value could be an answer to this question as it is asked now."""
    if question.kind == "RADIO":
        return isinstance(value, str) and question.option(value) is not None
    if question.kind == "CHECKBOX":
        return (
            isinstance(value, list)
            and bool(value)
            and all(isinstance(one, str) and question.option(one) for one in value)
            and (len(value) == 1 or not question.exclusive.intersection(value))
        )
    if not isinstance(value, str) or not value or len(value) > LONGEST[question.kind]:
        return False
    return not question.pattern or re2.fullmatch(question.pattern, value) is not None


def carry(
    values: dict[str, Any], old: Questionnaire, new: Questionnaire
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Answers under the new version, and what was put aside: {question, answer} in the words that were answered."""
    moved: dict[str, Any] = {}
    taken: set[str] = set()
    for question in new.by_id.values():
        for name in (question.id, *question.replaces):
            if name in values and fits(question, values[name]):
                moved[question.id] = values[name]
                taken.add(name)
                for option in chosen(values[name]):
                    words = values.get(words_key(name, option))
                    kept = question.option(option)
                    if words and kept and kept.has_words:
                        moved[words_key(question.id, option)] = words
                        taken.add(words_key(name, option))
                break
    return moved, list(_aside(values, old, taken))


def _aside(values: dict[str, Any], old: Questionnaire, taken: set[str]) -> Iterable[dict[str, Any]]:
    for name, value in values.items():
        if name in taken or value in (None, "", []):
            continue
        base, _dot, option = name.partition(".")
        question = old.by_id.get(base)
        if question is None:
            continue
        yield {"question": question.title, "answer": [str(value)] if option else question.words(value)}
