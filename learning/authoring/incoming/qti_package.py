"""A QTI package: a packed file with a manifest that names its items. Nothing outside it is ever looked for (T74)."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5

from justice_portal.xml_input import BadXml, Element, read_xml
from justice_portal.zip_input import Pack
from learning.authoring.incoming import making
from learning.authoring.incoming.cartridge import read_cartridge
from learning.authoring.incoming.outcome import FileProblem, FileRefusedError, Found, NotTakenError, Why
from learning.authoring.incoming.qti import Item, parts_of, plain_name, said_of
from learning.authoring.incoming.qti_kinds import question_of
from learning.courses.pictures import ADDED

MANIFEST = "imsmanifest.xml"
MOST_PICTURES = 20


def read_item(root: Element, found: Found, name: str = "", pack: Pack | None = None) -> None:
    """One item into what was found. name: where it stands in the package."""

    def picture(address: str) -> str:
        path = _path(name, address)
        if pack is None or path not in pack or len(found.pictures) >= MOST_PICTURES:
            raise NotTakenError(Why.NO_PICTURE)
        called = f"{ADDED}{uuid5(NAMESPACE_URL, path)}"  # until it is kept
        found.pictures.setdefault(called, pack.read(path))
        return called

    title = making.shown(said_of(root, "title"), name or "1")
    try:
        item = Item(root)
        found.take(title, question_of(item, picture), item.said)
    except NotTakenError as error:
        found.skip(title, error.why)


def read_package(pack: Pack) -> Found:
    """Every item that the manifest names, in its order."""
    if MANIFEST not in pack:
        raise FileRefusedError(FileProblem.UNKNOWN)
    manifest, found = read_xml(pack.read(MANIFEST)), Found()
    if any(is_of_cartridge(said_of(one, "type")) for one in parts_of(manifest, "resource")):
        return read_cartridge(manifest, pack)
    for name in _items(manifest, pack):
        try:
            root = read_xml(pack.read(name))
        except BadXml:
            found.skip(making.shown(name.rsplit("/", 1)[-1], name), Why.BROKEN)
            continue
        if plain_name(root) == "assessmentitem":
            read_item(root, found, name, pack)
    return found


def is_of_cartridge(kind: str) -> bool:
    """Whether only a cartridge has parts of this kind."""
    return "imscc" in kind.lower() or kind.lower().startswith(("imsdt", "imswl", "imsbasiclti"))


def _items(manifest: Element, pack: Pack) -> Iterator[str]:
    """The files of items, each once, by what the manifest says they are."""
    seen = set()
    for resource in parts_of(manifest, "resource"):
        kind = said_of(resource, "type").lower()
        if "item" not in kind or not kind.startswith("imsqti"):
            continue
        base = said_of(manifest, "{http://www.w3.org/xml/1998/namespace}base")
        name = _path(join(base, "x") if base else "", said_of(resource, "href"))
        if name in pack and name not in seen:
            seen.add(name)
            yield name


def _path(beside: str, address: str) -> str:
    """The name in the package that an address in one of its files means; none when it leads out."""
    path = normpath(join(dirname(beside), unquote(address.split("?", 1)[0].split("#", 1)[0])))
    return "" if path.startswith(("..", "/")) or ":" in address else path
