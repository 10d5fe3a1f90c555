"""The three tables that only grow: the audit log, the history of rows, and the marks of what was purged from them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stream:
    """One table that only grows. seq: the column that numbers its rows. columns: what a seal covers, in this order."""

    name: str
    table: str
    seq: str
    columns: tuple[str, ...]

    def digest(self, row: str) -> str:
        """SQL that works out the digest of one row. Texts of moments depend on the zone of whoever asks: UTC, please.

        Columns are listed, not taken as they come, so that a column added later changes no digest of before.
        """
        values = ", ".join(f"{row}.{column}" for column in self.columns)
        return f"sha256(convert_to(jsonb_build_array({values})::text, 'UTF8'))"


AUDIT = Stream(
    "audit",
    "justice_portal_auditevent",
    "seq",
    (
        *("seq", "tx", "id", "at", "event", "kind", "by_id", "by_roles"),
        *("thing_type", "thing_id", "subjects", "facts", "request_id"),
    ),
)
HISTORY = Stream(
    "history",
    "justice_portal_rowchange",
    "id",
    ("id", "tx", "at", "table_name", "row_id", "verb", "before", "by_id", "request_id", "db_role"),
)
PURGED = Stream("purged", "justice_portal_purged", "id", ("id", "tx", "at", "stream", "seq", "digest", "db_role"))

STREAMS = (AUDIT, HISTORY, PURGED)
SEAL_TABLE = "justice_portal_seal"
