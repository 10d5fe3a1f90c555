"""What we send to be saved: a name that is safe on every machine, and headers that make it a file and nothing else."""

import re
import unicodedata
from typing import TypeVar
from urllib.parse import quote

from django.http import HttpResponseBase

R = TypeVar("R", bound=HttpResponseBase)

LONGEST = 60  # characters before the suffix: with nine bytes each in the header, still one short line
#: Separators of paths and of shells on any system, and what looks like them.
UNSAFE = re.compile(r"[/\\:*?\"'<>|%$`;&#~.⁄∕⧸⧹]+")
#: Names that are devices on Windows, whatever their suffix.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def file_name(title: str, suffix: str) -> str:
    """A file name made from title, with our suffix: no path, no control or hidden character, no second suffix (T78)."""
    plain = unicodedata.normalize("NFKC", title)
    plain = UNSAFE.sub(" ", "".join(character if _is_shown(character) else " " for character in plain))
    plain = " ".join(plain.split())[:LONGEST].strip(" -")
    if not plain or DEVICES.fullmatch(plain):
        plain = f"file {plain}".strip()
    return plain + suffix


def _is_shown(character: str) -> bool:
    """Not a control, format, private or unassigned character, nor a variation selector."""
    is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return unicodedata.category(character)[0] != "C" and not is_selector


def as_download(response: R, *, title: str, suffix: str) -> R:
    """Make the browser save this answer under a safe name, and never run or show it."""
    name = file_name(title, suffix)
    plain = (
        unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().removesuffix(suffix).strip() or "file"
    )
    # RFC 6266: the ASCII name for old programs, the full one for the rest.
    response["Content-Disposition"] = f"attachment; filename=\"{plain}{suffix}\"; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
