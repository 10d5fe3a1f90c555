"""T77: what is uploaded is shown to the scanner first; what it finds, and all while it is down, is refused in plain words."""

import re
import socketserver
import struct
import threading
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from justice_portal import scanning
from justice_portal.keys import uuid7
from learning.authoring.forms import BlockForm
from rehab.models import Letter
from tests.rehab.checkins.rows import picture

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
ROOT = Path(__file__).parents[3]


class Daemon(socketserver.StreamRequestHandler):
    """Speaks as clamd does, and knows one signature."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        seen = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            seen += self.rfile.read(size)
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in seen else b"stream: OK\0")


@pytest.fixture
def daemon(tmp_path, monkeypatch):
    """A scanner at a socket; switched off by closing it."""
    path = tmp_path / "clamd.ctl"
    monkeypatch.setenv("FILE_SCANNER", f"clamd:{path}")
    scanning.scanner.cache_clear()
    with socketserver.ThreadingUnixStreamServer(str(path), Daemon) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        server.path = path
        yield server
        server.shutdown()
    scanning.scanner.cache_clear()


def send(client, world, content):
    url = reverse("letters:add", args=[world.someone.pk])
    photo = SimpleUploadedFile("letter.jpg", content, "image/jpeg")
    return client.post(url, {"key": str(uuid7()), "kind": "letter", "title": "From the council", "photo": photo})


def test_t77_what_the_scanner_finds_or_cannot_look_at_is_refused_and_the_words_stay(world, browse, daemon, caplog):
    mine = browse(world.person)
    page = send(mine, world, picture() + EICAR).text
    assert "This file may do harm" in page
    assert "From the council" in page
    assert "Eicar-Test-Signature" in caplog.text
    assert "council" not in caplog.text
    assert not Letter.objects.exists()
    assert send(mine, world, picture()).status_code == 302
    assert Letter.objects.count() == 1
    daemon.path.unlink()
    assert "We cannot check this file now" in send(mine, world, picture()).text
    assert Letter.objects.count() == 1


def test_t77_a_field_that_a_form_adds_late_is_scanned_too(db, daemon):
    upload = SimpleUploadedFile("map.jpg", picture() + EICAR, "image/jpeg")
    form = BlockForm({}, {"upload": upload}, kind="picture", block=None)
    assert "may do harm" in str(form.errors["upload"])


#: The one address where a program sends a file: it is read by the form of the page.
PROGRAMS = "learning/cmi5/api.py"


def test_t77_no_upload_goes_past_the_forms():
    lines = {
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for app in ("justice_portal", "rehab", "mentoring", "learning", "reporting")
        for path in (ROOT / app).rglob("*.py")
        for line in path.read_text().splitlines()
        if re.search(r"\.FILES\b|MultiPartParser|FileUploadParser|request\.upload_handlers", line)
    }
    past = {line for line in lines if not re.search(r"\b\w*[Ff]orm(_of)?\(.*request\.FILES", line)}
    past = {line for line in past if not (line.startswith(PROGRAMS) and "MultiPartParser" in line)}
    assert {line for line in past if '"file" in request.FILES' not in line} == set()
    assert len(lines) > 10
