"""A printed document: tagged, fixed, and nothing in it that should not leave the house."""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.justice_portal.pdf.documents import print_body

BODY = """
<h2>Learning</h2><p>Some words. <a href="https://example.org/">A link</a></p>
<svg role="img" font-family="Liberation Sans" viewBox="0 0 300 60" width="300" height="60"><title>Two bars: 3 done, 2 to do</title>
<rect x="0" y="5" width="180" height="20" fill="#1d4e89"/><text x="190" y="20" font-size="12">3 done</text></svg>
<table><caption>Courses</caption><thead><tr><th scope="col">Course</th><th scope="col">Done</th><th scope="col">Score</th><th scope="col">When</th></tr></thead>
<tbody>{% for n in rows %}<tr><th scope="row">Course {{ n }}</th><td>Yes</td><td>7</td><td>May</td></tr>{% endfor %}</tbody></table>
<dl class="facts"><dt>Prison</dt><dd>Hereford Green</dd></dl><ul><li>One</li><li>Two</li></ul>
"""


@pytest.fixture(scope="module")
def document():
    return print_body(BODY, rows=range(60), code="K7Q2-M4XD")


@pytest.fixture
def pdf(document):
    with pikepdf.open(io.BytesIO(document)) as opened:
        yield opened


@pytest.fixture
def file(document, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(document)
    return path


def tags(pdf, kind):
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem" and thing.get("/S") == kind
    ]


def test_a_document_is_tagged_titled_and_says_its_language(pdf):
    root = pdf.Root
    assert root.Lang == "en"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.StructTreeRoot.K
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "A report"


def test_pictures_have_words_and_tables_say_what_their_heads_are_of(pdf):
    assert [str(figure.Alt) for figure in tags(pdf, "/Figure")] == ["Two bars: 3 done, 2 to do"]
    scopes = {str(head.A.Scope) for head in tags(pdf, "/TH")}
    assert scopes == {"/Column", "/Row"}


def test_only_one_family_of_fonts_is_embedded_as_subsets(pdf):
    fonts = {
        str(thing.FontName) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing
    }
    assert fonts
    assert all(re.fullmatch(r"/[A-Z]{6}\+Liberation-Sans.*", font) for font in fonts), fonts


def test_the_partial_checkers_find_nothing(file):
    """pdfua checks 16 of 106 rules; outloud reads the tags: neither is a statement of conformance."""
    programs = Path(sys.executable).parent
    for command in ([programs / "pdfua", "check", file], [programs / "outloud", "--fail-on", "warning", file]):
        found = subprocess.run(command, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout
        assert "PASS" in found.stdout


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_no_fault(file):
    found = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_each_page_has_its_number_and_the_code_and_neither_is_read_aloud(pdf):
    content = b"".join(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)) for page in pdf.pages)
    assert len(pdf.pages) > 2
    assert content.count(b"/Pagination") >= 2 * len(pdf.pages)
    tree = pdf.Root.StructTreeRoot.ParentTree.Nums
    assert any(owner is None for owners in list(tree)[1::2] if isinstance(owners, pikepdf.Array) for owner in owners)


def test_equal_input_gives_equal_bytes(document):
    assert print_body(BODY, rows=range(60), code="K7Q2-M4XD") == document


def test_metadata_is_fixed_and_shows_nothing_of_the_machine(document, pdf):
    """T68."""
    assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {
        "/Author": "Justice Portal",
        "/Producer": "WeasyPrint 70.0",
        "/Title": "A report",
    }
    with pikepdf.open(io.BytesIO(document)) as opened:
        plain = io.BytesIO()
        opened.save(plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for secret in (
        b"/home",
        b"/root",
        b"/work",
        b"/usr",
        b"/tmp",
        b"file:",
        b"static.invalid",
        b"CreationDate",
        b"ModDate",
    ):
        assert secret not in plain.getvalue(), secret
