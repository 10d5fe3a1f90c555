"""What a newer version of the policy does to conditions of an older one. Pure figures: no rows are changed here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rehab.licence.models import ConditionChange, LicenceCondition, PolicyVersion
from rehab.licence.plain_words import NEW_MEANINGS

Kind = ConditionChange.Kind
#: Policy 4.0 gave the codes of standard conditions new meanings: by the start of the old code, what says the same now.
#: Two kinds: the same duty in other words, and a duty that is now part of others.
REWORDED = {
    "9ce9d594": ["9ce9d594"], "3361683a": ["9fc04065"], "e670ac69": ["3361683a"], "78a5f860": ["e670ac69"],
    "6fa6e492": ["78a5f860"], "88069445": ["6fa6e492"], "7d416906": ["88069445", "7d416906"],
    "b3cd4a30": ["9ce9d594"], "93413832": ["9fc04065"], "8e15cf42": ["3361683a"], "0ed57797": ["6fa6e492"],
    "c8966621": ["88069445", "7d416906"],
}  # fmt: skip
WITHIN = {"3b19fdb0": ["9ce9d594"], "9fc04065": ["9fc04065"], "b950407d": ["9ce9d594"], "9288e01c": ["9fc04065"]}


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
    has_new_meanings = old.rank < NEW_MEANINGS <= new.rank
    for condition in conditions:
        if condition.kind == LicenceCondition.Kind.BESPOKE:
            continue
        if condition.kind == LicenceCondition.Kind.STANDARD and has_new_meanings:
            yield _by_meaning(condition, [one["code"] for one in new.standard(kind)])
            continue
        entry = entries.get(condition.code)
        if entry is None:
            stands_in = [code for code in hints.get(condition.code, []) if code in entries]
            yield Found(condition, Kind.REPLACED if stands_in else Kind.REMOVED, stands_in)
        elif condition.code in before and _words(before[condition.code]) != _words(entry):
            yield Found(condition, Kind.REWORDED)


def _by_meaning(condition: LicenceCondition, codes: Iterable[str]) -> Found:
    """What became of a standard condition whose code means something else now."""
    start = condition.code[:8].lower()
    says_now = REWORDED.get(start) or WITHIN.get(start, [])
    found = [code for code in codes if code[:8].lower() in says_now]
    if not found:
        return Found(condition, Kind.REMOVED)
    return Found(condition, Kind.REWORDED if start in REWORDED else Kind.REPLACED, found)


def _words(entry: dict[str, Any]) -> tuple[str, str, list[Any]]:
    """What makes a condition another one: its words, and what it asks for."""
    return entry["text"], entry.get("tpl") or "", entry.get("inputs") or []
