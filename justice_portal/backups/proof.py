"""What a database holds, in a few lines: for each table how many rows, and one digest of them all."""

import json
from typing import Any

TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1
"""
DIGEST = """
SELECT count(*), encode(sha256(COALESCE(string_agg(one, ''::bytea ORDER BY one), ''::bytea)), 'hex')
FROM (SELECT sha256(convert_to(t::text, 'UTF8')) AS one FROM public."{table}" t) each
"""


def of(cursor: Any) -> dict[str, list[Any]]:
    """Table to [rows, digest], as the cursor's transaction sees them."""
    cursor.execute("SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL statement_timeout = 0")
    cursor.execute(
        "SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL intervalstyle = 'postgres'"
    )
    cursor.execute(TABLES)
    held = {}
    for (table,) in cursor.fetchall():
        cursor.execute(DIGEST.format(table=table))
        held[table] = list(cursor.fetchone())
    return held


def text(held: dict[str, list[Any]]) -> bytes:
    return json.dumps(held, sort_keys=True, indent=1).encode()


def differences(then: dict[str, list[Any]], now: dict[str, list[Any]]) -> list[str]:
    """Which tables are not the same, in words."""
    found = []
    for table in sorted({*then, *now}):
        if then.get(table) != now.get(table):
            before, after = (each.get(table, ["no table"])[0] for each in (then, now))
            found.append(
                f"{table}: {before} rows then, {after} now" + ("" if before != after else ", of other content")
            )
    return found
