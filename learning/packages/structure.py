"""What a package is made of, by its own list of contents. Nothing that the list names outside is ever fetched (T74)."""

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, unquote

from justice_portal.plain_text import is_hidden, tidy
from justice_portal.xml_input import BadXml, Element, name_of, read_xml
from justice_portal.zip_input import Pack
from learning.packages.outcome import PackageRefusedError, Problem

LONGEST_TITLE, LONGEST_ID, LONGEST_TEXT, MOST_ITEMS = 200, 200, 4_096, 500
#: An address that names a scheme or a host.
OUTSIDE = re.compile(r"^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)")
#: What may stand in the address of a file of a package unquoted, and in what comes after it.
IN_PATH, AFTER_PATH = "/~!$&'()*+,;=:@", "/~!$&'()*+,;=:@?#%"


@dataclass
class Item:
    """A part of a package: a page to open when it has an href, else a heading over others."""

    id: str
    title: str
    parent: str = ""
    href: str = ""
    tells_us: bool = False  # a SCO, or an assignable unit: it speaks to us while it is open
    launch_data: str = ""
    mastery: str = ""
    most_time: str = ""
    time_action: str = ""
    is_shown: bool = True


@dataclass
class Structure:
    kind: str
    title: str
    items: list[Item]
    more: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        return {"items": [asdict(one) for one in self.items], **self.more}


def root_of(pack: Pack, name: str) -> Element:
    """The root of the list of contents. Raises PackageRefusedError."""
    try:
        return read_xml(pack.read(name))
    except BadXml as error:
        raise PackageRefusedError(Problem.XML) from error


def parts(parent: Element, *names: str) -> Iterator[Element]:
    """The children of these names, whatever their namespace."""
    return (one for one in parent if name_of(one) in names)


def part(parent: Element, *names: str) -> Element | None:
    return next(parts(parent, *names), None)


def said(element: Element | None, name: str) -> str:
    """An attribute by its plain name: makers write some with a namespace and some without, and in either case."""
    for key, value in element.attrib.items() if element is not None else ():
        if key.rpartition("}")[2].lower() == name:
            return value.strip()
    return ""


def text_of(parent: Element, *names: str, most: int = LONGEST_TEXT) -> str:
    """The words of a child, as one line without anything hidden (T41, T80); none when it is not there."""
    found = part(parent, *names)
    return one_line("".join(found.itertext()) if found is not None else "", most)


def one_line(text: str, most: int) -> str:
    shown = "".join(one for one in tidy(text[: most * 4]) if not is_hidden(one) or one == "\n")
    return " ".join(shown.split())[:most]


def plain(text: str) -> str:
    """A value for the package itself, as it is, but for what no text may hold."""
    return "".join(one for one in text[:LONGEST_TEXT] if one in "\n\t" or unicodedata.category(one)[0] != "C")


def key_of(element: Element) -> str:
    """What the list calls this part. Raises PackageRefusedError when it has no name, or a strange one."""
    key = said(element, "identifier") or said(element, "id")
    if not key or len(key) > LONGEST_ID or not key.isprintable():
        raise PackageRefusedError(Problem.STRANGE)
    return key


def address(pack: Pack, base: str, href: str, after: str = "") -> str:
    """The address of a file in the package, quoted, with what follows its path. Raises PackageRefusedError."""
    if OUTSIDE.match(href) or OUTSIDE.match(base):
        raise PackageRefusedError(Problem.OUTSIDE)
    path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", href, re.DOTALL).groups()
    for written in (path, unquote(path)):
        inside = posixpath.normpath(posixpath.join(base, written))
        if inside.startswith(("/", "../")):
            raise PackageRefusedError(Problem.OUTSIDE)
        if inside in pack:
            return quote(inside, safe=IN_PATH) + quote(_with(mark + rest, after), safe=AFTER_PATH)
    raise PackageRefusedError(Problem.MISSING)


def _with(written: str, after: str) -> str:
    """The query and the fragment of an address with a part's own parameters (SCORM CAM 3.4.1.13)."""
    while after[:1] in {"?", "&"}:
        after = after[1:]
    if not after:
        return written
    if after.startswith("#"):
        return written if "#" in written else written + after
    query, mark, fragment = written.partition("#")
    return f"{query}{'&' if '?' in query else '?'}{after}{mark}{fragment}"


def base_of(*elements: Element) -> str:
    """Where the addresses of a part begin, by the xml:base of each part above it."""
    return posixpath.join("", *(said(one, "base") for one in elements))
