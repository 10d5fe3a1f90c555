"""Packed files that mean harm: bombs and strange names, each around a course that would be taken without them."""

import io
import random
import stat
import struct
import zipfile
import zlib

from tests.learning.packages.made import FILES, ONE, png

MEGA = 1024 * 1024


def packed_with(*more, listed=ONE):
    """A course, and entries after it: a name or a ZipInfo, and what is in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in ({"imsmanifest.xml": listed, **FILES}).items():
            pack.writestr(name, content)
        for name, content in more:
            pack.writestr(name, content)
    return bytearray(out.getvalue())


def listed_at(content, name):
    """Where the entry of this name begins in the list at the end."""
    return content.rfind(name) - 46


def bombs():
    """The six of T69, by name."""
    yield "flat: a little that becomes much", bytes(packed_with(("film.mp4", bytes(60 * MEGA))))
    inner = bytes(packed_with(*((f"{n}.mp4", bytes(2 * MEGA)) for n in range(3))))
    for _level in range(2):
        inner = bytes(packed_with(*((f"{n}.zip", inner) for n in range(40))))
    deep = packed_with(*((f"{n}.zip", inner) for n in range(40)))
    yield "nested: packs in packs", bytes(deep)
    yield "many: more files than a course has", bytes(packed_with(*((f"{n}.txt", b"") for n in range(2_001))))
    yield "overlap: all share the same bytes", overlapping()
    lying = packed_with(("film.mp4", bytes(range(256)) * 4000))
    struct.pack_into("<I", lying, listed_at(lying, b"film.mp4") + 24, 10)
    yield "lying: it says 10 bytes", bytes(lying)
    yield "together: each one is small enough", together()


def overlapping():
    """Many entries of the list lead to one and the same place."""
    given = packed_with(("film.mp4", bytes(range(256)) * 2000))
    end = given.rfind(b"PK\x05\x06")
    start = struct.unpack_from("<I", given, end + 16)[0]
    at = listed_at(given, b"film.mp4")
    copies = b"".join(
        given[at : at + 46] + f"film{n:04d}.mp4".encode() for n in range(900)
    )  # the name is longer than it says in each, which is put right below
    copies = bytearray(copies)
    size = 46 + len("film0000.mp4")
    for place in range(0, len(copies), size):
        struct.pack_into("<H", copies, place + 28, len("film0000.mp4"))
    tail = bytearray(given[end:])
    count = struct.unpack_from("<H", tail, 10)[0] + 900
    struct.pack_into("<HHI", tail, 8, count, count, end - start + len(copies))
    return bytes(given[:end] + copies + tail)


def together():
    """Each file is packed no more than a hundred times, and they say 240 MB in all: the sum is looked at first."""
    names = [f"{n}.mp4" for n in range(4)]
    given = packed_with(*((name, random.Random(name).randbytes(MEGA)) for name in names))
    for name in names:
        struct.pack_into("<I", given, listed_at(given, name.encode()) + 24, 60 * MEGA)
    return bytes(given)


def link():
    found = zipfile.ZipInfo("link.html")
    found.external_attr = (stat.S_IFLNK | 0o777) << 16
    return found


def other_name():
    """The list at the end says one name, and the entry itself another."""
    given = packed_with(("other.html", b"<p>x</p>"))
    at = given.rfind(b"other.html")
    given[at : at + 10] = b"thing.html"
    return bytes(given)


def with_zero():
    """A name with a zero in it: some readers stop there."""
    given = bytes(packed_with(("page.html@.png", b"<p>x</p>")))
    return given.replace(b"page.html@.png", b"page.html\0.png")


#: The twelve of T70.
NAMES = {
    "up": lambda: packed_with(("../up.html", b"x")),
    "absolute": lambda: packed_with(("/etc/x.html", b"x")),
    "backslash": lambda: packed_with(("a\\..\\b.html", b"x")),
    "drive": lambda: packed_with(("C:x.html", b"x")),
    "link": lambda: packed_with((link(), b"/etc/passwd")),
    "twice": lambda: packed_with(("same.html", b"x"), ("same.htmL", b"x")),
    "case": lambda: packed_with(("INDEX.HTML", b"x")),
    "accents": lambda: packed_with(("caf\u00e9.html", b"x"), ("cafe\u0301.html", b"x")),
    "header": other_name,
    "zero": with_zero,
    "line": lambda: packed_with(("a\nb.html", b"x")),
    "turned": lambda: packed_with(("a\u202elmth.exe.html", b"x")),
}


def flood():
    """A small file that says it is 60,000 by 60,000 points."""
    found = bytearray(png())
    struct.pack_into(">II", found, 16, 60_000, 60_000)
    struct.pack_into(">I", found, 29, zlib.crc32(found[12:29]))
    return bytes(found)
