"""A copy of the record as a PDF to read and a ZIP of data."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from justice_portal import clock
from justice_portal.pdf.render import made_for as mark
from justice_portal.pdf.render import render_pdf
from justice_portal.people.models import Person
from justice_portal.rights.copying import Section
from justice_portal.rights.keepsakes import MOST_BYTES

TEMPLATE = "rights/copy_pdf.html"
#: Rows of one kind on paper; the data file has all of them.
MOST_ON_PAPER = 100
#: When ZIP began, so that equal data makes equal bytes.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def as_data(
    sections: list[Section], *, made_at: datetime, pdf: bytes = b"", along: Iterable[tuple[str, bytes]] = ()
) -> bytes:
    """The folder to take along, as a ZIP: the pages to read, all data and each part of it as JSON, and files beside them.

    along: paths and contents, as long as there is room. read-me.txt says in plain words what is what.
    """
    told = [_told(one) for one in sections]
    parts = [(f"parts/{one.name}.json", _json(said)) for one, said in zip(sections, told, strict=True)]
    whole = _json({"made_at": made_at, "sections": told})
    files, left_out, room = [], 0, MOST_BYTES
    for path, content in along:
        if len(content) > room:
            left_out += 1
            continue
        files.append((path, content))
        room -= len(content)
    about = "\n\n".join(_read_me(bool(pdf), bool(files), left_out))
    papers = [("record.pdf", pdf)] if pdf else []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, held in (("read-me.txt", f"{about}\n".encode()), *papers, ("record.json", whole), *parts, *files):
            pack.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), held, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _told(one: Section) -> dict[str, Any]:
    kept = {"kept_back": one.kept_back} if one.kept_back else {"rows": one.rows}
    return {"name": one.name, "title": one.title} | kept


def _json(value: Any) -> bytes:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def _read_me(has_pdf: bool, has_files: bool, left_out: int) -> Iterator[str]:
    """What is what, a paragraph each."""
    yield _("This is your folder from Justice Portal. You can open all of it without us, on any phone or computer.")
    if has_pdf:
        yield _("record.pdf: the pages to read and to print.")
    yield _("record.json: the same as data. The folder parts has each part of it. Any text program opens these files.")
    if has_files:
        yield _("The other folders hold your papers.")
    if left_out:
        said = ngettext("%(n)s paper was too big to go in.", "%(n)s papers were too big to go in.", left_out)
        yield said % {"n": left_out}
    yield _("Look after it. It is all about you.")


def as_pdf(person: Person, sections: list[Section], *, made_at: datetime, made_for: Any, language: str) -> bytes:
    """The same to read, as a tagged PDF."""
    with translation.override(language):
        shown = [on_paper(one) for one in sections]
        context = {
            "called": person.called,
            "made_on": said(made_at),
            "sections": shown,
            "mark": mark(made_for, made_at),
        }
        return render_pdf(TEMPLATE, context, title=_("Your record"), language=language)


def on_paper(section: Section) -> dict[str, Any]:
    """The newest rows, each as lines of a label and a value; what is empty is left out."""
    newest = section.rows[-MOST_ON_PAPER:]
    lines = [
        [
            (section.labels.get(name, name), said(value))
            for name, value in row.items()
            if value not in (None, "", [], {})
        ]
        for row in reversed(newest)
    ]
    return {
        "title": section.title,
        "kept_back": section.kept_back,
        "rows": lines,
        "total": len(section.rows),
        "left_out": len(section.rows) - len(newest),
    }


def said(value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(value.astimezone(clock.LONDON), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, dict):
        return _("See the data file.")
    if isinstance(value, list | tuple):
        return ", ".join(said(one) for one in value)
    return str(value)
