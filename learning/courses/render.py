"""Markdown in, safe HTML out. It is run once, when a course is loaded: pages show what was kept."""

import re
from functools import cache
from typing import Any

import nh3
from markdown_it import MarkdownIt

#: What a text may hold. No links, no pictures, no HTML of its own: those are kinds of block.
TAGS = {
    "p", "br", "strong", "em", "ul", "ol", "li", "h2", "h3", "blockquote", "code", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table").disable(["link", "image"])


def render_text(text: str) -> str:
    """Markdown as plain elements, which the style sheet dresses. HTML in the text is shown as it was typed, never obeyed."""
    tokens = _markdown().parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h2" if token.tag == "h1" else "h3"  # the title of the lesson is the h1
    html = _markdown().renderer.render(tokens, _markdown().options, {})
    return nh3.clean(html, tags=TAGS, attributes={"ol": {"start"}}, link_rel=None).strip()


def render_texts(texts: dict[str, str]) -> dict[str, str]:
    return {language: render_text(text) for language, text in texts.items()}


#: The part of a block that is Markdown, by kind. What is not named here is plain text.
MARKDOWN = {"text": "text", "example": "text", "reflect": "text", "audio": "transcript", "check": "question"}
#: What no text for learners holds: code and addresses. The content schema says the same.
UNSAFE = re.compile(r"<[A-Za-z/!]|\]\(|https?:|www\.")


def render_block(block: dict[str, Any]) -> dict[str, str]:
    """The HTML of a block's words in each language; empty for a block without any."""
    return render_texts(block[MARKDOWN[block["kind"]]]) if block["kind"] in MARKDOWN else {}
