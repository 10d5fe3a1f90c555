"""The caseload as a PDF: what the page shows, cell by cell."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from justice_portal.estate.models import Establishment, Wing
from justice_portal.exports.paper import on_paper
from justice_portal.pdf.render import made_for, render_pdf
from justice_portal.people.models import Allocation
from justice_portal.tables import Table
from reporting.dashboards.columns import Row
from reporting.dashboards.figures import NOBODY, SHOWN, Caseload


def caseload_pdf(found: Caseload, rows: list[Row], *, code: str) -> bytes:
    """The list on landscape pages, in the reader's language."""
    language = found.reader.language
    with translation.override(language):
        table = Table(
            caption=_("Caseload"),
            columns=found.columns,
            rows=[[on_paper(cell) for cell in found.cells(row)] for row in rows],
            totals=found.totals_row,
        )
        context = {
            "table": table,
            "as_of": found.as_of,
            "asked_by": found.reader.name,
            "narrowed": narrowed(found),
            "code": code,
            "mark": made_for(found.reader, found.as_of),
        }
        return render_pdf("reporting/dashboards/caseload_pdf.html", context, title=_("Caseload"), language=language)


def narrowed(found: Caseload) -> list[str]:
    """How the list was narrowed, in words."""
    asked = found.wanted
    words: list[Any] = []
    if asked.establishment:
        words += Establishment.objects.visible_to(found.reader).filter(pk=asked.establishment)
    if asked.wing:
        words += Wing.objects.visible_to(found.reader).filter(pk=asked.wing)
    if asked.worker == NOBODY:
        words.append(_("Looked after by nobody yet"))
    elif asked.worker:
        names = (
            Allocation.objects.visible_to(found.reader).filter(user=asked.worker).values_list("user__name", flat=True)
        )
        words += [_("Looked after by %(name)s") % {"name": name} for name in names[:1]]
    if asked.show:
        words.append(SHOWN[asked.show][0])
    if asked.find:
        words.append(_("Found by “%(words)s”") % {"words": asked.find})
    return [str(one) for one in words]
