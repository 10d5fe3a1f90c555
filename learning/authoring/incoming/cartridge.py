"""Common Cartridge 1.1 to 1.3: its quizzes (QTI 1.2) into the quiz, its pages and topics into lessons.

What leads outside (web links, tools of others) is never opened: it is named in the report for somebody to look at.
"""

import re
from collections.abc import Iterator

from justice_portal.xml_input import BadXml, Element, read_xml
from justice_portal.zip_input import Pack
from learning.authoring.incoming import making
from learning.authoring.incoming.outcome import Found, Noted, NotTakenError, Why
from learning.authoring.incoming.qti import parts_of, plain_name, said_of
from learning.authoring.incoming.wording import bare, from_html, line, words
from learning.courses.importer import Content
from learning.quizzes.models import Question

K = Question.Kind
TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,300})</title", re.IGNORECASE)
#: A block of a lesson holds so much; a lesson so many blocks.
BLOCK, BLOCKS = 3500, 20
PAGES = (".html", ".htm", ".xhtml")


def read_cartridge(manifest: Element, pack: Pack) -> Found:
    """All that a cartridge holds, by what its manifest says each part is."""
    found, titles = Found(), _titles(manifest)
    for resource in parts_of(manifest, "resource"):
        kind = said_of(resource, "type").lower()
        name = said_of(resource, "href") or next((said_of(one, "href") for one in parts_of(resource, "file")), "")
        title = titles.get(said_of(resource, "identifier"), "")
        if "imsqti" in kind:
            _quiz(name, pack, found)
        elif kind == "webcontent" and name.lower().endswith(PAGES):
            _page(name, title, pack, found)
        elif kind.startswith("imsdt"):
            _topic(name, title, pack, found)
        elif kind.startswith(("imswl", "imsbasiclti")):
            found.skip(making.shown(bare(title), name), Why.OUTSIDE)
            _outside(name, pack, found)
    return found


def _titles(manifest: Element) -> dict[str, str]:
    """What each part is called where it stands in the order of the course."""
    found = {}
    for item in parts_of(manifest, "item"):
        heading = next((one for one in item if plain_name(one) == "title"), None)
        if heading is not None and said_of(item, "identifierref"):
            found[said_of(item, "identifierref")] = "".join(heading.itertext())
    return found


def _root(name: str, pack: Pack) -> Element | None:
    try:
        return read_xml(pack.read(name)) if name in pack else None
    except BadXml:
        return None


def _outside(name: str, pack: Pack, found: Found) -> None:
    root = _root(name, pack)
    for one in parts_of(root, "url", "launch_url", "secure_launch_url") if root is not None else ():
        address = said_of(one, "href") or "".join(one.itertext()).strip()
        if address and address not in found.links:
            found.links.append(bare(address)[:200])


def _page(name: str, title: str, pack: Pack, found: Found) -> None:
    html = pack.read(name).decode("utf-8", "replace") if name in pack else ""
    heading = TITLE.search(html)
    called = making.shown(bare(title or (heading[1] if heading else "")), name.rsplit("/", 1)[-1])
    _lesson(called, html, "text", found)


def _topic(name: str, title: str, pack: Pack, found: Found) -> None:
    root = _root(name, pack)
    text = next(parts_of(root, "text"), None) if root is not None else None
    called = making.shown(bare(title), name)
    _lesson(called, "".join(text.itertext()) if text is not None else "", "reflect", found)


def _lesson(called: str, html: str, kind: str, found: Found) -> None:
    """A page as a lesson of its own, in blocks that are short enough."""
    said = Noted()
    try:
        blocks = [""]
        for part in from_html(html, said, drops_pictures=True).split("\n\n"):
            if len(blocks[-1]) + len(part) > BLOCK:
                blocks.append("")
            blocks[-1] = f"{blocks[-1]}\n\n{part}".strip()
        if len(blocks) > BLOCKS:
            raise NotTakenError(Why.TOO_LONG)
        made = [{"code": f"part-{n}", "kind": kind, "text": {"en": words(text)}} for n, text in enumerate(blocks, 1)]
        lesson = {"title": {"en": line(called, said)}, "minutes": 10, "blocks": made}
    except NotTakenError as error:
        found.skip(called, error.why)
        return
    found.lessons.append(lesson)
    found.lesson_names.append(called)
    found.say(called, said)


def _quiz(name: str, pack: Pack, found: Found) -> None:
    root = _root(name, pack)
    if root is None:
        found.skip(making.shown(name, "?"), Why.BROKEN)
        return
    for place, item in enumerate(parts_of(root, "item"), 1):
        called, said = making.shown(bare(said_of(item, "title")), str(place)), Noted()
        try:
            found.take(called, _question(item, said), said)
        except NotTakenError as error:
            found.skip(called, error.why)


def _question(item: Element, said: Noted) -> Content:
    shown = next(parts_of(item, "presentation"), None)
    if shown is None:
        raise NotTakenError(Why.BROKEN)
    asked = list(parts_of(shown, "response_lid", "response_str"))
    if len(asked) != 1 or list(parts_of(shown, "response_xy", "response_grp", "response_num")):
        raise NotTakenError(Why.MORE_THAN_ONE if len(asked) > 1 else Why.KIND)
    stem = _words(
        (one for one in shown.iter() if plain_name(one) == "mattext" and one not in set(asked[0].iter())), said
    )
    right = list(_right(item))
    if plain_name(asked[0]) == "response_lid":
        labels = list(parts_of(asked[0], "response_label"))
        options = [
            (_words(parts_of(one, "mattext"), said, marks=False), said_of(one, "ident") in right) for one in labels
        ]
        kind, own = making.choices(options, said, one=said_of(asked[0], "rcardinality").lower() != "multiple")
    elif right:
        if list(parts_of(item, "varsubstring")):
            raise NotTakenError(Why.PATTERN)
        kind, own = K.SHORT, making.short(right)
    else:
        kind, own = K.LONG, making.long(said)
    return making.finished(kind, said, text=stem, feedback=_reason(item, said), **own)


def _words(parts: Iterator[Element], said: Noted, *, marks: bool = True) -> str:
    return "\n\n".join(filter(None, (from_html("".join(one.itertext()), said, with_marks=marks) for one in parts)))


def _right(item: Element) -> Iterator[str]:
    """The answers that are worth something, without those that must not be given."""
    for condition in parts_of(item, "respcondition"):
        worth = [one.text or "" for one in parts_of(condition, "setvar")]
        if any(one.strip().replace(".", "", 1).isdigit() and float(one) > 0 for one in worth):
            never = {id(one) for no in parts_of(condition, "not") for one in no.iter()}
            yield from ((one.text or "").strip() for one in parts_of(condition, "varequal") if id(one) not in never)


def _reason(item: Element, said: Noted) -> str:
    """What is said to all, and to who is right."""
    wanted = [one for one in parts_of(item, "itemfeedback") if said_of(one, "ident") in {"general_fb", "correct_fb"}]
    return "\n\n".join(dict.fromkeys(filter(None, (_words(parts_of(one, "mattext"), said) for one in wanted))))
