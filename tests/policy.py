"""The policy in tests/access, the URLs of the product, and a row of each kind: what the tests over all pages share."""

import importlib.util
import tomllib
from functools import cache
from pathlib import Path

from django.urls import URLPattern, get_resolver

HERE = Path(__file__).parent
NOT_OURS = {"admin", "djdt"}


@cache
def policy():
    rows = {}
    for path in sorted((HERE / "access").glob("*.toml")):
        for name, row in tomllib.loads(path.read_text()).items():
            assert name not in rows, f"{name} stands in two files"
            rows[name] = row
    return rows


@cache
def url_names():
    names = set()

    def walk(patterns, prefix):
        for entry in patterns:
            if isinstance(entry, URLPattern):
                assert entry.name, f"a URL without a name: {entry.pattern}"
                names.add(f"{prefix}{entry.name}")
            elif entry.namespace not in NOT_OURS:
                walk(entry.url_patterns, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)

    walk(get_resolver().url_patterns, "")
    return names


def room_rows():
    """The row makers of the rooms: tests/<app>/<room>/rows.py."""
    for path in sorted(HERE.glob("*/*/rows.py")):
        spec = importlib.util.spec_from_file_location(f"rows_{path.parent.name}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module.rows


def arguments(row, made):
    """What goes into the URL of a policy row: keys of rows that were made, or plain text."""
    return {key: getattr(made[value], "pk", made[value]) for key, value in row.get("kwargs", {}).items()}
