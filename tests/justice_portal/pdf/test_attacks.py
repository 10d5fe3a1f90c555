"""Documents that reach out or blow up. The danger is real: the same vectors work against WeasyPrint as it comes."""

import ast
import base64
import contextlib
import io
import re
import socket
import threading
import time
from pathlib import Path

import pikepdf
import pypdf
import pytest
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from justice_portal.pdf import child, render
from justice_portal.pdf.render import PdfTooBig
from tests.justice_portal.pdf.documents import print_body

ROOT = Path(__file__).resolve().parents[3]
CANARY = "CANARY"
#: What a page could try: %s is an address of ours to listen at, or of a file with a word that must not come out.
VECTORS = {
    "image": '<img src="%s" alt="x">',
    "style sheet": '<link rel="stylesheet" href="%s">',
    "import": "<style>@import url(%s);</style>",
    "background": '<div style="height:9px;background:url(%s)">x</div>',
    "page background": "<style>@page { background: url(%s) }</style>",
    "list marker": '<ul><li style="list-style-image:url(%s)">x</li></ul>',
    "generated content": "<style>p::before { content: url(%s) }</style><p>x</p>",
    "border image": '<div style="border:9px solid;border-image:url(%s) 3">x</div>',
    "font": "<style>@font-face { font-family: f; src: url(%s) } p { font-family: f }</style><p>x</p>",
    "object": '<object data="%s"></object>',
    "embed": '<embed src="%s">',
    "attachment": '<link rel="attachment" href="%s">',
    "attached link": '<a rel="attachment" href="%s">x</a>',
    "svg image": '<svg width="9" height="9"><image href="%s" width="9" height="9"/></svg>',
    "svg xlink": '<svg width="9" height="9" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="%s" width="9" height="9"/></svg>',
    "svg use": '<svg width="9" height="9"><use href="%s#x"/></svg>',
    "svg style": '<svg width="9" height="9"><style>@import url(%s);</style><rect width="9" height="9"/></svg>',
    "svg in an image": '<img alt="x" src="data:image/svg+xml;base64,{nested}">',
    "base": '<base href="%s"><img src="x.png" alt="x">',
    "mask": '<div style="mask-image:url(%s);mask-border-source:url(%s)">x</div>',
    "style of the page": '<body style="background-image:url(%s)">x</body>',
    "counter": "<style>@counter-style c { system: cyclic; symbols: url(%s) } ol { list-style: c }</style><ol><li>x</li></ol>",
}
NESTED = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="%s" width="9" height="9"/></svg>'


def page(name, address):
    body = VECTORS[name]
    if "{nested}" in body:
        return body.replace("{nested}", base64.b64encode((NESTED % address).encode()).decode())
    return body.replace("%s", address)


@pytest.fixture
def listener():
    """An address that counts who connects."""
    hits = []
    server = socket.create_server(("127.0.0.1", 0))

    def accept():
        with contextlib.suppress(OSError):
            while True:
                line, _who = server.accept()
                hits.append(1)
                line.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                line.close()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/x", hits
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


@pytest.fixture
def secret_file(tmp_path):
    path = tmp_path / "secret.svg"
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><text x="5" y="20">{CANARY}</text></svg>'
    )
    return path


def shows(document, word):
    """Whether the word can be read in the document: as text, or in a file attached to it."""
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages)
    with pikepdf.open(io.BytesIO(document)) as pdf:
        attached = list(pdf.attachments)
    return word in text or bool(attached)


@pytest.fixture
def own_files(tmp_path):
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "ours.svg").write_text(NESTED % "http://static.invalid/static/other.svg")
    (folder / "link.svg").symlink_to(tmp_path / "secret.svg")
    return child.OwnFilesOnly("/static/", [folder])


def test_the_vectors_are_live(listener, secret_file):
    """Against the library as it comes most of them reach out, so what follows proves something."""
    address, hits = listener
    reached = set()
    for name in VECTORS:
        before = len(hits)
        HTML(string=page(name, address), url_fetcher=URLFetcher(timeout=2)).write_pdf()
        if len(hits) > before or shows(HTML(string=page(name, secret_file.as_uri())).write_pdf(), CANARY):
            reached.add(name)
    assert len(reached) >= 16, sorted(set(VECTORS) - reached)


@pytest.mark.parametrize("name", VECTORS)
def test_nothing_outside_is_reached(name, listener, secret_file, own_files):
    """T66: by the fetcher alone, in this process, where the network is open."""
    address, hits = listener
    child.make(f"<html lang=en><title>x</title>{page(name, address)}", own_files)
    assert hits == []
    for target in (secret_file.as_uri(), str(secret_file), "ftp://127.0.0.1/x", "//127.0.0.1/x"):
        assert not shows(child.make(f"<html lang=en><title>x</title>{page(name, target)}", own_files), CANARY)


