"""The strings of the product that are marked for translation, read from its files as makemessages reads them."""

import ast
import re
from functools import cache
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "cy" / "LC_MESSAGES" / "django.po"
PARTS = ("justice_portal", "rehab", "mentoring", "learning", "reporting")
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
#: Django turns a template into calls of gettext with filler between them; a plural or a context is a second text.
TEXT = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(?:_|n?gettext)\({TEXT}|\bn?pgettext\({TEXT}, {TEXT}")
#: The same in both languages, and why.
SAME = {
    "Justice Portal": "a name",
    "Mentor": "the same word in Welsh",
    "Person": "the same word in Welsh",
    "CV": "the same word in Welsh",
}


@cache
def catalogue():
    return polib.pofile(str(CATALOGUE))


@cache
def in_welsh():
    """The strings that have their Welsh."""
    return {
        entry.msgid
        for entry in catalogue()
        if entry.translated() and (entry.msgstr != entry.msgid or entry.msgid in SAME)
    } | set(SAME)


def files():
    for part in PARTS:
        yield from (path for path in (ROOT / part).rglob("*.py") if "migrations" not in path.parts)
    yield from (path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"})


@cache
def strings(path):
    """The strings that a file marks; of a plural, the first form."""
    text = Path(path).read_text(encoding="utf-8")
    if Path(path).suffix != ".py":
        found = (first or second for first, _context, second in CALL.findall(templatize(text)))
        return frozenset(ast.literal_eval(literal) for literal in found)
    if "gettext" not in text:
        return frozenset()
    return frozenset(
        call.args[call.func.id in WITH_CONTEXT].value
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in MARKS | WITH_CONTEXT
        and isinstance(call.args[0], ast.Constant)
    )
