"""Packed files from outside: looked over before a byte is unpacked, and then read with a counter (T69, T70).

Nothing is written to the disk, and nothing is repaired: what is odd is refused as a whole.
"""

import io
import re
import stat
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _

from justice_portal.errors import DomainError

MOST_ENTRIES, MOST_BYTES, MOST_RATIO = 2_000, 200 * 1024 * 1024, 100
#: One file of a pack that we read into memory.
LARGEST_ENTRY = 8 * 1024 * 1024
PIECE = 256 * 1024
#: Packs in a pack: how long all of them may be, for us to look whether they hold packs too.
PACKED, MOST_INSIDE = (".zip",), 40 * 1024 * 1024
END = b"PK\x05\x06"
LONGER_END, LOCATOR, LONGER_END_SIZE, LOCATOR_SIZE = b"PK\x06\x06", b"PK\x06\x07", 56, 20  # zip64
END_SIZE, LONGEST_COMMENT, HEADER_SIZE = 22, 65_535, 30
#: An entry of the list at the end: at most this long, so that the list itself is no bomb.
LONGEST_LISTED = 46 + 1_024
ODD_NAME = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]|^/|(^|/)\.\.?(/|$)|//")


class BadZip(DomainError):
    """This is no packed file that we open."""

    def __init__(self) -> None:
        super().__init__(_("This packed file is not made the way it should be. We did not open it."))


class Pack:
    """A packed file whose list was found in order. Names are as they are written in it."""

    def __init__(self, given: bytes) -> None:
        try:
            _check_end(given)
            self._zip = ZipFile(io.BytesIO(given))
            self._entries = {one.filename: one for one in self._zip.infolist() if not one.is_dir()}
            _check(self._zip.infolist(), given)
            self._check_inside()
        except (BadZipFile, LargeZipFile, NotImplementedError, UnicodeError, ValueError, struct.error) as error:
            raise BadZip from error
        except (zlib.error, EOFError, RuntimeError, OSError) as error:  # of a pack in the pack
            raise BadZip from error
        self._left = MOST_BYTES

    def _check_inside(self) -> None:
        """Raise BadZip for packs in packs in this one. One pack in it may be a thing to download; nobody here opens it."""
        left = MOST_INSIDE
        for entry in self._entries.values():
            if not entry.filename.lower().endswith(PACKED):
                continue
            left -= entry.file_size
            if left < 0:
                raise BadZip
            with self._zip.open(entry) as opened, ZipFile(io.BytesIO(opened.read(entry.file_size))) as inner:
                if any(one.lower().endswith(PACKED) for one in inner.namelist()):
                    raise BadZip

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """One file of it, no longer than it said. Raises BadZip, and KeyError when there is none of that name."""
        if self._entries[name].file_size > LARGEST_ENTRY:
            raise BadZip
        return b"".join(self.pieces(name))

    def size(self, name: str) -> int:
        """How long the file says that it is. Raises KeyError."""
        return self._entries[name].file_size

    def pieces(self, name: str) -> Iterator[bytes]:
        """A file of any length, piece by piece. Raises BadZip as soon as it is longer than it said, and at its end when it is shorter."""
        entry, count = self._entries[name], 0
        try:
            with self._zip.open(entry) as opened:
                while piece := opened.read(PIECE):
                    count += len(piece)
                    self._left -= len(piece)
                    if count > entry.file_size or self._left < 0:
                        raise BadZip
                    yield piece
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise BadZip from error
        if count != entry.file_size:
            raise BadZip


class NoPack(Pack):
    """No files: for a list of contents that came without any."""

    def __init__(self) -> None:
        self._entries = {}
        self._left = 0


def _check_end(given: bytes) -> None:
    """Raise BadZip unless there is one end, at the end, and the list before it is of a sane length."""
    place = given.rfind(END, max(0, len(given) - END_SIZE - LONGEST_COMMENT))
    if place < 0 or not given.startswith(b"PK\x03\x04"):
        raise BadZip
    disk, list_disk, here, total, size, offset, comment = struct.unpack("<4xHHHHIIH", given[place : place + END_SIZE])
    if disk or list_disk or here != total or place + END_SIZE + comment != len(given):
        raise BadZip
    if given[max(0, place - LOCATOR_SIZE) : place].startswith(LOCATOR):
        place, total, size, offset = _longer_end(given, place, (total, size, offset))
    if total > MOST_ENTRIES or size > total * LONGEST_LISTED or offset + size != place:
        raise BadZip


def _longer_end(given: bytes, place: int, short: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Where the end begins in the longer form (zip64), and what it says. Raises BadZip where the shorter form says otherwise."""
    disk, start, disks = struct.unpack("<4xIQI", given[place - LOCATOR_SIZE : place])
    if disk or disks > 1 or start + LONGER_END_SIZE + LOCATOR_SIZE != place:
        raise BadZip
    told = struct.unpack("<4sQHHIIQQQQ", given[start : start + LONGER_END_SIZE])
    mark, length, _made, _needs, here_disk, list_disk, here, total, size, offset = told
    if mark != LONGER_END or length != LONGER_END_SIZE - 12 or here_disk or list_disk or here != total:
        raise BadZip
    for said, longer, unsaid in zip(short, (total, size, offset), (0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF), strict=True):
        if said not in {longer, unsaid}:
            raise BadZip
    return start, total, size, offset


def _check(entries: list[ZipInfo], given: bytes) -> None:
    """Raise BadZip for names, sizes or places that no honest pack has."""
    names = [one.filename for one in entries]
    if not entries or len({unicodedata.normalize("NFC", name).casefold() for name in names}) < len(names):
        raise BadZip
    if sum(one.file_size for one in entries) > MOST_BYTES:
        raise BadZip
    for one in entries:
        kind = stat.S_IFMT(one.external_attr >> 16)
        if (
            not one.orig_filename.isprintable()
            or ODD_NAME.search(one.orig_filename)
            or kind not in {0, stat.S_IFREG, stat.S_IFDIR}
        ):
            raise BadZip
        if one.flag_bits & 0x41 or one.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise BadZip  # locked with a password, or packed in a way that we do not know
        if one.file_size > MOST_RATIO * max(one.compress_size, 1) or (one.is_dir() and one.file_size):
            raise BadZip
    end = 0
    for one in sorted(entries, key=lambda entry: entry.header_offset):
        if one.header_offset < end:
            raise BadZip  # two entries share the same bytes
        end = one.header_offset + HEADER_SIZE + len(_local_name(one, given)) + one.compress_size


def _local_name(entry: ZipInfo, given: bytes) -> bytes:
    """The name as the entry itself bears it. Raises BadZip when the list says another."""
    length, _extra = struct.unpack("<26xHH", given[entry.header_offset : entry.header_offset + HEADER_SIZE])
    start = entry.header_offset + HEADER_SIZE
    name = given[start : start + length]
    if name != entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437"):
        raise BadZip
    return name