def test_nothing_outside_is_reached_by_the_real_child(listener, secret_file):
    """T66: all at once, as it is done."""
    address, hits = listener
    body = "".join(page(name, where) for name in VECTORS for where in (address, secret_file.as_uri()) if name != "base")
    assert not shows(print_body(body), CANARY)
    assert hits == []


@pytest.mark.parametrize(
    "address",
    [
        "http://static.invalid/static/../secret.svg",
        "http://static.invalid/static/%2e%2e/secret.svg",
        "http://static.invalid/static/..%2fsecret.svg",
        "http://static.invalid/static//etc/passwd",
        "http://static.invalid/static/link.svg",
        "http://static.invalid/static/",
        "http://static.invalid/staticsecret.svg",
        "http://static.invalid@127.0.0.1/static/ours.svg",
        "DATA:../secret.svg",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "jar:file:/etc/passwd",
    ],
)
def test_no_way_out_of_the_static_folder(address, secret_file, own_files):
    """T66."""
    with pytest.raises(Exception):  # noqa: B017  whatever it is, nothing comes back
        own_files.fetch(address)


def test_our_own_pictures_are_found(own_files):
    assert b"<svg" in own_files.fetch("http://static.invalid/static/ours.svg").read()


def test_no_other_code_calls_weasyprint():
    """T66."""
    for path in ROOT.glob("*/**/*.py"):
        parts = path.relative_to(ROOT).parts
        if parts[0] not in {"justice_portal", "rehab", "mentoring", "learning", "reporting"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Call):
                names = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                names = (
                    names
                    if getattr(node.func, "attr", getattr(node.func, "id", "")) in {"import_module", "__import__"}
                    else []
                )
            if any(name.split(".")[0] in {"weasyprint", "pydyf"} for name in names):
                assert parts == ("justice_portal", "pdf", "child.py"), path


BOMBS = {
    "wide cell": "<table><tr><td colspan=100000>x</td><td rowspan=60000>y</td></tr></table>" * 5,
    "many words": "<p>" + "word <b>bold</b> " * 100_000 + "</p>",
    "deep": "<div style='display:inline-block'>" * 3000 + "x",
    "many rows": "<table>" + "<tr><td>a</td><td>b</td><td>c</td></tr>" * 60_000 + "</table>",
    "many pages": "<div style='height:100000m'></div>x" + "<p style='break-before:page'>x</p>" * 20_000,
}


@pytest.fixture
def impatient(monkeypatch):
    """Three seconds instead of fifteen, so that the tests are not slow where the rule is the same."""
    render.stop()
    monkeypatch.setattr(render, "SECONDS", 3)
    yield
    render.stop()


def explode(name, seconds):
    print_body("<p>before</p>")
    began = time.monotonic()
    with pytest.raises(PdfTooBig):
        print_body(BOMBS[name])
    assert time.monotonic() - began < seconds
    assert print_body("<p>after</p>").startswith(b"%PDF")


@pytest.mark.fault
@pytest.mark.parametrize("name", ["wide cell", "deep"])
def test_a_bomb_costs_one_child_and_the_next_document_is_made(name, impatient):
    """T67, F22: two of them, and all of them in the proof below."""
    explode(name, seconds=15)


@pytest.mark.proof
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_within_twenty_seconds(name, monkeypatch):
    """T67."""
    monkeypatch.setattr(render, "SECONDS", 15)
    explode(name, seconds=20)


@pytest.mark.fault
def test_a_page_that_wants_too_much_memory_ends_alone(impatient, monkeypatch):
    """F22: with less memory than is real, so that it is soon used up."""
    monkeypatch.setattr(render, "SECONDS", 30)
    monkeypatch.setattr(render, "MEGABYTES", 100)
    with pytest.raises(PdfTooBig):
        print_body(BOMBS["many rows"])
    assert print_body("<p>after</p>").startswith(b"%PDF")


def test_a_child_has_no_more_than_its_share():
    """T67: the limits that the system keeps."""
    print_body("<p>x</p>")
    limits = Path(f"/proc/{render.child_pid()}/limits").read_text()
    assert re.search(rf"Max data size\s+{512 * 1024 * 1024}\s", limits)
    assert re.search(r"Max file size\s+0\s", limits)
    assert re.search(r"Max core file size\s+0\s", limits)


def test_a_page_of_many_megabytes_is_not_even_tried():
    with pytest.raises(PdfTooBig):
        print_body("<p>x</p>" * 1_000_000)
