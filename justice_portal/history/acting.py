"""Who acts, told to the database with each statement that writes: triggers keep it beside what changed.

It travels in the same message as the statement, for the length of one transaction: it costs no round trip, and a
connection that serves the next request remembers nothing of the last.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from justice_portal import logs

Who = Callable[[], Any]
_who: ContextVar[Who | None] = ContextVar("who acts", default=None)

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|WITH|MERGE|CALL|DO)\b", re.IGNORECASE)
PLAIN = re.compile(r"[A-Za-z0-9:_-]{1,64}")


@contextmanager
def acting(who: Who) -> Iterator[None]:
    """What is written in here was done by whoever `who` gives."""
    token = _who.set(who)
    try:
        yield
    finally:
        _who.reset(token)


def acting_for(by: Any) -> AbstractContextManager[None]:
    """The same for a known user. The product itself takes nobody's place: what it does in a request is the request's."""
    return nullcontext() if by.pk is None else acting(lambda: by)


def acting_id() -> UUID | None:
    """The user who acts now; None for the product itself."""
    who = _who.get()
    return getattr(who(), "pk", None) if who else None


def tell(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django calls this around each statement."""
    if isinstance(sql, str) and WRITES.match(sql) and getattr(context["cursor"].cursor, "name", None) is None:
        request = logs.request_id.get()
        request = request if PLAIN.fullmatch(request) else "-"
        sql = (
            f"SELECT set_config('portal.by', '{acting_id() or ''}', true), "
            f"set_config('portal.request', '{request}', true); {sql}"
        )
    return execute(sql, params, many, context)
