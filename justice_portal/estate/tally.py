"""What an import did, row by row."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Tally:
    """What an import did, by key of the row."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(keys) for name, keys in vars(self).items()}

    def __str__(self) -> str:
        return ", ".join(f"{count} {name}" for name, count in self.counts.items())


def differs(row: Any, values: dict[str, Any]) -> bool:
    """Whether a stored row says anything else than values."""
    return any(getattr(row, name) != value for name, value in values.items())
