"""imsmanifest.xml of SCORM as the parts of a package."""

from typing import Any

from justice_portal.xml_input import Element
from justice_portal.zip_input import Pack
from learning.packages.models import Kind
from learning.packages.outcome import PackageRefusedError, Problem, Skipped
from learning.packages.scorm_2004 import Course
from learning.packages.structure import (
    LONGEST_TITLE,
    MOST_ITEMS,
    Item,
    Structure,
    address,
    base_of,
    key_of,
    part,
    parts,
    plain,
    root_of,
    said,
    text_of,
)

MANIFEST = "imsmanifest.xml"
VERSIONS = {"1.2": Kind.SCORM_12, "2004 3rd edition": Kind.SCORM_2004_3, "2004 4th edition": Kind.SCORM_2004_4}
#: The namespace of what SCORM 1.2 adds: many packages of that age name no version.
OF_12 = "adlcp_rootv1p2"


def read_scorm(pack: Pack) -> Structure:
    """The parts of a SCORM package. Raises PackageRefusedError."""
    root = root_of(pack, MANIFEST)
    kind = _kind(root)
    organizations, resources = part(root, "organizations"), part(root, "resources")
    chosen = _chosen(organizations) if organizations is not None else None
    if chosen is None or resources is None:
        raise PackageRefusedError(Problem.EMPTY)
    reader = Reader(pack, root, resources)
    reader.read(chosen, "")
    if not any(one.href for one in reader.items):
        raise PackageRefusedError(Problem.EMPTY)
    title = text_of(chosen, "title", most=LONGEST_TITLE)
    more = {} if kind == Kind.SCORM_12 else {"course": _course(root, organizations, chosen, reader)}
    return Structure(kind, title, reader.items, more)


def _course(root: Element, organizations: Element, chosen: Element, reader: "Reader") -> dict[str, Any]:
    course, key = Course(root), key_of(chosen)
    if key in reader.elements:
        raise PackageRefusedError(Problem.STRANGE)
    if len(list(parts(organizations, "organization"))) > 1:
        course.skip(Skipped.ORDER, "")
    return course.read(key, chosen, reader.items, reader.elements)


def _kind(root: Element) -> str:
    metadata = part(root, "metadata")
    version = text_of(metadata, "schemaversion", most=40) if metadata is not None else ""
    if found := VERSIONS.get(version.lower()):
        return found
    if not version and any(OF_12 in key for one in root.iter() for key in one.attrib):
        return Kind.SCORM_12
    raise PackageRefusedError(Problem.KIND)


def _chosen(organizations: Element) -> Element | None:
    """The order of parts that the package says is the usual one, else the first."""
    all_of_them = list(parts(organizations, "organization"))
    wanted = said(organizations, "default")
    return next((one for one in all_of_them if said(one, "identifier") == wanted), next(iter(all_of_them), None))


class Reader:
    """Reads parts one below the other, and finds the page of each."""

    def __init__(self, pack: Pack, root: Element, resources: Element) -> None:
        self.pack, self.root, self.resources = pack, root, resources
        self.by_key = {said(one, "identifier"): one for one in parts(resources, "resource")}
        self.items: list[Item] = []
        self.elements: dict[str, Element] = {}

    def read(self, parent: Element, above: str) -> None:
        for element in parts(parent, "item"):
            if len(self.items) >= MOST_ITEMS:
                raise PackageRefusedError(Problem.STRANGE)
            item = self._item(element, above)
            if item.id in self.elements:
                raise PackageRefusedError(Problem.STRANGE)
            self.items.append(item)
            self.elements[item.id] = element
            self.read(element, item.id)

    def _item(self, element: Element, above: str) -> Item:
        item = Item(key_of(element), text_of(element, "title", most=LONGEST_TITLE), parent=above)
        item.is_shown = said(element, "isvisible").lower() != "false"
        data = part(element, "datafromlms", "dataFromLMS")
        item.launch_data = plain("".join(data.itertext()).strip()) if data is not None else ""
        item.mastery = text_of(element, "masteryscore", most=10)
        item.most_time = text_of(element, "maxtimeallowed", most=30)
        item.time_action = text_of(element, "timelimitaction", "timeLimitAction", most=30)
        if wanted := said(element, "identifierref"):
            resource = self.by_key.get(wanted)
            if resource is None or not said(resource, "href"):
                raise PackageRefusedError(Problem.MISSING)
            base = base_of(self.root, self.resources, resource)
            item.href = address(self.pack, base, said(resource, "href"), said(element, "parameters"))
            item.tells_us = said(resource, "scormtype").lower() == "sco"
        return item
