"""More than fifty rows leave the product when two people agreed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.changes.kinds import ChangeKind, declare_change
from justice_portal.changes.models import PendingChange
from justice_portal.exports.recipients import Recipient
from justice_portal.exports.taking import KIND
from justice_portal.grants import Permission

#: What is taken, in words, by the name of its page.
EXPORTS = {
    "dashboards:caseload-csv": gettext_lazy("The caseload, as a list"),
    "dashboards:print-download": gettext_lazy("The caseload, on paper"),
    "learners:report-csv": gettext_lazy("The class report"),
    "reports:wing-download": gettext_lazy("Progress reports of a wing"),
    "changes:grants-file": gettext_lazy("Who holds which role"),
}


def _agreed(change: PendingChange, by: Any) -> None:
    """Nothing is made: that the change is agreed to is what opens the file to who asked."""


def _facts(change: PendingChange) -> list[dict[str, Any]]:
    data = change.data
    return [
        {"label": _("What"), "value": EXPORTS[data["export"]]},
        {"label": _("Rows"), "value": data["rows"]},
        {"label": _("Who will read it"), "value": Recipient(data["recipient"]).label},
        {"label": _("Why"), "value": data["why"]},
    ]


def _may_still_ask(change: PendingChange) -> bool:
    return change.asked_by.is_active and change.asked_by.holds(Permission.EXPORT_LARGE)


declare_change(
    KIND,
    ChangeKind(
        gettext_lazy("Take many rows out"),
        Permission.EXPORT_LARGE,
        _agreed,
        _facts,
        may_ask=_may_still_ask,
        leads_to=lambda change: change.data["address"],
    ),
)
