"""Remembering what was done with which input, so that a second start does not do it again."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from justice_portal.servers.places import CHECKOUT


def fingerprint(files: Iterable[Path]) -> str:
    """One mark for the names and contents of files, in any order."""
    total = hashlib.sha256()
    for file in sorted(set(files)):
        total.update(str(file.relative_to(CHECKOUT)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def migrations() -> str:
    """Changes with what `migrate` does: our migrations, those of the packages that are pinned, and the guard's triggers."""
    ours = [*CHECKOUT.glob("*/migrations/*.py"), *CHECKOUT.glob("*/**/models.py")]
    guard = (CHECKOUT / "justice_portal" / "history").glob("*.py")
    return fingerprint([*ours, *guard, CHECKOUT / "requirements" / "base.txt"])


def static_files() -> str:
    ours = (file for file in (CHECKOUT / "static").rglob("*") if file.is_file())
    return fingerprint([*ours, CHECKOUT / "requirements" / "base.txt"])


def code() -> str:
    """Changes with the ground floor's code, which says who may sign in to a demo."""
    return fingerprint((CHECKOUT / "justice_portal").rglob("*.py"))


class Stamps:
    """The marks of what was done, in one small file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def _read(self) -> dict[str, str]:
        try:
            marks: dict[str, str] = json.loads(self.file.read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return marks

    def is_done(self, what: str, mark: str) -> bool:
        return self._read().get(what) == mark

    def done(self, what: str, mark: str) -> None:
        self.file.write_text(json.dumps({**self._read(), what: mark}, indent=2))
