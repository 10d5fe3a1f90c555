"""Each file of a package made fit to be shown: its kind is ours to say, addresses outside are taken out and named,
pictures are made anew (T75, T76, T77).

What a script builds while it runs cannot be seen here. The rules that the content's own host sends hold it (see
content_host.py); this list is for the tutor who looks a package over.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image, ImageOps

from justice_portal.xml_input import BadXml, name_of, read_xml
from learning.packages.outcome import Left, Where

HTML, CSS, SCRIPT = "text/html", "text/css", "text/javascript"
SVG = "image/svg+xml"
TYPES = {
    "html": HTML, "htm": HTML, "xhtml": HTML, "css": CSS, "js": SCRIPT, "mjs": SCRIPT, "json": "application/json",
    "xml": "text/xml", "txt": "text/plain", "vtt": "text/vtt", "srt": "text/plain", "csv": "text/plain", "svg": SVG,
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg", "wav": "audio/wav",
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg",
    "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
}  # fmt: skip
#: What may hold an address in words. All of it is read whole.
TEXTS = {HTML, CSS, SCRIPT, SVG, "application/json", "text/xml", "text/plain", "text/vtt"}
PICTURES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
MOST_POINTS, LONGEST_SIDE, LONGEST_NAME = 40_000_000, 4_000, 300
MOST_LINKS, LONGEST_LINK = 200, 200
#: In a drawing: an attribute, or a value of one, that runs something.
RUNS, RUN = re.compile("on", re.IGNORECASE), re.compile(r"\s*(?:javascript|data:text/html|vbscript)\s*", re.IGNORECASE)
#: Names of kinds of document, which look like addresses and lead nowhere.
NO_ADDRESS = re.compile(rb"//(?:www\.)?(?:w3\.org|adlnet\.(?:org|gov)|imsglobal\.org|imsproject\.org|purl\.org|w3id\.org|ltsc\.ieee\.org|schemas\.\w+\.(?:com|org)|ns\.adobe\.com)/")  # fmt: skip
ADDRESS = re.compile(rb"(?:https?|ftp|wss?):\\?/\\?/[^\s\"'<>\\)(`]{3,300}", re.IGNORECASE)
#: An attribute of a page that fetches or leads somewhere, and its value.
ATTRIBUTE = re.compile(
    rb"(\b(?:href|src|srcset|action|formaction|poster|data|background|cite|ping|manifest|longdesc|codebase)\s{0,9}=\s{0,9})"
    rb"(\"[^\"<>]{0,3000}\"|'[^'<>]{0,3000}'|[^\s\"'<>=]{1,3000})",
    re.IGNORECASE,
)
#: A value that names a host, a mailbox or a number.
LEADS_OUT = re.compile(rb"^[\s\"']*(?:(?:https?|ftp|wss?|file|mailto|tel|sms|intent):|[\\/]{2})|,\s*(?:https?:)?//", re.IGNORECASE)  # fmt: skip
REFRESH = re.compile(rb"<meta\b[^<>]{0,400}\brefresh\b[^<>]{0,400}//[^<>]{0,400}>", re.IGNORECASE)
IN_STYLE = re.compile(rb"(url\(\s{0,9}[\"']?|@import\s{1,9}[\"'])((?:(?:https?|ftp):)?//[^\"')\s]{1,2000})", re.IGNORECASE)  # fmt: skip
#: No header shuts WebRTC, which reaches other machines without asking connect-src: pages begin without it. A page that
#: looks for it on purpose, in a window that it makes itself, still finds it: docs/decisions/0022 says what holds there.
HEAD = re.compile(rb"<head\b[^<>]{0,300}>|<html\b[^<>]{0,300}>|<!doctype\b[^<>]{0,300}>", re.IGNORECASE)
WITHOUT_CALLS = b"<script>delete window.RTCPeerConnection;delete window.webkitRTCPeerConnection</script>"


@dataclass
class Cleaned:
    """A file as it is kept. links: addresses outside, and what became of each."""

    content: bytes
    content_type: str
    links: list[tuple[str, Where]] = field(default_factory=list)


class LeftOutError(Exception):
    """This file does not come along."""

    def __init__(self, why: Left) -> None:
        super().__init__(why)
        self.why = why


def type_of(name: str) -> str:
    """What a file is shown as, by the end of its name; none when we do not show it."""
    return TYPES.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


def is_read_whole(name: str) -> bool:
    """Whether the file must be looked into. Sound, film and fonts are only ever sent as what we say that they are."""
    kind = type_of(name)
    return kind in TEXTS or kind in PICTURES


def cleaned(name: str, content: bytes) -> Cleaned:
    """The file as it is kept. Raises LeftOutError."""
    kind = type_of(name)
    if kind in PICTURES:
        return Cleaned(_picture(content, PICTURES[kind]), kind)
    if kind == SVG:
        _check_drawing(content)
    text, encoding = _decoded(content)
    links: list[tuple[str, Where]] = []
    if kind in {HTML, SVG, "text/xml"}:
        text = _without(REFRESH, text, links, lambda _found: b"")
        text = _without_attributes(text, links)
    if kind in {HTML, SVG, CSS}:
        text = _without(IN_STYLE, text, links, lambda found: found[1] + b"data:,")
    taken = {address for address, _where in links}
    for found in ADDRESS.finditer(text):
        address = _shown(found[0])
        if not NO_ADDRESS.search(found[0] + b"/") and address not in taken:
            links.append((address, Where.SCRIPT))
    if kind == HTML:
        text = _without_calls(text)
    return Cleaned(text, kind + encoding, list(dict.fromkeys(links))[:MOST_LINKS])


def _check_drawing(content: bytes) -> None:
    """A drawing is a picture: one that runs something, or speaks of other documents, is left out (T71, T76). Raises LeftOutError."""
    try:
        parts = list(read_xml(content).iter())
    except BadXml as error:
        raise LeftOutError(Left.PICTURE) from error
    for part in parts:
        if name_of(part).lower() in {"script", "handler", "foreignobject"}:
            raise LeftOutError(Left.PICTURE)
        for name, value in part.attrib.items():
            if RUNS.match(name.rpartition("}")[2]) or RUN.match(value):
                raise LeftOutError(Left.PICTURE)


def _without_calls(page: bytes) -> bytes:
    places = {found[0][1:5].lower(): found.end() for found in reversed(list(HEAD.finditer(page[:20_000])))}
    at = places.get(b"head") or places.get(b"html") or places.get(b"!doc") or 0
    return page[:at] + WITHOUT_CALLS + page[at:]


def _decoded(content: bytes) -> tuple[bytes, str]:
    """The text in letters that we can look through, and what to say of them; old pages say themselves what theirs are."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace").encode(), "; charset=utf-8"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content, ""
    return content, "; charset=utf-8"


