"""The @action decorator, nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import transaction

from justice_portal import access
from justice_portal.history.acting import acting_for

R = TypeVar("R")


def action(*, needs: access.Permission) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Mark a function as an action: permission is checked first, then it is all or nothing.

    The first argument is what the action is about: the row that changes or, to create, its parent.
    """

    def decorate(function: Callable[..., R]) -> Callable[..., R]:
        @wraps(function)
        def run(subject: Any, *, by: Any, **given: Any) -> R:
            access.require(by, needs, subject)
            with acting_for(by), transaction.atomic():
                return function(subject, by=by, **given)

        run.needs = needs  # type: ignore[attr-defined]
        return run

    return decorate
