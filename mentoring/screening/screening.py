"""Screening a message against rules. Pure: text in, findings out; nothing is read, written or remembered.

What it finds is advice to a moderator, and what it misses is a fact of life: recall and false alarms are measured on an
invented, labelled set, and printed with the rules (T42). Time grows with the length of the text, never faster (T79).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mentoring.screening.numbers import numbers
from mentoring.screening.patterns import Patterns
from rehab.care.folding import fold
from rehab.care.words import WordLists

MOST_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One active rule, as the matcher needs it: words or a pattern, and whether it reads letters or figures."""

    rule: UUID
    kind: str
    words: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    pattern: str = ""
    reads_figures: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Which rule found which part of a message. rule is None when there are no rules at all."""

    rule: UUID | None
    kind: str
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        return {"rule": self.rule and str(self.rule), "kind": self.kind, "start": self.start, "end": self.end}


class RuleBook:
    """All active rules, compiled."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        numbered = list(enumerate(self._entries))
        self._words = WordLists((n, entry.words, entry.harmless) for n, entry in numbered if entry.words)
        self._in_text = Patterns((n, one.pattern) for n, one in numbered if one.pattern and not one.reads_figures)
        self._in_figures = Patterns((n, one.pattern) for n, one in numbered if one.pattern and one.reads_figures)

    def __len__(self) -> int:
        return len(self._entries)

    def screen(self, typed: str) -> list[Finding]:
        """What the rules find in a message, in the order of the text; at most MOST_FINDINGS, each part once a rule."""
        folded = fold(typed)
        parts = {(hit.number, hit.start, hit.end) for hit in self._words.find(folded)}
        parts.update(self._in_text.find(folded))
        parts.update(self._in_figures.find(numbers(folded)))
        return sorted((self._finding(*part) for part in parts), key=_place)[:MOST_FINDINGS]

    def of_figures(self, figures: str) -> list[tuple[UUID | None, str]]:
        """Which rules find something in a run of bare figures, each with its kind."""
        found = {number for number, _start, _end in self._in_figures.find(fold(figures))}
        return [(self._entries[number].rule, self._entries[number].kind) for number in sorted(found)]

    def _finding(self, number: int, start: int, end: int) -> Finding:
        entry = self._entries[number]
        return Finding(entry.rule, entry.kind, start, end)


def _place(found: Finding) -> tuple[int, int, str]:
    return found.start, found.end, str(found.rule)
