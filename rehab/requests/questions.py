"""The questions of a type, checked when they are loaded; justice_portal/sheets/questions.py draws and reads them.

A question is {"code", "kind", "label", "label_welsh"} and, where it needs them, "hint", "hint_welsh", "required" and
"choices": [[code, English, Welsh], …]. Kinds: choice, text (a line), words (up to 1,000 letters), number, day.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from justice_portal.sheets.questions import Question

KINDS = ("choice", "text", "words", "number", "day")
CODE = re.compile(r"[a-z][a-z0-9_]{0,29}")
MOST_QUESTIONS, MOST_CHOICES = 6, 12
#: Names that the form itself uses.
TAKEN = {"key", "how", "questions", "sheet"}


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


def typed(questions: Sequence[Question], answers: Mapping[str, str]) -> str:
    """What somebody typed, for those who look for urgent words."""
    return "\n".join(answers.get(one["code"], "") for one in questions if one["kind"] in {"text", "words"})
