"""Every pair of colours that meets on a page, in every theme, by the formula of WCAG 2.2."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "scss" / "_tokens.scss"
TEXT = [
    ("ink", "page"), ("ink", "card"), ("ink", "sand"), ("ink", "amber-tint"), ("ink", "brand-tint"), ("ink", "quiet"),
    ("ink", "quiet-hover"), ("ink", "good-tint"), ("ink", "private-tint"), ("ink", "bad-tint"), ("ink", "info-tint"),
    ("ink-soft", "page"), ("ink-soft", "card"), ("ink-soft", "sand"), ("ink-soft", "brand-tint"),
    ("link", "page"), ("link", "card"), ("link", "sand"), ("link", "brand-tint"), ("link-hover", "page"),
    ("on-brand", "brand"), ("on-brand", "brand-deep"), ("on-button", "button"), ("on-button", "button-hover"),
    ("good", "good-tint"), ("bad", "bad-tint"), ("bad", "card"), ("bad", "page"), ("info", "info-tint"),
    ("amber-ink", "amber-tint"), ("private", "private-tint"), ("focus-ink", "focus"),
]  # fmt: skip
DRAWN = [("line-strong", "page"), ("line-strong", "card"), ("chart", "card"), ("chart", "page"), ("link", "brand-tint")]


def themes():
    text = TOKENS.read_text()
    found = {}
    for name in ("light", "dim", "contrast"):
        inside = re.search(rf"@mixin {name} {{(.*?)\n}}", text, re.DOTALL)[1]
        given = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", inside))
        found[name] = {**found.get("light", {}), **given}
    return found


def luminance(colour):
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dim", "contrast"])
def test_words_can_be_read_in_every_theme(theme):
    colours = themes()[theme]
    least = 7 if theme == "contrast" else 4.5
    weak = [(ink, on, round(contrast(colours[ink], colours[on]), 2)) for ink, on in TEXT]
    assert [pair for pair in weak if pair[2] < least] == []


@pytest.mark.parametrize("theme", ["light", "dim", "contrast"])
def test_edges_and_marks_can_be_seen_in_every_theme(theme):
    colours = themes()[theme]
    weak = [(mark, on, round(contrast(colours[mark], colours[on]), 2)) for mark, on in DRAWN]
    assert [pair for pair in weak if pair[2] < 3] == []
