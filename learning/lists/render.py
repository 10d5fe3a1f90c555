"""A list as a PDF: what the page shows, cell by cell."""

from datetime import datetime
from typing import Any

from django.utils import translation

from justice_portal.exports.paper import on_paper
from justice_portal.pdf.render import made_for, render_pdf
from justice_portal.tables import Table
from learning.lists.kinds import Listing


def list_pdf(found: Listing, *, reader: Any, at: datetime, code: str) -> bytes:
    """The list on landscape pages, in the reader's language."""
    with translation.override(reader.language):
        table = Table(found.title, found.columns, [[on_paper(cell) for cell in row] for row in found.cells])
        context = {
            "table": table,
            "lines": found.lines,
            "as_of": at,
            "code": code,
            "asked_by": reader.name,
            "mark": made_for(reader, at),
        }
        return render_pdf("learning/lists/list_pdf.html", context, title=str(found.title), language=reader.language)
