"""Changes to the rules, and the first set of them."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from mentoring.screening.models import Rule
from mentoring.screening.patterns import why_refused

FIRST_RULES = Path(__file__).parent / "data" / "first_rules.json"
#: The first rules have the same key everywhere, made from their name.
OF_FIRST_RULES = UUID("0199c2a4-5b1e-7c7f-9d53-5a1c3f3c7b10")
KEPT = ("name", "kind", "reads", "is_urgent", "is_active", "owner_id")


@action(needs=Permission.RULE_EDIT)
def ask_for_rule(kind_of_row: type[Rule], *, key: UUID, by: Any, **fields: Any) -> PendingChange:
    """Ask for a new rule: a second person agrees or refuses (T109)."""
    _refuse_what_cannot_run(Rule(pk=key, **{"owner_id": by.pk, **fields}))
    new = {name: _as_data(value) for name, value in fields.items()}
    change = ask("rule.add", {"key": str(key), "name": fields["name"], "new": new}, by=by)
    record(by, "screening.rule_asked", Rule, change=change.pk)
    return change


@action(needs=Permission.RULE_EDIT)
def ask_to_change_rule(rule: Rule, *, by: Any, **fields: Any) -> PendingChange:
    """Ask to change a rule, with what it is now beside what it would be."""
    kept = Rule.objects.get(pk=rule.pk)
    old = {name: _as_data(getattr(kept, name)) for name in fields}
    new = {name: _as_data(value) for name, value in fields.items()}
    parts = [name for name in fields if old[name] != new[name]]
    if not parts:
        raise DomainError(_("Nothing is different."))
    would_be = Rule(**{field.attname: getattr(kept, field.attname) for field in Rule._meta.concrete_fields})
    for name, value in fields.items():
        setattr(would_be, name, value)
    _refuse_what_cannot_run(would_be)
    data = {
        "name": kept.name,
        "changed_at": kept.changed_at.isoformat(),
        "old": {name: old[name] for name in parts},
        "new": {name: new[name] for name in parts},
    }
    change = ask("rule.change", data, about_id=rule.pk, by=by)
    record(by, "screening.rule_asked", kept, change=change.pk, parts=parts)
    return change


@action(needs=Permission.RULE_EDIT)
def ask_to_delete_rule(rule: Rule, *, by: Any) -> PendingChange:
    """Ask to take a rule away."""
    data = {"name": rule.name, "changed_at": rule.changed_at.isoformat(), "old": {"words": rule.words or rule.pattern}}
    change = ask("rule.delete", data, about_id=rule.pk, by=by)
    record(by, "screening.rule_asked", rule, change=change.pk)
    return change


@action(needs=Permission.RULE_EDIT)
def add_rule(kind_of_row: type[Rule], *, key: UUID, by: Any, **fields: Any) -> Rule:
    """Make a rule. What is already written under key is returned. Pages ask_for_rule; this is what consent does."""
    if done := Rule.objects.filter(pk=key).first():
        return done
    rule = Rule(pk=key, changed_by_id=by.pk, **{"owner_id": by.pk, **fields})
    _refuse_what_cannot_run(rule)
    rule.save(force_insert=True)
    record(by, "screening.rule_added", rule, kind=rule.kind, owner=rule.owner_id)
    return rule


@action(needs=Permission.RULE_EDIT)
def change_rule(rule: Rule, *, by: Any, **fields: Any) -> Rule:
    """Change a rule. What it looks for is not written to the audit log, only which parts changed."""
    old = Rule.objects.get(pk=rule.pk)
    for name, value in fields.items():
        setattr(rule, name, value)
    _refuse_what_cannot_run(rule)
    changed = sorted(
        field.name
        for field in Rule._meta.concrete_fields
        if getattr(old, field.attname) != getattr(rule, field.attname)
    )
    rule.changed_at, rule.changed_by_id = clock.now(), by.pk
    rule.save()
    values = {
        name: [getattr(old, name), getattr(rule, name)] for name in KEPT if getattr(old, name) != getattr(rule, name)
    }
    record(by, "screening.rule_changed", rule, parts=changed, **values)
    return rule


@action(needs=Permission.RULE_EDIT)
def delete_rule(rule: Rule, *, by: Any) -> None:
    """Take a rule away for good. Findings of the past keep the reason they were told with."""
    record(by, "screening.rule_deleted", rule, kind=rule.kind, owner=rule.owner_id)
    rule.delete()


@action(needs=Permission.RULE_EDIT)
def load_first_rules(kind_of_row: type[Rule], *, by: Any) -> int:
    """Write the rules that come with the product, those that are not here yet by name; how many were added."""
    here = set(Rule.objects.values_list("name", flat=True))
    first = json.loads(FIRST_RULES.read_text(encoding="utf-8"))
    new = [Rule(**_as_fields(rule)) for rule in first if rule["name"] not in here]
    for rule in new:
        _refuse_what_cannot_run(rule)
    Rule.objects.bulk_create(new)
    record(by, "screening.first_rules_loaded", Rule, added=len(new))
    return len(new)


def _as_fields(rule: dict[str, Any]) -> dict[str, Any]:
    joined: dict[str, Any] = {name: "\n".join(rule[name]) for name in ("words", "harmless") if name in rule}
    return {"id": uuid5(OF_FIRST_RULES, rule["name"]), **rule, **joined}


def _as_data(value: Any) -> Any:
    return str(value.pk) if isinstance(value, Model) else value


def _refuse_what_cannot_run(rule: Rule) -> None:
    if bool(rule.words.strip()) == bool(rule.pattern):
        raise DomainError(_("A rule has either words or a pattern."))
    if rule.pattern and (why := why_refused(rule.pattern)):
        raise DomainError(why)
