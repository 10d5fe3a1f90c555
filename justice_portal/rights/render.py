"""A copy of the record as a PDF to read and a ZIP of data."""

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.pdf.render import made_for as mark
from justice_portal.pdf.render import render_pdf
from justice_portal.people.models import Person
from justice_portal.rights.copying import Section

TEMPLATE = "rights/copy_pdf.html"
#: Rows of one kind on paper; the data file has all of them.
MOST_ON_PAPER = 100
#: When ZIP began, so that equal data makes equal bytes.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def as_data(person: Person, sections: list[Section], *, made_at: datetime) -> bytes:
    """A ZIP with the data as JSON and a page of plain text that says what it is."""
    data = {
        "made_at": made_at,
        "sections": [
            {"name": one.name, "title": one.title}
            | ({"kept_back": one.kept_back} if one.kept_back else {"rows": one.rows})
            for one in sections
        ],
    }
    content = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    about = _(
        "This is the data that Justice Portal has about you. The file record.json can be opened with any text program."
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in (("record.json", content), ("read-me.txt", f"{about}\n")):
            pack.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


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
