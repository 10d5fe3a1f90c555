"""T90 and T71: what our source never does, read from its syntax tree."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FLOORS = ("justice_portal", "rehab", "mentoring", "learning", "reporting")
NAMES_ARE_KEYWORDS = {
    "filter", "exclude", "get", "annotate", "alias", "aggregate", "values", "values_list", "order_by", "update",
    "get_or_create", "update_or_create", "only", "defer", "distinct",
}  # fmt: skip
FROM_OUTSIDE = {"GET", "POST", "data", "query_params", "COOKIES", "headers", "META", "initial_data"}


@cache
def sources():
    return {
        path.relative_to(ROOT): ast.parse(path.read_text())
        for floor in FLOORS
        for path in sorted((ROOT / floor).rglob("*.py"))
        if "migrations" not in path.parts
    }


def calls(tree):
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def comes_from_outside(node):
    return any(isinstance(part, ast.Attribute) and part.attr in FROM_OUTSIDE for part in ast.walk(node))


def every_call():
    return ((path, call) for path, tree in sources().items() for call in calls(tree))


def test_t90_what_was_sent_never_names_a_column():
    wrong = []
    for path, call in every_call():
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name not in NAMES_ARE_KEYWORDS:
            continue
        opened = [word.value for word in call.keywords if word.arg is None]
        opened += [arg.value for arg in call.args if isinstance(arg, ast.Starred)]
        if name in {"order_by", "values", "values_list", "only", "defer", "distinct"}:
            opened += call.args
        wrong += [f"{path}:{call.lineno}" for node in opened if comes_from_outside(node)]
    assert wrong == []


def test_t90_no_raw_sql_through_the_orm():
    def is_raw(call):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        return name in {"extra", "RawSQL"} or (name == "raw" and isinstance(call.func, ast.Attribute))

    assert [f"{path}:{call.lineno}" for path, call in every_call() if is_raw(call)] == []


UNSAFE = {"pickle", "marshal", "shelve", "xml.sax", "xml.dom", "xml.etree", "lxml"}


def test_t71_nothing_reads_data_as_code():
    """No pickle, no bare XML parser, no eval."""
    wrong = [
        f"{path}:{call.lineno}"
        for path, call in every_call()
        if getattr(call.func, "id", "") in {"eval", "exec", "compile"}
    ]
    for path, tree in sources().items():
        for node in ast.walk(tree):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [f"{path}: {name}" for name in named if any(f"{name}.".startswith(f"{one}.") for one in UNSAFE)]
    assert wrong == []
