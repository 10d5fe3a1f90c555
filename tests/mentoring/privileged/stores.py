"""Everywhere that words could stay: looked through for a mark, in every form that a store could keep it in (T49)."""

import base64
import os
import sys
import zlib
from pathlib import Path
from urllib.parse import quote

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connection


def forms(mark):
    """The mark as it is, and as text of other encodings. Base64 is looked for at each of its three offsets."""
    raw = mark.encode()
    found = {
        mark,
        mark[::-1],
        raw.hex(),
        raw.decode().encode("utf-16-le").hex(),
        raw.decode().encode("utf-16-be").hex(),
    }
    found |= {quote(mark), "".join(f"\\u{ord(one):04x}" for one in mark), base64.b32encode(raw).decode().rstrip("=")}
    for offset in range(3):
        whole = base64.b64encode(b"x" * offset + raw).decode()
        kept = whole[(4 if offset else 0) : len(whole) - 4]
        found |= {kept, kept.replace("+", "-").replace("/", "_")}
    return sorted({one.lower() for one in found if len(one) > 7})


def tables_with(mark):
    """The tables in which any row holds the mark in any column. Bytes are read as hex. Monthly parts are read as their whole."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', nspname, relname) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
            " WHERE relkind IN ('r', 'p') AND NOT relispartition"
            " AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')"
        )
        names = [name for (name,) in cursor.fetchall()]
        seen = set()
        for name in names:
            cursor.execute(
                f"SELECT EXISTS (SELECT 1 FROM {name} AS row_ WHERE lower(row_::text) LIKE ANY(%s))",
                [[f"%{like(one)}%" for one in forms(mark)]],
            )
            if cursor.fetchone()[0]:
                seen.add(name.partition(".")[2])
        return names, seen


def like(text):
    return text.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%")


def files_with(mark, *folders):
    """The files below these folders that hold the mark, packed or not."""
    found = []
    for path in (path for folder in folders for path in Path(folder).rglob("*") if path.is_file()):
        content = path.read_bytes()
        if has(content, mark):
            found.append(path)
    return found


def has(content, mark):
    text = content.decode("latin-1").lower()
    if any(one in text for one in forms(mark)) or mark.encode("utf-16-le") in content:
        return True
    return any(mark.encode() in piece for piece in unpacked(content))


def unpacked(content):
    """What zlib packed anywhere inside, as PDFs and pages travel."""
    at = -1
    while (at := content.find(b"x", at + 1)) >= 0:
        try:
            yield zlib.decompressobj().decompress(content[at : at + 1_000_000])
        except zlib.error:
            continue


def redis_with(mark):
    server = redis.Redis.from_url(os.environ["REDIS_URL"])
    keys = server.keys("*")
    return [key for key in keys if has(key + (server.dump(key) or b""), mark)]


def memory_with(mark):
    """What this process keeps for later pages."""
    kept = repr(getattr(cache, "_cache", {})) + repr(sorted(sys.modules["django.conf"].settings.__dict__))
    return mark in kept


def everywhere(mark, tmp_path):
    """Where the mark was found; nothing is what must come."""
    names, tables = tables_with(mark)
    assert len(names) > 150, "every table was looked through"
    folders = [tmp_path, settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH, settings.AUDIT_ANCHOR_DIR]
    return {
        "tables": tables,
        "files": files_with(mark, *folders),
        "redis": redis_with(mark),
        "memory": memory_with(mark),
    }
