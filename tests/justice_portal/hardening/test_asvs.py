"""docs/security/asvs.toml: each requirement of the standard has tests that exist, or a place in the documents, or says its gap."""

import ast
import csv
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.each import for_each

ROOT = Path(__file__).resolve().parents[3]
SECURITY = ROOT / "docs" / "security"
ROWS = tomllib.loads((SECURITY / "asvs.toml").read_text())
STANDARD = ROOT.parent / "shared" / "ASVS.csv"


@cache
def named_in(file):
    """The names of the tests of a file that pytest would run: functions at its top or in its classes."""
    found = set()
    for node in ast.parse((ROOT / file).read_text()).body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        found |= {one.name for one in inside if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")}
    return found


@cache
def anchors_in(file):
    """The anchors of a document's headings."""
    headings = re.findall(r"^#+ (.+)$", (SECURITY / file).read_text(), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@for_each(ROWS)
def test_each_requirement_leads_to_something_that_is_there(name):
    row = ROWS[name]
    assert sum(key in row for key in ("tests", "doc", "gap")) == 1
    for test in row.get("tests", []):
        file, _mark, function = test.partition("::")
        assert (ROOT / file).is_file(), test
        assert function in named_in(file), test
    if "doc" in row:
        file, _mark, anchor = row["doc"].partition("#")
        assert anchor in anchors_in(file), row["doc"]


def test_at_levels_one_and_two_nothing_is_left_open(capsys):
    """Prints how far level three goes."""
    open_at = {
        level: [name for name, row in ROWS.items() if row["level"] == level and "gap" in row] for level in (1, 2, 3)
    }
    counts = {level: sum(row["level"] == level for row in ROWS.values()) for level in (1, 2, 3)}
    said = ", ".join(f"level {level}: {counts[level] - len(open_at[level])} of {counts[level]}" for level in counts)
    with capsys.disabled():
        sys.stdout.write(f"\nASVS 5.0, shown by tests or documents: {said}\n")
    assert not open_at[1]
    assert not open_at[2]


@pytest.mark.skipif(not STANDARD.exists(), reason="the list of the standard is not beside the checkout")
def test_no_requirement_of_the_standard_is_missing():
    with STANDARD.open() as file:
        wanted = {row["req_id"]: row for row in csv.DictReader(file) if row["class"] in {"TEST", "DOC"}}
    assert set(ROWS) == set(wanted)
    assert all(str(ROWS[name]["level"]) == row["level"] for name, row in wanted.items())
