"""Questions that are asked alike on a page and on paper: drawn as a form, kept, and said back beside their answers.

A question is {"code", "kind", "label", "label_welsh"} and, where it needs them, "hint", "hint_welsh", "section",
"section_welsh" (the heading that it opens), "required", "lines" (to write on, on paper) and "choices":
[[code, English, Welsh], …]. Kinds: choice, many, text (a line), words (up to 1,000 letters), number, day.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language

from justice_portal.forms import DateParts

LINE, WORDS = 140, 1000
Question = Mapping[str, Any]


class Line(NamedTuple):
    """One question as it was answered."""

    label: str
    answer: str


def both(words: Any) -> tuple[str, str]:
    """Words in English and in Welsh: of a pair as it is, of a text as it is translated."""
    if isinstance(words, tuple):
        return words[0], words[1] or words[0]
    with translation.override("en"):
        english = str(words)
    with translation.override("cy"):
        return english, str(words)


def asked(code: str, kind: str, label: Any, *, choices: Iterable[tuple[str, Any]] = (), **rest: Any) -> dict[str, Any]:
    """A question from words that are translated. rest: hint, section, required, lines."""
    made: dict[str, Any] = {"code": code, "kind": kind}
    for name, words in (("label", label), ("hint", rest.pop("hint", "")), ("section", rest.pop("section", ""))):
        if words:
            made[name], made[f"{name}_welsh"] = both(words)
    if choices:
        made["choices"] = [[str(one), *both(words)] for one, words in choices]
    return {**made, **rest}


def worded(thing: Mapping[str, Any], name: str = "label") -> str:
    """The words of a question in the reader's language."""
    return str((get_language() == "cy" and thing.get(f"{name}_welsh")) or thing.get(name) or "")


def as_field(question: Question) -> forms.Field:
    """The question as a field of a form, in the reader's language."""
    given: dict[str, Any] = {
        "label": worded(question),
        "help_text": worded(question, "hint"),
        "required": bool(question.get("required")),
    }
    kind = question["kind"]
    if kind == "choice":
        return forms.ChoiceField(choices=choices_of(question), widget=forms.RadioSelect, **given)
    if kind == "many":
        return forms.MultipleChoiceField(choices=choices_of(question), widget=forms.CheckboxSelectMultiple, **given)
    if kind == "number":
        return forms.IntegerField(
            min_value=0,
            max_value=99_999_999,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
            **given,
        )
    if kind == "day":
        return forms.DateField(widget=DateParts, **given)
    if kind == "words":
        return forms.CharField(max_length=WORDS, widget=forms.Textarea(attrs={"rows": 5}), **given)
    return forms.CharField(max_length=LINE, **given)


def choices_of(question: Question) -> list[tuple[str, str]]:
    welsh = get_language() == "cy"
    return [(code, in_welsh if welsh else english) for code, english, in_welsh in question["choices"]]


def kept(questions: Sequence[Question], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a form as they are stored: text, or a list of codes, by code; without what was left empty."""
    found = {question["code"]: cleaned.get(question["code"]) for question in questions}
    return {code: _plain(value) for code, value in found.items() if value not in (None, "", [])}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def lines(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[Line]:
    """Each question that was answered, and its answer, in the reader's language."""
    return [Line(worded(one), _shown(one, answers[one["code"]])) for one in questions if one["code"] in answers]


def _shown(question: Question, answer: Any) -> str:
    if question["kind"] in {"choice", "many"}:
        words = dict(choices_of(question))
        return ", ".join(words.get(one, one) for one in ([answer] if isinstance(answer, str) else answer))
    if question["kind"] == "day":
        return date_format(date.fromisoformat(answer), "j F Y")
    return str(answer)
