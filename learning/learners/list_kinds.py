"""The class report on paper. Its CSV is sent row by row from views_report.py, by the same query layer."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.errors import DomainError
from justice_portal.tables import chosen_sort
from learning.learners.forms import ReportFilter
from learning.learners.report import COLUMNS, NEWEST_FIRST, Report
from learning.lists.kinds import Listing, ListKind, declare_list

#: More than fits on paper by far: it is not even read.
MOST = 500


def class_report(user: Any, wanted: Mapping[str, str]) -> Listing:
    """The class report as it is narrowed and sorted."""
    query = QueryDict(urlencode(wanted))
    form = ReportFilter(query, user=user)
    found = Report(user, form.wanted(chosen_sort(query, COLUMNS, NEWEST_FIRST)))
    if found.count() > MOST:
        raise DomainError(_("This list is too long for paper. Narrow it first, or take it away as CSV."))
    rows = [(row.person_id, found.cells(row)) for row in found[:MOST]]
    return Listing(_("Class report"), COLUMNS, rows)


ASKS = ("establishment", "wing", "course", "state", "sort")
CLASS_REPORT = declare_list(ListKind("class-report", gettext_lazy("Class report"), class_report, ASKS))
