"""The process that makes PDFs: the only code that calls WeasyPrint. It is run as a file, knows no Django and no secret.

It reads pages of HTML from its input and writes PDFs to its output until its input ends. It has no network where the
system lets it give that up, cannot write files, and asks for so much memory and no more (T66, T67).
"""

import ctypes
import io
import json
import logging
import os
import resource
import select
import signal
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

import pydyf
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

MADE, TOO_BIG, TOO_LONG, BROKEN = b"M", b"B", b"L", b"X"
IDLE_SECONDS = 60
#: Where a page believes it is. Only what lies under its static folder is ever opened.
HERE = "http://static.invalid/"
CLONE_NEWNET, CLONE_NEWUSER = 0x40000000, 0x10000000


class OwnFilesOnly(URLFetcher):
    """Opens data: addresses and our own static files: no network, no other file, no redirect."""

    def __init__(self, static_url: str, folders: list[Path]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, timeout=1)
        self.prefix = HERE.rstrip("/") + static_url
        self.folders = [folder.resolve() for folder in folders]

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(self.prefix):
            return self._static(url)
        if url[:5].lower() != "data:":
            raise ValueError("refused")
        return super().fetch(url, headers)

    def _static(self, url: str) -> URLFetcherResponse:
        name = unquote(urlsplit(url).path.removeprefix(urlsplit(self.prefix).path))
        for folder in self.folders:
            file = (folder / name).resolve()
            if file.is_relative_to(folder) and file.is_file():
                return URLFetcherResponse(url, file.read_bytes())
        raise ValueError("refused")


class TooLongError(Exception):
    """More pages than the document may have. pages: how many there are."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


def make(page: str, fetcher: OwnFilesOnly) -> bytes:
    """The page as a tagged PDF: the same bytes for the same page."""
    out = io.BytesIO()
    html = HTML(string=page, base_url=HERE, url_fetcher=fetcher)
    body = html.etree_element.find("body")
    most = int(body.attrib.get("data-most-pages", 0)) if body is not None else 0

    def finish(document: Any, pdf: pydyf.PDF) -> None:
        if most and len(document.pages) > most:
            raise TooLongError(len(document.pages))
        finish_tags(document, pdf)

    html.write_pdf(
        out,
        finisher=finish,
        font_config=FontConfiguration(),
        pdf_variant="pdf/ua-1",
        optimize_images=True,
        dpi=150,
        jpeg_quality=85,
        cache={},
    )
    return out.getvalue()


def finish_tags(document: Any, pdf: pydyf.PDF) -> None:
    """Say what each table heading is the head of, and take running heads and feet out of what is read aloud."""
    for page in document.pages:
        for box in page._page_box.descendants():  # noqa: SLF001  the cells' tags hang on them and nowhere else
            _scope(box)
    for thing in pdf.objects:
        if _is(thing, "/Annot"):
            thing["F"] = 4  # a link is there on paper too
    _hide_margins(pdf)


def _scope(box: Any) -> None:
    mark = getattr(box, "mark", None)
    if isinstance(mark, pydyf.Dictionary) and mark.get("S") == "/TH":
        row = box.element.attrib.get("scope", "col").startswith("row")
        mark["A"]["Scope"] = "/Row" if row else "/Column"


def _hide_margins(pdf: pydyf.PDF) -> None:
    """Text in the page's margins is drawn with a tag that no tag tree holds: make it an artifact, as the standard asks."""
    things = {thing.reference: thing for thing in pdf.objects}
    tags = {reference: thing for reference, thing in things.items() if _is(thing, "/StructElem")}
    root = things[pdf.catalog["StructTreeRoot"]]
    loose = set(tags) - set(_held(root["K"], tags))
    nums = things[root["ParentTree"]]["Nums"]  # page number, its tags, page number, its tags, …
    by_page = dict(zip(nums[::2], nums[1::2], strict=True))
    for page in pdf.objects:
        if _is(page, "/Page"):
            owners = by_page[page["StructParents"]]
            hidden = {number for number, owner in enumerate(owners) if owner in loose}
            _make_artifacts(things[page["Contents"]], hidden)
            for number in hidden:
                owners[number] = "null"
    for reference in loose:
        tags[reference].free = "f"


def _is(thing: Any, kind: str) -> bool:
    return isinstance(thing, dict) and thing.get("Type") == kind


def _held(kids: list[Any], tags: dict[bytes, Any]) -> Iterator[bytes]:
    """References of all tags under these, at any depth."""
    todo = list(kids)
    while todo:
        reference = todo.pop()
        if reference in tags:
            yield reference
            todo += tags[reference]["K"]


def _make_artifacts(content: pydyf.Stream, hidden: set[int]) -> None:
    items = content.stream
    for place, item in enumerate(items):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in hidden:
            items[place - 1] = "/Artifact"
            items[place] = pydyf.Dictionary({"Type": "/Pagination"})


def give_up_powers(megabytes: int) -> None:
    """No network, no writing, no more memory than that."""
    size = megabytes * 1024 * 1024
    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)  # where the system refuses this too, the fetcher still refuses


def serve(source: BinaryIO, answers: BinaryIO, fetcher: OwnFilesOnly, seconds: int) -> None:
    """Answer pages until there are no more, or none for a minute."""
    while select.select([source], [], [], IDLE_SECONDS)[0]:
        head = _read(source, 4)
        if len(head) < 4:
            return
        page = _read(source, struct.unpack("!I", head)[0]).decode()
        # Should whoever asked be gone, nobody else would stop a page that never ends.
        signal.setitimer(signal.ITIMER_REAL, seconds + 2)
        kind, content = _answer(page, fetcher)
        signal.setitimer(signal.ITIMER_REAL, 0)
        answers.write(kind + struct.pack("!I", len(content)) + content)
        answers.flush()
        if kind == TOO_BIG:
            return  # what is left of the memory is not to be trusted


def _read(source: BinaryIO, size: int) -> bytes:
    """So many bytes, or fewer when the input ended."""
    found = b""
    while len(found) < size and (piece := source.read(size - len(found))):
        found += piece
    return found


def _answer(page: str, fetcher: OwnFilesOnly) -> tuple[bytes, bytes]:
    try:
        return MADE, make(page, fetcher)
    except TooLongError as error:
        return TOO_LONG, str(error.pages).encode()
    except (MemoryError, RecursionError):
        return TOO_BIG, b""
    except Exception as error:  # noqa: BLE001  its kind goes to who asked, who raises it; its text may hold data
        return BROKEN, type(error).__name__.encode()


def main() -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends our input
    logging.disable(logging.CRITICAL)  # WeasyPrint quotes addresses and styles, which may be data
    options = json.loads(sys.argv[1])
    fetcher = OwnFilesOnly(options["static_url"], [Path(folder) for folder in options["folders"]])
    # What the process prints by itself must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    make("<!doctype html><html lang=en><title>-</title><p>Warm<b>up</b>", fetcher)
    give_up_powers(options["megabytes"])
    answers.write(b"R")
    answers.flush()
    serve(os.fdopen(0, "rb", buffering=0), answers, fetcher, options["seconds"])


if __name__ == "__main__":
    main()
