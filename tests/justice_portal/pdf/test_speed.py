"""What a document costs. Measured as time of the processor, which other work on the machine does not change much."""

import os
from pathlib import Path

import pytest

from justice_portal.pdf import render
from tests.justice_portal.pdf.documents import print_body
from tests.justice_portal.pdf.test_render import BODY

DOCUMENTS = 20


def processor_seconds(pid):
    facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.proof
def test_a_warm_child_makes_more_than_two_documents_a_second():
    print_body(BODY, rows=range(60), code="K7Q2-M4XD")
    pid = render.child_pid()
    before = processor_seconds(pid)
    for number in range(DOCUMENTS):
        print_body(BODY, rows=range(60), code=f"CODE-{number}")
    assert render.child_pid() == pid
    each = (processor_seconds(pid) - before) / DOCUMENTS
    assert each < 0.5, f"{each:.2f} s a document"


@pytest.mark.proof
def test_many_documents_leave_no_memory_behind():
    def resident():
        return int(Path(f"/proc/{render.child_pid()}/statm").read_text().split()[1])

    for _warm in range(10):
        print_body(BODY, rows=range(60))
    before = resident()
    for number in range(60):
        print_body(BODY, rows=range(60), code=f"CODE-{number}")
    assert resident() < before * 1.25
