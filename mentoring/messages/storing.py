"""Storing a message exactly once, however often and at whatever moment its page is sent."""

from typing import Any

from justice_portal.inserting import insert
from mentoring.messages.models import Message


def insert_once(message: Message, **state: Any) -> bool:
    """Write a new message in this state, unless its key is taken; whether it was written."""
    for name, value in state.items():
        setattr(message, name, value)
    return insert(message, once=True)
