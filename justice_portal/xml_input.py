"""XML from outside: parsed once, strictly. Nothing that it speaks of is ever fetched (T71, T74)."""

import io
import re
from collections.abc import Iterator
from typing import Protocol

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from django.utils.translation import gettext_lazy as _

from justice_portal.errors import DomainError

DEEPEST, MOST_PARTS = 60, 200_000
#: A namespace in front of a name.
NAMESPACE = re.compile(r"^\{[^}]*\}")


class Element(Protocol):
    """A part of a document: its name, what it says of itself, its words, its parts, and the words after it."""

    tag: str
    attrib: dict[str, str]
    text: str | None
    tail: str | None

    def __iter__(self) -> "Iterator[Element]": ...

    def iter(self) -> "Iterator[Element]": ...

    def itertext(self) -> Iterator[str]: ...


class BadXml(DomainError):
    """This is no XML that we read."""

    def __init__(self) -> None:
        super().__init__(_("This file is not XML that we can read safely."))


def read_xml(given: bytes) -> Element:
    """The root of a document. Raises BadXml for a document type, entities, deep nesting, too many parts, and for what is none."""
    depth = parts = 0
    root = None
    try:
        for event, part in iterparse(io.BytesIO(given), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            parts += event == "start"
            if depth > DEEPEST or parts > MOST_PARTS:
                raise BadXml
            root = part if root is None else root
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise BadXml from error
    if root is None:
        raise BadXml
    return root


def name_of(part: Element) -> str:
    """The name of a part without its namespace, as it is written."""
    return NAMESPACE.sub("", part.tag) if isinstance(part.tag, str) else ""
