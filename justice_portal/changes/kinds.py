"""The kinds of change that need a second person. Each room declares its own and says what it does when it is agreed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from justice_portal.changes.models import PendingChange
from justice_portal.grants import Permission


@dataclass(frozen=True)
class ChangeKind:
    """title: what it is, for everybody alike. needs: what asker and second person hold, over the place of the change.

    do: makes the change, in the name of the second person. facts: rows for components/summary_list.html.
    concerns: ids of users who may not decide it, beside the asker: it is about them.
    may_ask: whether who asked is still one who may; by default, who holds `needs` over the place. leads_to: where who
    asked goes on when it was agreed to.
    """

    title: Any
    needs: Permission
    do: Callable[[PendingChange, Any], object]
    facts: Callable[[PendingChange], list[dict[str, Any]]]
    concerns: Callable[[PendingChange], set[str]] = lambda change: set()
    may_ask: Callable[[PendingChange], bool] | None = None
    leads_to: Callable[[PendingChange], str] | None = None


KINDS: dict[str, ChangeKind] = {}


def declare_change(name: str, kind: ChangeKind) -> None:
    """Name a kind of change, once, when the product starts."""
    if name in KINDS:
        raise ValueError(f"The change {name} is declared twice.")
    KINDS[name] = kind
