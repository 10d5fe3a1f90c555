"""Uploads are shown to a scanner for malware where the deployment has one (T77): what it finds, or cannot look at, is refused.

FILE_SCANNER in the environment names it: `clamd:/run/clamav/clamd.ctl` or `clamd:host:3310` for ClamAV's daemon, or a class
with the one part of Scanner. Without it files are still read by their content, and pictures are made anew.
"""

import logging
import socket
import struct
from collections.abc import Iterator
from functools import cache
from typing import IO, Any, Protocol

from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from justice_portal.environment import env

log = logging.getLogger("justice_portal.security")

CHUNK, SECONDS, LONGEST_ANSWER = 64 * 1024, 20, 4096


class ScannerDown(Exception):
    """It cannot be reached, or could not look at the whole file."""


class Scanner(Protocol):
    def finds(self, file: IO[bytes]) -> str:
        """The name of what it found, or nothing. Raises ScannerDown when it cannot say."""
        ...


class Clamd:
    """ClamAV's daemon over its socket: the file goes there in pieces, and nowhere else."""

    def __init__(self, address: str) -> None:
        self.address = address

    def finds(self, file: IO[bytes]) -> str:
        try:
            with self._reached() as line:
                line.sendall(b"zINSTREAM\0")
                for piece in _pieces(file):
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
                with line.makefile("rb") as said_there:
                    answer = said_there.read(LONGEST_ANSWER).rstrip(b"\0\n").decode(errors="replace")
        except OSError as error:
            raise ScannerDown from error
        said = answer.removeprefix("stream: ")
        if said == "OK":
            return ""
        if said.endswith(" FOUND"):
            return said.removesuffix(" FOUND")
        raise ScannerDown(answer)

    def _reached(self) -> socket.socket:
        if self.address.startswith("/"):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(SECONDS)
            try:
                line.connect(self.address)
            except OSError:
                line.close()
                raise
            return line
        host, _colon, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=SECONDS)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(CHUNK):
        yield piece
    file.seek(0)


@cache
def scanner() -> Scanner | None:
    """The one that the deployment has."""
    named = env("FILE_SCANNER", "")
    kind, _colon, address = named.partition(":")
    if not named:
        return None
    made: Scanner = Clamd(address) if kind == "clamd" else import_string(named)()
    return made


def refuse_malware(upload: Any) -> None:
    """A rule of every field that takes a file: nothing of it is kept before the scanner has said that it is clean."""
    looks = scanner()
    if looks is None:
        return
    try:
        found = looks.finds(upload)
    except ScannerDown:
        log.error("upload refused: the scanner for malware does not answer")
        raise ValidationError(
            _("We cannot check this file now, so we did not keep it. Please try again later.")
        ) from None
    if found:
        log.warning("upload refused: malware=%s size=%s", "".join(filter(str.isprintable, found))[:100], upload.size)
        raise ValidationError(_("This file may do harm, so we did not keep it. Ask staff for help."))
