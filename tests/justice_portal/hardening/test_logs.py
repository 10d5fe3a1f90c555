"""T96: whatever somebody sends, an event is one line of the log, and the line is JSON."""

import io
import json
import logging

import pytest

from justice_portal.logs import JsonFormatter

HOSTILE = (
    "a\r\nb", "a\nFAKE line", "\x1b[31mred\x1b[0m", "\x00", "\u2028", "\u2029", "\x85", "\u202egnol", '"}\n{"level":"INFO"', "\x07\x08\x7f",
)  # fmt: skip


@pytest.fixture
def log():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    loggers = [logging.getLogger(name) for name in ("django.request", "django.security", "justice_portal")]
    before = [one.level for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        one.setLevel(logging.DEBUG)
    yield stream
    for one, level in zip(loggers, before, strict=True):
        one.removeHandler(handler)
        one.setLevel(level)


@pytest.mark.parametrize("text", HOSTILE)
def test_t96_what_is_logged_stays_on_its_line(log, text):
    logging.getLogger("justice_portal").warning("found %s", text)
    lines = log.getvalue().split("\n")
    assert len(lines) == 2
    assert lines[0].isascii()
    assert lines[0].isprintable()
    assert json.loads(lines[0])["message"] == f"found {text}"


@pytest.mark.parametrize("text", HOSTILE)
def test_t96_a_request_cannot_write_a_line_of_its_own(client, db, log, text):
    sent = text.replace("\r", "").replace("\n", "").replace("\x00", "")
    client.get("/nothing-here/", {"q": text}, headers={"User-Agent": sent, "X-Request-ID": sent, "Referer": sent})
    client.post("/sign-in/", {"number": text, "password": text, text: text})
    client.get("/" + "%0d%0aFAKE%1b[31m")
    lines = log.getvalue().splitlines()
    assert lines
    assert all(line.isascii() and line.isprintable() and json.loads(line)["level"] for line in lines)
    assert not any(json.loads(line)["message"].startswith("FAKE") for line in lines)
