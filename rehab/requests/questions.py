"""The questions of a type: checked when they are loaded, drawn as a form, said back beside their answers.

A question is {"code", "kind", "label", "label_welsh"} and, where it needs them, "hint", "hint_welsh", "required" and
"choices": [[code, English, Welsh], …]. Kinds: choice, text (a line), words (up to 1,000 letters), number, day.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from justice_portal.forms import DateParts

KINDS = ("choice", "text", "words", "number", "day")
CODE = re.compile(r"[a-z][a-z0-9_]{0,29}")
MOST_QUESTIONS, MOST_CHOICES = 6, 12
LINE, WORDS = 140, 1000
#: Names that the form itself uses.
TAKEN = {"key", "how", "questions", "sheet"}
Question = Mapping[str, Any]


class Line(NamedTuple):
    """One question as it was answered."""

    label: str
    answer: str


def worded(thing: Mapping[str, Any], name: str = "label") -> str:
    """The words of a question in the reader's language."""
    return str((get_language() == "cy" and thing.get(f"{name}_welsh")) or thing.get(name) or "")


def check_questions(questions: Any) -> None:
    """Raise DomainError, naming the question, unless these could be asked."""
    if not isinstance(questions, list) or not 1 <= len(questions) <= MOST_QUESTIONS:
        raise DomainError(_("A form asks one to %(most)s questions.") % {"most": MOST_QUESTIONS})
    codes = set()
    for number, question in enumerate(questions, start=1):
        if (fault := _fault(question)) or question["code"] in codes:
            message = _("Question %(number)s: %(fault)s")
            raise DomainError(message % {"number": number, "fault": fault or _("its code is there twice.")})
        codes.add(question["code"])


def _fault(question: Any) -> str:
    if not isinstance(question, dict) or question.get("kind") not in KINDS:
        return _("its kind is not known.")
    if not CODE.fullmatch(str(question.get("code", ""))) or question["code"] in TAKEN:
        return _("its code must be small letters and figures.")
    if not question.get("label") or not question.get("label_welsh"):
        return _("it needs words in English and in Welsh.")
    choices = question.get("choices", [])
    if question["kind"] != "choice":
        return _("only a choice has choices.") if choices else ""
    whole = isinstance(choices, list) and all(
        isinstance(one, list) and len(one) == 3 and all(one) and CODE.fullmatch(str(one[0])) for one in choices
    )
    return "" if whole and 2 <= len(choices) <= MOST_CHOICES else _("a choice needs 2 to 12 choices in both languages.")


def as_field(question: Question) -> forms.Field:
    """The question as a field of a form, in the reader's language."""
    given: dict[str, Any] = {
        "label": worded(question),
        "help_text": worded(question, "hint"),
        "required": bool(question.get("required")),
    }
    kind = question["kind"]
    if kind == "choice":
        return forms.ChoiceField(choices=_choices(question), widget=forms.RadioSelect, **given)
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


def _choices(question: Question) -> list[tuple[str, str]]:
    welsh = get_language() == "cy"
    return [(code, in_welsh if welsh else english) for code, english, in_welsh in question["choices"]]


def kept(questions: Sequence[Question], cleaned: Mapping[str, Any]) -> dict[str, str]:
    """The answers of a form as they are stored: text by code, without what was left empty."""
    found = {question["code"]: cleaned.get(question["code"]) for question in questions}
    return {
        code: value.isoformat() if isinstance(value, date) else str(value)
        for code, value in found.items()
        if value not in (None, "")
    }


def lines(questions: Sequence[Question], answers: Mapping[str, str]) -> list[Line]:
    """Each question that was answered, and its answer, in the reader's language."""
    return [Line(worded(one), _shown(one, answers[one["code"]])) for one in questions if one["code"] in answers]


def _shown(question: Question, answer: str) -> str:
    if question["kind"] == "choice":
        return dict(_choices(question)).get(answer, answer)
    if question["kind"] == "day":
        return date_format(date.fromisoformat(answer), "j F Y")
    return answer


def typed(questions: Sequence[Question], answers: Mapping[str, str]) -> str:
    """What somebody typed, for those who look for urgent words."""
    return "\n".join(answers.get(one["code"], "") for one in questions if one["kind"] in {"text", "words"})
