"""What authors write becomes plain, safe HTML."""

import pytest
from django.core.exceptions import ValidationError

from learning.courses.localised import check_texts, say
from learning.courses.render import render_text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](http://example.com/x.png)",
        "<a href='http://example.com'>x</a>",
        "<svg/onload=alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "<iframe srcdoc='<script>x</script>'></iframe>",
        "&#x3C;script&#x3E;alert(1)&#x3C;/script&#x3E;",
    ],
)
def test_t64_hostile_text_is_shown_not_obeyed(hostile):
    html = render_text(hostile)
    for bad in ("<script", "<img", "<a ", "<svg", "<iframe"):
        assert bad not in html


def test_t80_template_code_is_printed_as_it_is():
    assert "{{7*7}}" in render_text("{{7*7}} {% load x %}")


def test_markdown_becomes_plain_elements():
    assert render_text("# Big\n\nA **b**.\n\n1. x\n2. y") == (
        "<h2>Big</h2>\n<p>A <strong>b</strong>.</p>\n<ol>\n<li>x</li>\n<li>y</li>\n</ol>"
    )
    assert "<td>1</td>" in render_text("| a |\n|---|\n| 1 |")


def test_a_text_in_the_readers_language_or_in_english_with_a_mark():
    assert say({"en": "Half", "cy": "Hanner"}, "cy") == ("Hanner", "cy", False)
    assert say({"en": "Half"}, "cy") == ("Half", "en", True)
    assert say({"en": "Half", "cy": "Hanner"}, "en-gb").text == "Half"
    assert not say({}, "cy").text


@pytest.mark.parametrize(
    "value", [None, "words", {}, {"cy": "x"}, {"en": " "}, {"en": 1}, {"en": "x", "fr": "y"}, {"en": "x" * 5000}]
)
def test_texts_that_are_no_texts_are_refused(value):
    with pytest.raises(ValidationError):
        check_texts(value)
