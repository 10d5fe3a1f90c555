"""A rule for messages is made, loosened or taken away by two people (T109)."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.changes.kinds import ChangeKind, declare_change
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.grants import Permission
from mentoring.screening.actions import add_rule, change_rule, delete_rule
from mentoring.screening.measuring import measure
from mentoring.screening.models import Rule


def _add(change: PendingChange, by: Any) -> Rule:
    values = _values(change.data["new"])
    values["owner_id"] = values.get("owner_id") or change.asked_by_id
    return add_rule(Rule, key=UUID(change.data["key"]), by=by, **values)


def _change(change: PendingChange, by: Any) -> Rule:
    rule = _as_it_was(change)
    return change_rule(rule, by=by, **_values(change.data["new"]))


def _delete(change: PendingChange, by: Any) -> None:
    delete_rule(_as_it_was(change), by=by)


def _as_it_was(change: PendingChange) -> Rule:
    """The rule, if it is still the one that was looked at when the change was asked for."""
    rule = Rule.objects.filter(pk=change.about_id).first()
    if rule is None or rule.changed_at.isoformat() != change.data["changed_at"]:
        raise DomainError(_("This rule has changed since. Refuse this, and ask again."))
    return rule


def _values(new: dict[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in new.items() if name != "owner"}
    return {**values, "owner_id": UUID(new["owner"]) if new["owner"] else None} if "owner" in new else values


def _facts(change: PendingChange) -> list[dict[str, Any]]:
    """Each part with what it is and what it would be: the second person must see a rule that is loosened."""
    labels = {field.name: str(field.verbose_name).capitalize() for field in Rule._meta.concrete_fields}
    old, new = change.data.get("old", {}), change.data.get("new", {})
    rows = [{"label": _("Rule"), "value": change.data["name"]}]
    for name in [name for name in labels if name in old or name in new]:
        if name in old:
            rows.append({"label": _("%(part)s now") % {"part": labels[name]}, "value": _shown(old[name])})
        if name in new:
            rows.append({"label": _("%(part)s after") % {"part": labels[name]}, "value": _shown(new[name])})
    return rows + _measured(change)


def _measured(change: PendingChange) -> list[dict[str, Any]]:
    """What the rule finds and what it holds for nothing, now and after: the second person decides on figures too."""
    now = Rule.objects.filter(pk=change.about_id).first() if change.about_id else None
    rows = []
    if now:
        rows.append({"label": _("How well it does now"), "value": str(measure([now.as_entry()], now.kind))})
    if new := change.data.get("new"):
        after = now or Rule()
        for name in ("kind", "words", "harmless", "pattern", "reads"):
            setattr(after, name, new.get(name, getattr(after, name)))
        rows.append({"label": _("How well it would do"), "value": str(measure([after.as_entry()], after.kind))})
    return rows


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value) or _("Nothing")


for name, title, do in (
    ("rule.add", gettext_lazy("Add a rule for messages"), _add),
    ("rule.change", gettext_lazy("Change a rule for messages"), _change),
    ("rule.delete", gettext_lazy("Take a rule for messages away"), _delete),
):
    declare_change(name, ChangeKind(title=title, needs=Permission.RULE_EDIT, do=do, facts=_facts))
