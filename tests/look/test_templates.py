"""Every template of the product: no inline code, nothing unescaped, no word that cannot be translated."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

from django.template.loader import get_template

from rehab.care.pathways import ICONS as PATHWAY_ICONS
from tests.each import for_each

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
ICONS = {path.stem for path in (ROOT / "static" / "icons").glob("*.svg")}
#: Parts of a page that pages do not call themselves.
OF_THE_BASE = {"brand", "language", "sign_out", "error_summary"}
#: The same word in every language.
NAMES = {"Justice Portal", "English", "Cymraeg", "Samaritans"}
SPOKEN = {
    "alt",
    "title",
    "placeholder",
    "aria-label",
    "aria-description",
    "label",
    "data-left",
    "data-over",
    "data-stop",
}
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)
STYLE_OF_PAPER = re.compile(r"{%\s*block style\s*%}.*?{%\s*endblock\b[^%]*%}", re.DOTALL)
CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)


def named(path):
    return str(path.relative_to(ROOT / "templates"))


class Words(HTMLParser):
    """The words of a template that no tag translates."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_data(self, data):
        self.take(data)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in SPOKEN:
                self.take(value or "")

    def take(self, text):
        words = " ".join(text.split())
        if re.search(r"[^\W\d_]{2,}", words) and words.strip(" -–:.") not in NAMES:
            self.found.append(words)


def bare_words(text):
    reader = Words()
    reader.feed(CODE.sub("", TRANSLATED.sub("", STYLE_OF_PAPER.sub("", COMMENT.sub("", text)))))
    reader.close()
    return reader.found


@for_each(TEMPLATES, ids=named)
def test_every_word_is_marked_for_translation(path):
    assert bare_words(path.read_text()) == []


def test_the_checker_sees_words_and_spoken_attributes():
    text = '<p {% if x %}class="a"{% endif %}>{% translate "ok" %} bad</p><img alt="worse" src="{{ y }}"><b>{{ z }}</b>'
    assert bare_words(text) == ["bad", "worse"]


@for_each(TEMPLATES, ids=named)
def test_no_inline_code_and_nothing_unescaped(path):
    text = COMMENT.sub("", path.read_text())
    if not named(path).startswith("pdf/"):  # paper: no browser and no policy reads it
        assert not re.search(r"<style\b|\sstyle\s*=", text), "inline style"
    assert not re.search(r"\son[a-z]+\s*=", text), "inline handler"
    assert not re.search(r"javascript:", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script, "inline script"
    assert not re.search(r"\|\s*(safe|safeseq)\b|autoescape\s+off", text), "unescaped text"


@for_each(TEMPLATES, ids=named)
def test_named_icons_are_drawn(path):
    wanted = set(re.findall(r"{%\s*icon\s+[\"']([\w-]+)[\"']", path.read_text()))
    assert wanted <= ICONS


def test_icons_that_code_names_are_drawn():
    """Places, panels, news and pathways name their icon in Python."""
    wanted = set(PATHWAY_ICONS.values())
    for app in ("justice_portal", "rehab", "mentoring", "learning", "reporting"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.keyword) and node.arg == "icon" and isinstance(node.value, ast.Constant):
                    wanted.add(node.value.value)
    assert wanted - {""} <= ICONS


@for_each(TEMPLATES, ids=named)
def test_includes_exist(path):
    for name in re.findall(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']", path.read_text()):
        get_template(name)  # raises where it is missing; libraries' templates count


@for_each(COMPONENTS, ids=named)
def test_every_component_is_explained_and_shown(path):
    name = path.stem
    if name in OF_THE_BASE:
        return
    guide = (ROOT / "docs" / "design.md").read_text()
    assert f"`{name}`" in guide, "docs/design.md does not explain it"
    shown = "".join(
        page.read_text() for page in [*(ROOT / "tests/look").glob("*.html"), ROOT / "templates/home.html", *COMPONENTS]
    )
    assert f"components/{name}.html" in shown, "no page of patterns shows it"


def test_no_crown_no_crest_no_borrowed_type(assets):
    for path in (ROOT / "static").rglob("*"):
        assert not re.search(r"crest|crown|opengraph", path.name)
    for sheet in assets.glob("*.css"):
        text = sheet.read_text()
        assert "GDS Transport" not in text
        assert "@font-face" not in text
        assert "http" not in text


def test_each_class_is_dressed_in_one_place():
    """Two rooms that give one name two looks spoil each other's pages."""
    shared = {"_page", "_controls", "_parts", "_home", "_staff_parts", "_endings", "_tokens"}
    homes = {}
    for path in (ROOT / "static" / "scss").glob("_*.scss"):
        # Only rules that begin a line: a rule inside another is about that other.
        for name in re.findall(r"^\.(jp-[a-z-]+)(?=[\s,{])", path.read_text(), re.MULTILINE):
            homes.setdefault(name, set()).add("shared" if path.stem in shared else path.stem)
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}
