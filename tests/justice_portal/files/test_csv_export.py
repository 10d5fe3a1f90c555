"""CSV: what is shown, in a file that runs nothing."""

import csv
import io
import tracemalloc
from datetime import date, datetime

import pytest
import time_machine

from justice_portal import clock
from justice_portal.csv_export import csv_response
from justice_portal.errors import DomainError

START = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%"]
TAILS = ["1+1", 'cmd|"/c calc"!A1', "SUM(A1:A9)", 'HYPERLINK("http://elsewhere.example")', ""]


def read(response):
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u200b", "\ufeff", "  \u2060"])
@pytest.mark.parametrize("start", START)
def test_no_cell_starts_a_formula(start, before):
    """T65."""
    typed = [before + start + tail for tail in TAILS]
    head, row = read(csv_response("List", [typed[0]], [typed]))
    for cell, was in zip(row, typed, strict=True):
        assert cell == f"'{was}"
    assert head == [f"'{typed[0]}"]


def test_a_cell_cannot_start_another():
    assert read(csv_response("List", ["a"], [['x","=1+1', "y\n=1+1", "z;=1+1"]]))[1] == [
        'x","=1+1',
        "y\n=1+1",
        "z;=1+1",
    ]


def test_cells_are_what_the_page_shows():
    moment = datetime(2027, 7, 1, 12, 0, tzinfo=clock.LONDON)
    row = ["Siân Llŷr", -5, 2.5, date(2027, 3, 1), moment, True, False, None, "A-level", "O'Brien"]
    assert read(csv_response("List", ["a"], [row]))[1] == [
        "Siân Llŷr", "-5", "2.5", "2027-03-01", "2027-07-01 12:00", "Yes", "No", "", "A-level", "O'Brien",
    ]  # fmt: skip


@time_machine.travel("2027-03-01 10:00+00:00")
def test_it_is_a_download_with_a_mark_for_excel():
    response = csv_response("My caseload", ["a"], [])
    assert response.headers["Content-Disposition"].startswith('attachment; filename="My caseload 2027-03-01.csv"')
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response).startswith(b"\xef\xbb\xbf")


def test_memory_does_not_grow_with_the_rows():
    response = csv_response("List", ["a"], ([number, "x" * 100] for number in range(100_000)))
    tracemalloc.start()
    size = sum(len(chunk) for chunk in response)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 10_000_000
    assert peak < 1_000_000


def test_more_rows_than_the_reader_may_take_away_are_refused_before_anything_is_sent():
    with pytest.raises(DomainError, match="at most 50"):
        csv_response("List", ["a"], [], count=51, limit=50)
