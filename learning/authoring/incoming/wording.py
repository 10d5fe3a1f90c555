"""Words of a file from outside as words for learners: no code, no addresses, no marks that hide something.

HTML and the XML of QTI go through one writer, which knows what to keep and says what it left out.
"""

import re
import unicodedata
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser

import nh3

from justice_portal.plain_text import HIDDEN, UNSEEN, tidy
from learning.authoring.incoming.outcome import Noted, NotTakenError, Why
from learning.courses.render import UNSAFE

LONGEST_TEXT, LONGEST_LINE = 4000, 300
#: HTML longer than this holds no question; to read it could take very long.
LONGEST_HTML = 100_000
BLOCKS = {
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section",
    "article", "figure", "figcaption", "dl", "dt", "dd", "hr", "caption", "address",
}  # fmt: skip
#: What is left out with all that is in it.
DROPPED = {"script", "style", "template", "noscript", "head", "title", "textarea", "select", "button", "svg"}
MEDIA = {"video", "audio", "iframe", "object", "embed", "applet", "canvas", "frame", "source", "track"}
STRONG, SOFT = {"strong", "b"}, {"em", "i"}
KNOWN = BLOCKS | STRONG | SOFT | MEDIA | {"a", "img", "td", "th", "sup", "sub", "math"}
#: What is looked at for addresses, which never go any further.
ADDRESSED = {
    "a": {"href"}, "img": {"alt", "src"}, "iframe": {"src"}, "object": {"data"}, "embed": {"src"}, "video": {"src", "poster"},
    "audio": {"src"}, "source": {"src"},
}  # fmt: skip
SCHEMES = {"http", "https", "ftp", "mailto", "tel", "javascript", "data"}
VOID = {"br", "hr", "img", "embed", "source", "track", "frame", "input", "link", "meta", "wbr", "col", "area"}
RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
ADDRESS = re.compile(r"(?:https?:|ftp:|www\.)[^\s<>\"]{0,2000}", re.IGNORECASE)
FORMULA = re.compile(r"\\\(|\\\[|\$\$")
MOST_LINKS = 50


class Writer:
    """Collects the words between tags.

    with_marks: keep bold, lists and headings, as Markdown. keeps_lines: a line for each paragraph, else all is one line.
    """

    def __init__(
        self, said: Noted, *, with_marks: bool, keeps_lines: bool = False, drops_pictures: bool = False
    ) -> None:
        self.drops_pictures = drops_pictures  # a page is whole without a picture that has no words; a question is not
        self.said, self.with_marks = said, with_marks
        self.pause = "\n\n" if with_marks or keeps_lines else " "
        self.out: list[str] = []
        self.hidden = 0
        self.lists: list[str] = []

    def start(self, tag: str, given: Mapping[str, str | None]) -> None:
        self._address(given)
        if tag in MEDIA:
            self.said.notes.add(Why.MEDIA_OUT)
        if tag in DROPPED | MEDIA:
            self.hidden += tag not in VOID
        elif tag == "math":
            raise NotTakenError(Why.FORMULA)
        elif not self.hidden:
            self._open(tag, given)

    def _open(self, tag: str, given: Mapping[str, str | None]) -> None:
        if tag == "img":
            words = (given.get("alt") or "").strip()
            if not words and not self.drops_pictures:
                raise NotTakenError(Why.PICTURE)
            self.said.notes.add(Why.PICTURE_OUT)
            self.out.append(f" ({_safe(words)}) " if words else " ")
        elif tag == "li" and self.with_marks:
            self.out.append("\n1. " if self.lists[-1:] == ["ol"] else "\n- ")
        elif tag in BLOCKS:
            self.lists += [tag] if tag in {"ul", "ol"} else []
            self.out.append(self.pause)
        elif tag in {"td", "th"}:
            self.out.append(" ")
        elif tag in STRONG | SOFT and self.with_marks:
            self.out.append("\0" if tag in STRONG else "\1")

    def end(self, tag: str) -> None:
        if tag in DROPPED | MEDIA:
            self.hidden = max(0, self.hidden - (tag not in VOID))
        elif self.hidden:
            return
        elif tag in {"ul", "ol"}:
            self.lists = self.lists[:-1]
            self.out.append(self.pause)
        elif tag in BLOCKS - {"li", "br"}:
            self.out.append(self.pause)
        elif tag in STRONG | SOFT and self.with_marks:
            self.out.append("\0" if tag in STRONG else "\1")

    def text(self, words: str) -> None:
        if words and not self.hidden:
            self.out.append(self._plain(words))

    def small(self, tag: str, words: str) -> None:
        """Words above or below the line, as in m²."""
        table = RAISED if tag == "sup" else LOWERED
        known = words.strip().translate(table)
        self.text(known if known != words.strip() else f"{'^' if tag == 'sup' else ''}{words}")

    def _plain(self, words: str) -> str:
        found = ADDRESS.findall(words)
        for one in found:
            self._left_out(one)
        if FORMULA.search(words):
            raise NotTakenError(Why.FORMULA)
        said = _safe(ADDRESS.sub("(link)", re.sub(r"\s+", " ", words)))
        return re.sub(r"([*`])", r"\\\1", said) if self.with_marks else said

    def _address(self, given: Mapping[str, str | None]) -> None:
        for name in ("href", "src", "data", "action", "poster"):
            address = (given.get(name) or "").strip()
            if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE) and not address.startswith("data:"):
                self._left_out(address)

    def _left_out(self, address: str) -> None:
        self.said.notes.add(Why.LINK_OUT)
        if len(self.said.links) < MOST_LINKS and (shown := clean(address)[:200]) not in self.said.links:
            self.said.links.append(shown)

    @property
    def words(self) -> str:
        text = "".join(self.out)
        if not self.with_marks:
            return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
        text = re.sub(r"\x00\s*\x00|\x01\s*\x01", " ", text)
        text = _closed(_closed(text, "\0", "**"), "\1", "*")
        lines = [" ".join(line.split()) for line in text.split("\n")]
        lines = [re.sub(r"^([#>=])", r"\\\1", line) for line in lines]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _closed(text: str, sign: str, mark: str) -> str:
    """The text with pairs of a sign as a Markdown mark close round the words; a sign without its pair is dropped."""
    parts = text.split(sign)
    made = parts[0]
    for place, part in enumerate(parts[1:], 1):
        is_inside = place % 2 == 1 and place < len(parts) - 1
        if is_inside and "\n" not in part and part.strip():
            lead, tail = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
            made += f"{lead}{mark}{part.strip()}{mark}{tail}"
        else:
            made += part
    return made


