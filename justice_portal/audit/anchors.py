"""Anchors: where the seals stood, written once an hour to a file outside the database.

Whoever can rewrite the database could also rewrite the seals. They cannot rewrite a file on another machine: keep the
folder (AUDIT_ANCHOR_DIR) where the administrator of the database may not write, and copy it away.
"""

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max, Sum

from justice_portal import clock
from justice_portal.audit.models import Seal

NAME = "anchors.jsonl"


@dataclass(frozen=True)
class Anchor:
    """One line. seals: for each stream the last seal's number and hash, and how many rows were sealed in all."""

    line: int
    at: str
    seals: dict[str, dict[str, Any]]
    previous: str
    mark: str

    @property
    def is_genuine(self) -> bool:
        """Whether the mark is one that we made for these words, with any key that was ever ours and is still kept."""
        return any(hmac.compare_digest(self.mark, _mark(key, self._words())) for key in settings.FIELD_KEYS)

    def _words(self) -> list[Any]:
        return [self.line, self.at, self.seals, self.previous]


def file() -> Path:
    return Path(settings.AUDIT_ANCHOR_DIR) / NAME


def read() -> list[Anchor]:
    """Every line of the file; raises ValueError for one that cannot be read."""
    return list(_lines(file().read_text())) if file().exists() else []


def write() -> Anchor:
    """Add a line that says where the seals stand now. It is on the disk when this returns."""
    file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    is_new = not file().exists()
    with os.fdopen(os.open(file(), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "r+") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        last = next(iter(list(_lines(out.read()))[-1:]), None)
        line, before = (last.line + 1, last.mark) if last else (1, "")
        at, seals = clock.now().isoformat(), _seals()
        anchor = Anchor(line, at, seals, before, mark=_mark(settings.FIELD_KEYS[0], [line, at, seals, before]))
        out.write(json.dumps(anchor.__dict__, sort_keys=True) + "\n")
        out.flush()
        os.fsync(out.fileno())
    if is_new:
        folder = os.open(file().parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    return anchor


def _lines(text: str) -> Iterator[Anchor]:
    for line in text.splitlines():
        try:
            yield Anchor(**json.loads(line))
        except TypeError as error:
            raise ValueError("a line is no anchor") from error


def _seals() -> dict[str, dict[str, Any]]:
    standing = {}
    for row in Seal.objects.values("stream").annotate(last=Max("number"), rows=Sum("count")).order_by("stream"):
        seal = Seal.objects.get(stream=row["stream"], number=row["last"])
        standing[seal.stream] = {"number": seal.number, "rows": int(row["rows"]), "hash": seal.hash}
    return standing


def _mark(key: str, words: list[Any]) -> str:
    made = hashlib.sha256(b"audit anchor" + key.encode()).digest()
    return hmac.new(made, json.dumps(words, sort_keys=True).encode(), "sha256").hexdigest()
