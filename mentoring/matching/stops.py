"""What rooms above do when a match stops, for a time or for good: each says so once, in the ready() of its app.

They are called inside the action that stops it, so that nothing of it is left standing between the two.
"""

from collections.abc import Callable
from typing import Any

from mentoring.matching.models import Match

Listener = Callable[[Match, Any], None]
_listeners: list[Listener] = []


def when_stopped(listener: Listener) -> None:
    """Call listener(match, by) whenever a match goes on a break or ends."""
    if listener not in _listeners:
        _listeners.append(listener)


def stopped(match: Match, by: Any) -> None:
    for listener in _listeners:
        listener(match, by)