def _without(
    pattern: re.Pattern[bytes], text: bytes, links: list[tuple[str, Where]], put: Callable[..., bytes]
) -> bytes:
    """The text with what the pattern finds replaced, unless it is only a name."""

    def replaced(found: re.Match[bytes]) -> bytes:
        links.append((_shown(found[found.lastindex or 0]), Where.OUT))
        return put(found)

    return pattern.sub(replaced, text)


def _without_attributes(text: bytes, links: list[tuple[str, Where]]) -> bytes:
    def replaced(found: re.Match[bytes]) -> bytes:
        value = found[2]
        if not LEADS_OUT.search(value) or NO_ADDRESS.search(value + b"/"):
            return found[0]
        links.append((_shown(value), Where.OUT))
        mark = value[:1] if value[:1] in b"\"'" else b'"'
        nowhere = b"#" if found[1].lower().lstrip().startswith(b"href") else b"data:,"
        return found[1] + mark + nowhere + mark

    return ATTRIBUTE.sub(replaced, text)


def _shown(written: bytes) -> str:
    """An address for the report: no more than its words (T41)."""
    text = written.decode("utf-8", "replace").replace("\\/", "/").strip(" \"'\t\r\n")
    return "".join(one for one in text if one.isprintable())[:LONGEST_LINK]


def _picture(content: bytes, kind: str) -> bytes:
    """The picture made anew: no more than its points, never larger than we show. Raises LeftOutError."""
    try:
        with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
            if picture.width * picture.height > MOST_POINTS:
                raise LeftOutError(Left.PICTURE)
            if kind == "GIF":  # it may move
                return _moving(picture)
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright.info = {name: one for name, one in upright.info.items() if name == "transparency"}
            out = io.BytesIO()
            upright.save(out, kind, **({"quality": 88} if kind != "PNG" else {}))
            return out.getvalue()
    except (OSError, ValueError, SyntaxError, EOFError, Warning, Image.DecompressionBombError) as error:
        raise LeftOutError(Left.PICTURE) from error


def _moving(picture: Image.Image) -> bytes:
    frames = getattr(picture, "n_frames", 1)
    if frames > 300 or max(picture.size) > LONGEST_SIDE or frames * picture.width * picture.height > MOST_POINTS:
        raise LeftOutError(Left.PICTURE)
    out = io.BytesIO()
    picture.save(out, "GIF", save_all=frames > 1, comment=b"")
    return out.getvalue()
