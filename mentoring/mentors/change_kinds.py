"""A person inside becomes a mentor when two managers agree: it gives their account another role (T109)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.changes.kinds import ChangeKind, declare_change
from justice_portal.changes.models import PendingChange
from justice_portal.grants import Permission
from mentoring.mentors.applying.actions import take_on
from mentoring.mentors.applying.models import MentorApplication
from mentoring.mentors.models import Mentor


def _take_on(change: PendingChange, by: Any) -> Mentor:
    data = change.data
    return take_on(
        _application(change),
        reason=data["reason"],
        vetted_until_on=date.fromisoformat(data["vetted_until_on"]),
        asked_by=change.asked_by,
        by=by,
    )


def _facts(change: PendingChange) -> list[dict[str, Any]]:
    asked = _application(change)
    return [
        {"label": _("Name"), "value": asked.who},
        {"label": _("Prison"), "value": change.establishment},
        {"label": _("Why they want to help"), "value": asked.why},
        {"label": _("Last day of the vetting"), "value": change.data["vetted_until_on"]},
    ]


def _application(change: PendingChange) -> MentorApplication:
    found: MentorApplication = MentorApplication.objects.select_related("user", "establishment").get(pk=change.about_id)
    return found


declare_change(
    "mentors.take_on",
    ChangeKind(
        gettext_lazy("A person inside becomes a mentor"),
        Permission.MATCH_MANAGE,
        _take_on,
        _facts,
        concerns=lambda change: {str(_application(change).user_id)},
    ),
)
