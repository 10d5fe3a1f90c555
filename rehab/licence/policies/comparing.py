"""What a newer version of the policy does to conditions of an older one. Pure figures: no rows are changed here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rehab.licence.models import ConditionChange, LicenceCondition, PolicyVersion

Kind = ConditionChange.Kind


@dataclass(frozen=True)
class Found:
    """One condition that the newer version touches."""

    condition: LicenceCondition
    kind: str
    replacements: list[str] = field(default_factory=list)


def compare(
    conditions: Iterable[LicenceCondition], old: PolicyVersion, new: PolicyVersion, kind: str
) -> Iterator[Found]:
    """Which of the conditions the newer policy removed, replaced or reworded. Bespoke ones are in no policy."""
    entries = {one["code"]: one for one in [*new.standard(kind), *new.additional(kind)]}
    before = {one["code"]: one for one in [*old.standard(kind), *old.additional(kind)]}
    hints = {one["previousCode"]: one["replacements"] for one in new.content.get("changeHints", [])}
    for condition in conditions:
        if condition.kind == LicenceCondition.Kind.BESPOKE:
            continue
        entry = entries.get(condition.code)
        if entry is None:
            stands_in = [code for code in hints.get(condition.code, []) if code in entries]
            yield Found(condition, Kind.REPLACED if stands_in else Kind.REMOVED, stands_in)
        elif condition.code in before and _words(before[condition.code]) != _words(entry):
            yield Found(condition, Kind.REWORDED)


def _words(entry: dict[str, Any]) -> tuple[str, str, list[Any]]:
    """What makes a condition another one: its words, and what it asks for."""
    return entry["text"], entry.get("tpl") or "", entry.get("inputs") or []
