"""Which signs one message has. Advice for a person to look at: it misses some, and finds some that mean nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from justice_portal.clock import LONDON
from mentoring.drift.models import DriftRule, Sign
from mentoring.screening.rulebook import InForce
from rehab.care.folding import fold
from rehab.care.words import WordLists

#: From this hour in London to that one it is night.
NIGHT_FROM, NIGHT_UNTIL = 22, 6
#: Findings of the rules for messages that are a way to each other past this product.
WAYS_OUT = {"contact", "link", "handle"}


@dataclass(frozen=True)
class Looker:
    """The rules, ready to look at many messages."""

    kinds: frozenset[str]
    lists: WordLists
    of_list: tuple[str, ...]
    screening: InForce

    def signs(self, body: str, sent_at: datetime) -> set[str]:
        """In one pass over the text for each set of words, so in linear time (T79)."""
        found = {self.of_list[hit.number] for hit in self.lists.find(fold(body))}
        if Sign.CONTACT in self.kinds and any(one.kind in WAYS_OUT for one in self.screening.screen(body)):
            found.add(Sign.CONTACT)
        if Sign.NIGHT in self.kinds and is_night(sent_at):
            found.add(Sign.NIGHT)
        return found


def looker(rules: Iterable[DriftRule], screening: InForce) -> Looker:
    rules = list(rules)
    worded = [rule for rule in rules if rule.words.strip()]
    lists = WordLists((n, _lines(rule.words), _lines(rule.harmless)) for n, rule in enumerate(worded))
    return Looker(frozenset(rule.kind for rule in rules), lists, tuple(rule.kind for rule in worded), screening)


def is_night(at: datetime) -> bool:
    hour = at.astimezone(LONDON).hour
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
