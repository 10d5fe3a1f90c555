"""Sheets as a tagged PDF: each in the language of its person, with its own page numbers and its code on every page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from justice_portal.pdf.render import made_for, render_pdf
from justice_portal.sheets.models import Sheet
from justice_portal.sheets.questions import Question, choices_of, worded

TEMPLATE = "sheets/pdf.html"
#: Lines to write on, by the kind of the question.
LINES = {"text": 1, "words": 4}


@dataclass(frozen=True)
class PaperQuestion:
    """A question as it is drawn on paper."""

    number: int
    kind: str
    label: str
    hint: str
    section: str
    choices: list[tuple[str, str]] = field(default_factory=list)
    lines: range = range(0)


def on_paper(questions: Sequence[Question]) -> list[PaperQuestion]:
    """The questions in the language of the moment."""
    return [
        PaperQuestion(
            number=number,
            kind=one["kind"],
            label=worded(one),
            hint=worded(one, "hint"),
            section=worded(one, "section"),
            choices=choices_of(one) if one.get("choices") else [],
            lines=range(one.get("lines") or LINES.get(one["kind"], 0)),
        )
        for number, one in enumerate(questions, start=1)
    ]


def as_pdf(sheets: list[Sheet], *, made_at: datetime, asked_by: Any) -> bytes:
    """The sheets one after the other. asked_by: whose name stands on each page (T108)."""
    language = sheets[0].language if sheets else "en"
    with translation.override(language):
        mark, title = made_for(asked_by, made_at), _("Paper sheet")
    pages = [{"number": nth, "html": _pages_of(nth, one), **_numbered(one)} for nth, one in enumerate(sheets, start=1)]
    return render_pdf(TEMPLATE, {"pages": pages, "mark": mark}, title=title, language=language)


def _numbered(sheet: Sheet) -> dict[str, str]:
    """The words around the number of a page, in the sheet's own language: a wing's file holds both."""
    with translation.override(sheet.language):
        return {
            "page": pgettext("printed page number", "Page"),
            "of": pgettext("printed page number", "of"),
        }


def _pages_of(number: int, sheet: Sheet) -> SafeString:
    """One sheet, in its own language."""
    with translation.override(sheet.language):
        reading = sheet.sort.reading(sheet) if sheet.sort and sheet.sort.reading else ""
        asked = on_paper(sheet.questions)
        sections = [list(group) for _section, group in groupby(asked, key=lambda one: one.section)]
        context = {"number": number, "sheet": sheet, "sections": sections, "reading": reading}
        return mark_safe(render_to_string("sheets/pages.html", context))  # noqa: S308  made by our own template
