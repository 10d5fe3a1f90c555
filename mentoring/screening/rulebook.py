"""The rules that are in force, compiled once for each version of them and kept in the process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from justice_portal.prepared import prepared
from mentoring.screening.models import Rule, RulesVersion
from mentoring.screening.screening import Finding, RuleBook
from mentoring.screening.split import in_pieces

#: What the writer is told while there are no rules at all.
NO_RULES = gettext_noop("For now, someone reads every message first.")
#: What the writer is told where no rule found anything, by why the message waits all the same.
TOLD = {
    "many": gettext_noop("You sent very many messages today. Someone reads this one first."),
    "photo": gettext_noop("It has a photo. Someone looks at every photo first."),
    "code": gettext_noop("There is a square code or a bar code in the photo. Codes can hold links."),
    "closed": gettext_noop("It could not go on when its time came. Someone looks at it."),
}


@dataclass(frozen=True, slots=True)
class InForce:
    """A compiled rule book, the version it was compiled from, and what each rule tells the writer."""

    number: int
    stamp: UUID | None
    book: RuleBook
    told: dict[UUID, tuple[str, str]]
    urgent: frozenset[UUID] = frozenset()

    def screen(self, typed: str, before: Sequence[str] = ()) -> list[Finding]:
        """What the rules find, in this or in pieces together with what the writer sent before (the newest first).

        While there are no rules at all, each message waits for a moderator.
        """
        if not len(self.book):
            return [Finding(None, "no_rules", 0, len(typed))]
        return self.book.screen(typed) or in_pieces(self.book, typed, before)

    def explain(self, findings: Iterable[Finding]) -> list[dict[str, Any]]:
        """Findings as they are kept: with the reason as it is worded today, since rules change."""
        return [{**found.as_json(), **self._reason(found)} for found in findings]

    def _reason(self, found: Finding) -> dict[str, str]:
        if found.rule:
            english, welsh = self.told[found.rule]
            return {"english": english, "welsh": welsh}
        words = TOLD.get(found.kind, NO_RULES)
        with override("cy"):
            return {"english": words, "welsh": _(words)}

    def is_urgent(self, findings: Iterable[Finding]) -> bool:
        """Whether a rule that comes before the others found something."""
        return any(found.rule in self.urgent for found in findings)


@prepared
def versions() -> QuerySet[RulesVersion]:
    return RulesVersion.objects.order_by("pk").values_list("number", "stamp")[:1]


_kept: InForce | None = None


def rules_in_force() -> InForce:
    """Asks the version, one small query, and compiles only when it changed.

    The version is read before the rules: were they changed in between, the newer rules are kept under the older version,
    and the next call compiles again. The other way round, old rules would stay.
    """
    global _kept  # noqa: PLW0603
    version = versions.first()
    number, stamp = version or (0, None)
    if _kept is None or _kept.stamp != stamp:
        rules = list(Rule.objects.active().order_by("pk"))
        told = {rule.pk: (rule.reason, rule.reason_welsh) for rule in rules}
        urgent = frozenset(rule.pk for rule in rules if rule.is_urgent)
        _kept = InForce(number, stamp, RuleBook(rule.as_entry() for rule in rules), told, urgent)
    return _kept