class _Html(HTMLParser):
    def __init__(self, writer: Writer) -> None:
        super().__init__(convert_charrefs=True)
        self.writer, self.raised = writer, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.raised = tag if tag in {"sup", "sub"} else ""
        self.writer.start(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self.raised = ""
        self.writer.end(tag)

    def handle_data(self, data: str) -> None:
        if self.raised:
            self.writer.small(self.raised, data)
        else:
            self.writer.text(data)


def from_html(
    text: str, said: Noted, *, with_marks: bool = True, keeps_lines: bool = False, drops_pictures: bool = False
) -> str:
    """The words of HTML. Raises NotTakenError for a formula, and for a picture without words."""
    if len(text) > LONGEST_HTML:
        raise NotTakenError(Why.TOO_LONG)
    writer = Writer(said, with_marks=with_marks, keeps_lines=keeps_lines, drops_pictures=drops_pictures)
    parser = _Html(writer)
    try:
        parser.feed(_tidied(clean(text)))
        parser.close()
    except AssertionError as error:  # what the parser says of a mark that is no mark
        raise NotTakenError(Why.BROKEN) from error
    return writer.words


def _tidied(html: str) -> str:
    """The same HTML well formed, with no tags but those that the writer knows: then reading it takes as long as it is."""
    return nh3.clean(
        html, tags=KNOWN, clean_content_tags=DROPPED, attributes=ADDRESSED, url_schemes=SCHEMES, link_rel=None
    )


def bare(text: str) -> str:
    """Any text as a name to show: without tags, whatever is in it."""
    return " ".join(unescape(re.sub(r"<[A-Za-z/!][^<>]{0,1000}>", " ", clean(text[:2000]))).split())


def clean(text: str) -> str:
    """The text without signs that cannot be seen, or that turn the direction of reading (T78), but for ends of lines."""
    return "".join(c for c in HIDDEN.sub("", tidy(text)) if c == "\n" or unicodedata.category(c) not in UNSEEN)


def _safe(text: str) -> str:
    """The text without what looks like code."""
    return re.sub(r"<(?=[A-Za-z/!])", "< ", clean(text)).replace("](", "] (")


def line(text: str, said: Noted) -> str:
    """Plain words as one line. Raises NotTakenError."""
    words = " ".join(text.split())
    for sign, other in (("*", "\N{MULTIPLICATION SIGN}"), ("|", "/"), ("#", "")):
        if sign in words:
            said.notes.add(Why.SIGNS)
            words = words.replace(sign, other)
    return _checked(words.strip(), LONGEST_LINE)


def passage(text: str, said: Noted) -> str:
    """A text with places in it, already marked [1] or [a: words]: a line a paragraph. Raises NotTakenError."""
    lines = [line(one, said) for one in text.split("\n") if one.strip()]
    return _checked("\n".join(lines), 1500)


def words(text: str) -> str:
    """Markdown. Raises NotTakenError."""
    return _checked(text.strip(), LONGEST_TEXT)


def _checked(text: str, most: int) -> str:
    if not text:
        raise NotTakenError(Why.EMPTY)
    if len(text) > most:
        raise NotTakenError(Why.TOO_LONG)
    if UNSAFE.search(text):
        raise NotTakenError(Why.SHAPE)
    return text
