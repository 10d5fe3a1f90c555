"""The caseload on paper."""

from django.urls import reverse

from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.exports.paper import PaperList, rules


class CaseloadPrint(PaperList):
    """A caseload that someone asked for as a PDF: theirs alone, and only for the day."""

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.DASHBOARD_VIEW, person=None, parties=("asked_by",))

    class Meta(PaperList.Meta):
        constraints = rules("print")

    def get_absolute_url(self) -> str:
        return reverse("dashboards:print", args=[self.pk])
