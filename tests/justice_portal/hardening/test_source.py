"""T90 and T71: what our source never does, read from its syntax tree."""

import ast
import re
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


#: Who may start another program, and who talks to one outside: named, so that a new one is a decision.
STARTS_PROGRAMS = ("justice_portal/servers", "justice_portal/pdf", "justice_portal/jobs", "justice_portal/backups")
REACHES_OUT = {
    "requests",
    "httpx",
    "urllib.request",
    "urllib3",
    "http.client",
    "aiohttp",
    "ftplib",
    "smtplib",
    "socket",
    "telnetlib",
}
#: govuk_notify sends texts, and scanning shows uploads to a scanner of the house, where a setting names it: neither by default.
MAY_REACH_OUT = (
    "justice_portal/servers", "justice_portal/jobs/checks.py", "justice_portal/govuk_notify.py", "justice_portal/scanning.py",
)  # fmt: skip
#: Scripts that talk with the frame of a package. They say who it must be before they look at what it says.
TALK_WITH_FRAME = {"package.js": "frame.contentWindow", "package-frame.js": "parent"}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_no_shell_and_no_other_program_but_ours():
    """V1.2.5: what runs a program is in four rooms, and passes a list of words, never a line for a shell."""
    wrong = [
        str(path)
        for path, tree in sources().items()
        if "subprocess" in imported(tree) and not str(path).startswith(STARTS_PROGRAMS)
    ]
    for path, call in every_call():
        name = ast.unparse(call.func)
        if name in {"os.system", "os.popen"} or any(word.arg == "shell" for word in call.keywords):
            wrong.append(f"{path}:{call.lineno}")
    assert wrong == []


def test_t74_the_product_asks_nobody_outside():
    """V1.3.6, V13.2.4, V15.3.2: no code of ours opens a connection but to its own servers."""
    wrong = [
        f"{path}: {name}"
        for path, tree in sources().items()
        for name in imported(tree)
        if name in REACHES_OUT and not str(path).startswith(MAY_REACH_OUT)
    ]
    assert wrong == []


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def test_templates_escape_everything_and_hold_no_scripts():
    """V1.2.1, V1.2.3: no `|safe`, no `autoescape off`, no script or handler or style in the page."""
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in templates()
        for found in NOT_IN_TEMPLATES.finditer(path.read_text())
    ]
    assert wrong == []


NOT_IN_TEMPLATES = re.compile(
    r"\|\s*safe\b|autoescape\s+off|safeseq|<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=[\"']|\sstyle=[\"']|javascript:",
    re.IGNORECASE,
)


def test_no_page_loads_or_leads_anywhere_else():
    """V3.6.1, V3.7.3: every script, sheet and picture is our own, and no link leaves the site."""
    away = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//[^"']*""", re.IGNORECASE)
    assert [(path.name, found.group()) for path in templates() for found in away.finditer(path.read_text())] == []


def test_our_script_makes_no_markup_and_listens_to_no_other_window():
    """V3.2.2, V3.5.5, V15.3.6."""
    for path in sorted((ROOT / "static" / "js").glob("*.js")):
        text = path.read_text()
        if other := TALK_WITH_FRAME.get(path.name):
            first = text.partition('addEventListener("message", (event) => {')[2].lstrip().partition(";")[0]
            assert "event.origin !== " in first, path.name
            assert f"event.source !== {other}" in first, path.name
            text = text.replace('"message"', "", 1)
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            '"message"',
            "__proto__",
            "srcdoc",
        ):
            assert word not in text, f"{path.name}: {word}"


#: One parser for each language, so that two parts of the product never read the same text in two ways (V1.5.3).
OTHER_PARSERS = {
    "simplejson", "ujson", "orjson", "rapidjson", "yaml", "toml", "furl", "yarl", "rfc3986", "xml.sax", "xml.dom", "lxml",
    "bs4", "html5lib", "xmltodict", "dateutil", "arrow", "pendulum",
}  # fmt: skip


def test_each_language_has_one_parser():
    """JSON by json, addresses by urllib.parse, moments by datetime; XML by nothing but defusedxml."""
    found = {
        f"{path}: {name}"
        for path, tree in sources().items()
        for name in imported(tree)
        if name in OTHER_PARSERS or name.split(".")[0] in OTHER_PARSERS
    }
    assert found == set()
