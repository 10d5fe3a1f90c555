"""How a prison checks messages is changed by two managers (T109)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.changes.kinds import ChangeKind, declare_change
from justice_portal.changes.models import PendingChange
from justice_portal.grants import Permission
from mentoring.monitoring.actions import KIND, change_policy
from mentoring.monitoring.models import CHANGED, MessagePolicy


def _change(change: PendingChange, by: Any) -> MessagePolicy:
    assert change.establishment
    return change_policy(change.establishment, old=change.data["old"], new=change.data["new"], by=by)


def _facts(change: PendingChange) -> list[dict[str, Any]]:
    """Each part as it is and as it would be: the second person must see a check that is loosened."""
    labels = {name: MessagePolicy._meta.get_field(name).verbose_name for name in CHANGED}
    old, new = change.data["old"], change.data["new"]
    rows = [
        {"label": _("Prison"), "value": change.establishment},
        {"label": _("Why"), "value": change.data["reason"]},
    ]
    for name in [name for name in CHANGED if name in new]:
        rows.append({"label": _("%(part)s now") % {"part": labels[name]}, "value": shown(old[name])})
        rows.append({"label": _("%(part)s after") % {"part": labels[name]}, "value": shown(new[name])})
    return rows


def shown(value: Any) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return _("Nothing") if value in {None, ""} else str(value)


declare_change(
    KIND,
    ChangeKind(
        title=gettext_lazy("Change how messages are checked"),
        needs=Permission.MESSAGE_POLICY,
        do=_change,
        facts=_facts,
    ),
)
