"""JSON as the standard means it: no names told twice, no NaN, nothing that UTF-8 or the database cannot hold."""

import json
from typing import Any

from learning.xapi.problems import Refused

DEEPEST = 40


def read_json(given: bytes | str, what: str = "body") -> Any:
    """The value. Raises Refused (400) for what is not JSON, or goes deeper than anybody means."""
    try:
        text = given.decode("utf-8") if isinstance(given, bytes) else given
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no character
    except (ValueError, RecursionError) as error:
        raise Refused(f"The {what} is not JSON that can be read.") from error
    _fits(value, what)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is told twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _fits(value: Any, what: str, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise Refused(f"The {what} goes too deep.")
    if isinstance(value, str) and "\0" in value:
        raise Refused(f"The {what} holds a character that is not text.")
    if isinstance(value, float) and value in {float("inf"), float("-inf")}:
        raise Refused(f"The {what} holds a number that is too large.")
    if isinstance(value, dict):
        for name, each in value.items():
            _fits(name, what, depth + 1)
            _fits(each, what, depth + 1)
    elif isinstance(value, list):
        for each in value:
            _fits(each, what, depth + 1)
