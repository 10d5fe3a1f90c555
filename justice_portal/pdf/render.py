"""render_pdf(): a Django template as a tagged PDF, made in a child process that can be killed.

WeasyPrint is loaded once in the child and stays; a page that takes too long or too much memory costs that child, and the
next page gets a new one.
"""

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.errors import DomainError

CHILD = Path(__file__).with_name("child.py")
SECONDS = 15
#: A new child loads WeasyPrint first, on a busy machine too.
SECONDS_TO_START = 60
MEGABYTES = 512
LARGEST_PAGE = 4 * 1024 * 1024
#: After so many documents the child is replaced, should it ever leak.
DOCUMENTS = 500


class PdfTooBig(DomainError):
    """The page is too long, too wide or too tangled to print: trying again would not help."""

    code = "too_big"

    def __init__(self) -> None:
        super().__init__(gettext_lazy("This is too big to print."))


class PdfTooLong(DomainError):
    """The document has more pages than its template allows (most_pages). pages: how many it has."""

    code = "too_long"

    def __init__(self, pages: int) -> None:
        super().__init__(gettext_lazy("This is too long to print."))
        self.pages = pages


class PdfBroken(Exception):
    """WeasyPrint failed in a way that we did not expect. Holds the kind of its error, never the text."""


def made_for(reader: Any, at: datetime) -> str:
    """For whom a document was made and when, in the language of this moment: stands on each of its pages (T108)."""
    when = date_format(at.astimezone(clock.LONDON), "j F Y, H:i")
    if reader is None:
        return _("Made %(when)s") % {"when": when}
    return _("Made for %(name)s, %(when)s") % {"name": reader.name, "when": when}


def render_pdf(template_name: str, context: Mapping[str, object], *, title: str, language: str) -> bytes:
    """The template, which extends pdf/base.html, as a tagged PDF. Equal input gives equal bytes.

    title stands in the document's properties and on the reader's window: no names, no numbers (T68).
    most_pages in the context is how many pages it may have: with more it raises PdfTooLong.
    Raises PdfTooBig after 15 seconds or 512 MB. For jobs: a page must not wait for it.
    """
    with translation.override(language):
        return print_page(render_to_string(template_name, {**context, "title": title, "language": language}))


def print_page(page: str) -> bytes:
    """A whole page of HTML as a tagged PDF; see render_pdf."""
    content = page.encode()
    if len(content) > LARGEST_PAGE:
        raise PdfTooBig
    return _own_press().make(content)


class Press:
    """The child of one process, and the conversation with it."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.lock = threading.Lock()
        self.child: subprocess.Popen[bytes] | None = None
        self.made = 0

    def make(self, page: bytes) -> bytes:
        with self.lock:
            if self.made >= DOCUMENTS:
                self.stop()
            try:
                kind, content = self._ask(page) or self._ask(page) or (b"B", b"")
            except BaseException:
                self.stop()  # whatever it is doing, nobody waits for it now
                raise
        if kind == b"B":
            raise PdfTooBig
        if kind == b"L":
            raise PdfTooLong(int(content))
        if kind == b"X":
            raise PdfBroken(content.decode())
        self.made += 1
        return content

    def stop(self) -> None:
        if self.child is None or self.owner != os.getpid():
            return
        self.child.kill()
        self.child.wait()
        for end in (self.child.stdin, self.child.stdout):
            if end:
                end.close()
        self.child, self.made = None, 0

    def _start(self) -> None:
        self.stop()
        self.child = subprocess.Popen(
            [sys.executable, "-s", "-P", str(CHILD), _options()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env={"LANG": "C.UTF-8", "PATH": os.defpath, "PYTHONHASHSEED": "0", "TZ": "UTC"},
        )
        with self._no_longer_than(SECONDS_TO_START):
            if self._read(1) != b"R":
                raise PdfBroken("the child did not start")

    def _ask(self, page: bytes) -> tuple[bytes, bytes] | None:
        """The child's answer; None when it had left of its own accord, being idle, before it read the question."""
        if self.child is None or self.child.poll() is not None:
            self._start()
        child = self.child
        assert child is not None
        assert child.stdin is not None
        with self._no_longer_than(SECONDS):
            try:
                child.stdin.write(struct.pack("!I", len(page)) + page)
                head = self._read(5)
                return head[:1], self._read(struct.unpack("!I", head[1:])[0])
            except (EOFError, BrokenPipeError):
                if child.wait() == 0:
                    return None
                raise PdfTooBig from None  # killed: by the clock, or by its limit of memory

    def _read(self, size: int) -> bytes:
        assert self.child is not None
        assert self.child.stdout is not None
        found = bytearray()
        while len(found) < size:
            piece = self.child.stdout.read(size - len(found))
            if not piece:
                raise EOFError
            found += piece
        return bytes(found)

    @contextmanager
    def _no_longer_than(self, seconds: float) -> Iterator[None]:
        assert self.child is not None
        timer = threading.Timer(seconds, self.child.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _options() -> str:
    folders = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS]
    return json.dumps(
        {
            "static_url": settings.STATIC_URL,
            "folders": [str(folder) for folder in folders],
            "megabytes": MEGABYTES,
            "seconds": SECONDS,
        }
    )


_press: Press | None = None
_starting = threading.Lock()


def stop() -> None:
    """End this process's child; the next page starts another."""
    _own_press().stop()


def child_pid() -> int | None:
    """The process that prints for this one, if there is one."""
    child = _own_press().child
    return child.pid if child else None


def _own_press() -> Press:
    """This process's press: none is inherited by a fork."""
    global _press  # noqa: PLW0603
    with _starting:
        if _press is None or _press.owner != os.getpid():
            _press = Press()
            atexit.register(_press.stop)
    return _press
