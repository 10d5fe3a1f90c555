"""cmi5.xml as the parts of a package: courses, blocks and assignable units (AUs), held to the rules of cmi5 (sections 3, 13, 14).

An AU whose page is outside may stand in a course by the standard. It is taken in, named for staff, and never opened.
"""

import re
from typing import Any
from urllib.parse import parse_qsl

from justice_portal.xml_input import BadXml, Element, name_of, read_xml
from justice_portal.zip_input import Pack
from learning.packages.models import Kind
from learning.packages.outcome import PackageRefusedError, Problem
from learning.packages.structure import (
    LONGEST_TITLE,
    OUTSIDE,
    Item,
    Structure,
    address,
    one_line,
    part,
    parts,
    plain,
)
from learning.xapi.shapes import IRI

LIST = "cmi5.xml"
SPACE = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
MOST_UNITS, LONGEST_IRI, LONGEST_DESCRIPTION = 5_000, 500, 1_000
#: What the schema lets stand in each part, in this order; "other" is a part of another namespace (13.2, 13.1.5).
HOLDS = {
    "courseStructure": r"course (objectives )?((au|block) )+(other )*",
    "course": r"title description (other )*",
    "block": r"title description (objectives )?((au|block) )+(other )*",
    "au": r"title description (objectives )?url (launchParameters )?(entitlementKey )?(other )*",
    "objective": r"(title description |description title |)",
    "objectives": r"(objective )+(other )*",
    "title": r"(langstring )+(other )*",
    "description": r"(langstring )+(other )*",
}
#: What each part may say of itself.
SAYS = {
    "course": {"id"},
    "block": {"id"},
    "au": {"id", "moveOn", "masteryScore", "launchMethod", "activityType"},
    "objective": {"id", "idref"},
    "langstring": {"lang"},
}
MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
LAUNCH_METHODS = ("AnyWindow", "OwnWindow")
MASTERY = re.compile(r"\s*(?:0?\.\d{1,4}|0(?:\.0{1,4})?|1(?:\.0{1,4})?|0\.)\s*")
#: The names that we put into the address of an AU ourselves (8.1).
OURS = {"endpoint", "fetch", "actor", "registration", "activityId"}
NO_ADDRESS = re.compile(r"[\s<>\"{}|\\^`]")


def read_cmi5(given: bytes, pack: Pack | None) -> Structure:
    """The parts of a cmi5 course. pack: the files around the list, or none when the list came alone. Raises PackageRefusedError."""
    try:
        root = read_xml(given)
    except BadXml as error:
        raise PackageRefusedError(Problem.XML) from error
    if root.tag != f"{SPACE}courseStructure":
        raise PackageRefusedError(Problem.SCHEMA)
    _check(root)
    reader = Reader(pack)
    course = part(root, "course")
    title, facts = reader.words(course), {"id": reader.iri(course), "description": _words(course, "description")}
    for one in _listed(root):
        reader.new(reader.iri(one))
    reader.read(root, None)
    course_facts = {**facts, "title": title, "units": reader.units, "blocks": reader.blocks}
    return Structure(Kind.CMI5, title, reader.items, {"cmi5": course_facts})


def outside_of(structure: Structure) -> list[str]:
    """The addresses outside that the list itself names."""
    units = structure.more.get("cmi5", {}).get("units", [])
    return [one["url"] for one in units if one["is_outside"]]


def _check(element: Element) -> None:
    """Raise PackageRefusedError for what the schema of the standard does not allow (13.2.0.0-1)."""
    name = name_of(element)
    held = "".join(f"{name_of(one) if one.tag.startswith(SPACE) else _other(one)} " for one in element)
    if not re.fullmatch(
        HOLDS.get(name, r"(other )*" if name not in {"launchParameters", "entitlementKey"} else ".*"), held
    ):
        raise PackageRefusedError(Problem.SCHEMA)
    if any(not key.startswith("{") and key not in SAYS.get(name, ()) for key in element.attrib):
        raise PackageRefusedError(Problem.SCHEMA)
    for one in element:
        if one.tag.startswith(SPACE):
            _check(one)


def _other(element: Element) -> str:
    if not isinstance(element.tag, str) or not element.tag.startswith("{"):
        raise PackageRefusedError(Problem.SCHEMA)
    return "other"


def _words(element: Element | None, name: str) -> str:
    """The words of a title or a description in English, else in the language that comes first."""
    found = part(element, name) if element is not None else None
    texts = list(parts(found, "langstring")) if found is not None else []
    english = [one for one in texts if one.attrib.get("lang", "").lower().startswith("en")]
    chosen = next(iter(english or texts), None)
    most = LONGEST_TITLE if name == "title" else LONGEST_DESCRIPTION
    return one_line("".join(chosen.itertext()) if chosen is not None else "", most)


