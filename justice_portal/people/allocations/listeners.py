"""What rooms above do when people are given to other workers: each says so once, in the ready() of its app."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

#: Called inside the action that gives or takes: the people, and who did it.
Listener = Callable[[list[UUID], Any], None]
_listeners: list[Listener] = []


def when_given(listener: Listener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def given(people: list[UUID], by: Any) -> None:
    for listener in _listeners:
        listener(people, by)
