"""The formal text of a condition: the policy's words with its inputs in their places."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from rehab.licence.inputs import SLOT, SPACES, asked, is_victims, parse_clock, walk

#: What stands in the text for who a condition protects: the paper names them, the portal never does.
NOT_SAID = "the people named to you by your supervising officer"
#: What an input that was left out means, where the policy does not say it.
LEFT_OUT = {"approvedPremises": "the approved premises where you reside"}


def formal_text(entry: Mapping[str, Any], given: Mapping[str, Any]) -> str:
    """The text as the policy words it. The law is written in English: so are dates in it, whoever reads."""
    if not entry.get("tpl"):
        return str(entry["text"])
    inputs = {one["name"]: one for one in asked(entry.get("inputs") or [], given)}
    defaults = {
        one["name"]: one.get("defaultValue") or LEFT_OUT.get(one["name"], "") for one in walk(entry.get("inputs") or [])
    }

    def fill(found: re.Match[str]) -> str:
        for name in (part.strip() for part in found[1].split("||")):
            if is_victims(entry, name):
                return NOT_SAID if name == "name" else ""
            one, value = inputs.get(name), given.get(name)
            if one is not None and value not in (None, "", []):
                return str(one.get("includeBefore") or "") + said(one, value)
            if defaults.get(name) and "||" not in found[1]:
                return defaults[name]
        return ""

    text = SPACES.sub(" ", SLOT.sub(fill, entry["tpl"])).replace(" ,", ",").replace(" .", ".")
    return text.strip()


def said(one: Mapping[str, Any], value: Any) -> str:
    """One input as it stands in the text."""
    values = value if isinstance(value, list) else str(value).splitlines()
    words = [_cased(one, _plain(item)) for item in values if str(item).strip()]
    if one.get("handleIndefiniteArticle"):
        words = [f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}" for word in words]
    joint = " or " if one.get("listType") == "OR" else " and "
    return joint.join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _plain(item: Any) -> str:
    text = str(item).strip()
    with translation.override("en-gb"):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text) and (day := parse_date(text)):
            return day_in_words(day)
        if re.fullmatch(r"\d\d:\d\d", text) and (at := parse_clock(text)):
            return at.strftime("%-I:%M%p").lower().replace(":00", "")
    return text


def day_in_words(day: date) -> str:
    return date_format(day, "j F Y")


def _cased(one: Mapping[str, Any], text: str) -> str:
    if one.get("case") == "lower":
        return text.lower()
    if one.get("case") == "capitalised":
        return text[:1].upper() + text[1:]
    return text