class Reader:
    """Reads blocks and AUs one below the other. ids: every id so far; each is there once (13.1.2 to 13.1.4)."""

    def __init__(self, pack: Pack | None) -> None:
        self.pack = pack
        self.ids: set[str] = set()
        self.items: list[Item] = []
        self.units: list[dict[str, Any]] = []
        self.blocks: list[dict[str, Any]] = []

    def words(self, element: Element | None) -> str:
        return _words(element, "title")

    def iri(self, element: Element | None) -> str:
        """The id of a part, which is an absolute IRI (3.0.0.0-1)."""
        written = element.attrib.get("id", "").strip() if element is not None else ""
        if len(written) > LONGEST_IRI or not IRI.fullmatch(written) or not written.isprintable():
            raise PackageRefusedError(Problem.IRI)
        return written

    def new(self, iri: str) -> str:
        if iri in self.ids:
            raise PackageRefusedError(Problem.TWICE)
        self.ids.add(iri)
        return iri

    def read(self, parent: Element, above: int | None) -> None:
        for element in parts(parent, "au", "block"):
            if len(self.units) + len(self.blocks) >= MOST_UNITS:
                raise PackageRefusedError(Problem.STRANGE)
            if name_of(element) == "au":
                self._unit(element, above)
            else:
                self._block(element, above)

    def _block(self, element: Element, above: int | None) -> None:
        number = len(self.blocks)
        facts = {"id": self.new(self.iri(element)), "title": self.words(element), "parent": above}
        self.blocks.append({**facts, "description": _words(element, "description"), "objectives": _objectives(element)})
        self.items.append(Item(facts["id"], facts["title"], parent=self._name_of(above)))
        self.read(element, number)

    def _name_of(self, block: int | None) -> str:
        return "" if block is None else str(self.blocks[block]["id"])

    def _unit(self, element: Element, above: int | None) -> None:
        url, href = self._page(element)
        unit = {
            "id": self.new(self.iri(element)),
            "title": self.words(element),
            "description": _words(element, "description"),
            "block": above,
            "objectives": _objectives(element),
            "url": url,
            "href": href,
            "is_outside": not href,
            "move_on": _one_of(element, "moveOn", MOVE_ON),
            "method": _one_of(element, "launchMethod", LAUNCH_METHODS),
            "mastery": _mastery(element),
            "parameters": _plain(element, "launchParameters"),
            "entitlement": _plain(element, "entitlementKey"),
            "kind": one_line(element.attrib.get("activityType", ""), LONGEST_IRI),
        }
        self.units.append(unit)
        item = Item(unit["id"], unit["title"], parent=self._name_of(above), href=href, tells_us=True)
        self.items.append(item)

    def _page(self, element: Element) -> tuple[str, str]:
        """The address as it is written, and that of the page in the package: none when the page is outside."""
        found = part(element, "url")
        url = "".join(found.itertext()).strip() if found is not None else ""
        if not url or NO_ADDRESS.search(url) or not url.isprintable():
            raise PackageRefusedError(Problem.ADDRESS)
        query = url.partition("?")[2].partition("#")[0]
        if OURS & {name for name, _value in parse_qsl(query, keep_blank_values=True)}:
            raise PackageRefusedError(Problem.QUERY)
        if OUTSIDE.match(url):
            return url, ""
        if self.pack is None:
            raise PackageRefusedError(Problem.ALONE)
        return url, address(self.pack, "", url)


def _listed(element: Element) -> list[Element]:
    """The objectives that stand in a course, or that a part of it names."""
    found = part(element, "objectives")
    return list(parts(found, "objective")) if found is not None else []


def _objectives(element: Element) -> list[str]:
    return [one.attrib.get("idref", "")[:LONGEST_IRI] for one in _listed(element)]


def _one_of(element: Element, name: str, known: tuple[str, ...]) -> str:
    written = element.attrib.get(name, known[0])
    if written not in known:
        raise PackageRefusedError(Problem.SCHEMA)
    return written


def _mastery(element: Element) -> str:
    """From 0 to 1, with up to four places, or nothing (13.1.4)."""
    written = element.attrib.get("masteryScore")
    if written is not None and not MASTERY.fullmatch(written):
        raise PackageRefusedError(Problem.SCHEMA)
    return (written or "").strip()


def _plain(element: Element, name: str) -> str:
    found = part(element, name)
    return plain("".join(found.itertext()).strip()) if found is not None else ""
