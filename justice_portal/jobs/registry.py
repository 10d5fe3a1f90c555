"""What can run in the background: functions marked @job, in each app's jobs.py, and those of its nightly.py."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps

from justice_portal.grants import Permission

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Kind:
    """A registered function. seconds: how long it may take. needs: what who asked must still hold when it runs."""

    name: str
    function: Callable[..., Any]
    seconds: int
    tries: int
    needs: Permission | None = None

    def run(self, args: list[str], asked_by: Any) -> None:
        self.function(*args, asked_by=asked_by)


_kinds: dict[str, Kind] = {}


def job(*, seconds: int, tries: int = 5, needs: Permission | None = None) -> Callable[[F], F]:
    """Let enqueue() hand this function off. It gets ids as text, and asked_by: a user or SYSTEM.

    It must be safe to run twice. It reads with visible_to(asked_by): what is not visible ends the job as refused.
    After `seconds` it is stopped and counts as a failed try; after `tries` it is parked.
    """

    def mark(function: F) -> F:
        add(Kind(name_of(function), function, seconds, tries, needs))
        return function

    return mark


def add(kind: Kind) -> None:
    """Register, once for each name."""
    known = _kinds.get(kind.name)
    if known and known.function.__module__ != kind.function.__module__:
        raise ValueError(f"Two jobs are named {kind.name}")
    _kinds[kind.name] = kind


def name_of(function: Callable[..., Any]) -> str:
    """`reporting.make_progress_report` for reporting/jobs.py: the package of the module and the function."""
    return f"{function.__module__.rpartition('.')[0]}.{function.__name__}"


def find(name: str) -> Kind | None:
    """The kind of that name, or None when this version of the product does not know it."""
    load()
    return _kinds.get(name)


def longest_seconds() -> int:
    """The most that any job may take."""
    load()
    return max((kind.seconds for kind in _kinds.values()), default=0)


@cache
def load() -> None:
    """Import jobs.py and nightly.py of every app and of every room in it."""
    for app in apps.get_app_configs():
        root = Path(app.path)
        for pattern in ("{}.py", "*/{}.py", "*/*/{}.py"):
            for file in [*root.glob(pattern.format("jobs")), *root.glob(pattern.format("nightly"))]:
                import_module(".".join((app.name, *file.relative_to(root).with_suffix("").parts)))
