"""Reads versions of the policy: every file is checked first; one fault refuses them all."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rehab.licence.inputs import KINDS_OF_INPUT, walk

#: The versions that come with the product.
PACKAGED = Path(__file__).parents[1] / "data"
LARGEST_FILE = 1_000_000
NUMBER = re.compile(r"[1-9][0-9]?\.[0-9]{1,2}")
CODE = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
SLOT = re.compile(r"\{([^{}]*)\}")
LONGEST = 2_000


class BadPolicyError(Exception):
    """The files cannot be loaded. `faults` names each file and place with what is wrong there."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def rank(number: str) -> int:
    """A version number as one that can be compared: 2.1 is before 2.10 and 3.0."""
    major, minor = number.split(".")
    return int(major) * 100 + int(minor)


def read_files(paths: list[Path]) -> list[dict[str, Any]]:
    """The checked content of each file, oldest version first. Raises BadPolicyError naming every fault."""
    if not paths:
        raise BadPolicyError(["There is no .json file."])
    found: dict[str, dict[str, Any]] = {}
    faults = []
    for path in paths:
        content, wrong = _read(path)
        faults += [f"{path.name}: {fault}" for fault in wrong]
        if wrong:
            continue
        if content["version"] in found:
            faults.append(f"{path.name}: version {content['version']} is in another file too.")
        found[content["version"]] = content
    if faults:
        raise BadPolicyError(faults)
    return sorted(found.values(), key=lambda content: rank(content["version"]))


def _read(path: Path) -> tuple[Any, list[str]]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None, [f"the file is larger than {LARGEST_FILE:,} bytes."]
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return None, [f"could not be read: {error.strerror}."]
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return None, ["the file is not good JSON in UTF-8."]
    return content, list(_faults(content))


def _faults(content: Any) -> Iterator[str]:
    if not isinstance(content, dict):
        yield "the file must hold version, standardConditions and additionalConditions."
        return
    if not isinstance(content.get("version"), str) or not NUMBER.fullmatch(content["version"]):
        yield "version must be a number like 4.0."
    codes: set[str] = set()
    for part in ("standardConditions", "additionalConditions"):
        lists = content.get(part)
        if not isinstance(lists, dict) or not isinstance(lists.get("AP"), list) or not lists["AP"]:
            yield f"{part} must hold a list named AP."
            continue
        for kind, entries in lists.items():
            if kind not in {"AP", "PSS"} or not isinstance(entries, list):
                yield f"{part}: {str(kind)[:20]} is not known."
                continue
            for place, entry in enumerate(entries):
                yield from _entry_faults(f"{part}.{kind}[{place}]", entry, codes)
    yield from _hint_faults(content.get("changeHints", []), codes)


def _entry_faults(where: str, entry: Any, codes: set[str]) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{where} is not a condition."
        return
    code = entry.get("code")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        yield f"{where} has no good code."
        return
    if code in codes:
        yield f"{where}: the code {code} stands twice."
    codes.add(code)
    text = entry.get("text")
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        yield f"{where}: the text is missing or too long."
    inputs = entry.get("inputs") or []
    if bool(entry.get("requiresInput")) != bool(inputs):
        yield f"{where}: requiresInput and inputs do not agree."
    yield from _input_faults(where, inputs)
    if isinstance(inputs, list) and all(isinstance(one, dict) for one in inputs):
        names = {one.get("name") for one in walk(inputs)}
        for slot in SLOT.findall(entry.get("tpl") or ""):
            for name in slot.split("||"):
                if name.strip() not in names:
                    yield f"{where}: no input gives {{{name.strip()[:40]}}}."


def _input_faults(where: str, inputs: Any) -> Iterator[str]:
    if not isinstance(inputs, list):
        yield f"{where}: inputs is not a list."
        return
    for one in inputs:
        if not isinstance(one, dict) or not isinstance(one.get("name"), str) or not isinstance(one.get("label"), str):
            yield f"{where}: an input has no name or no label."
            continue
        if one.get("type") not in KINDS_OF_INPUT:
            yield f"{where}: the kind of the input {one['name'][:40]} is not known."
        options = one.get("options") or []
        if one.get("type") in {"radio", "check"} and not options:
            yield f"{where}: the choice {one['name'][:40]} has no options."
        for option in options:
            if not isinstance(option, dict) or not isinstance(option.get("value"), str):
                yield f"{where}: an option of {one['name'][:40]} has no value."
            elif option.get("conditional"):
                yield from _input_faults(where, option["conditional"].get("inputs"))


def _hint_faults(hints: Any, codes: set[str]) -> Iterator[str]:
    if not isinstance(hints, list):
        yield "changeHints is not a list."
        return
    for place, hint in enumerate(hints):
        good = isinstance(hint, dict) and isinstance(hint.get("previousCode"), str)
        if not good or not isinstance(hint.get("replacements"), list):
            yield f"changeHints[{place}] needs previousCode and replacements."
            continue
        # A hint may name what an older version brought and this one no longer has.
        for code in hint["replacements"]:
            if not isinstance(code, str) or not CODE.fullmatch(code):
                yield f"changeHints[{place}]: {str(code)[:40]} is not a code."


def count_conditions(content: dict[str, Any]) -> int:
    parts = (content["standardConditions"], content["additionalConditions"])
    return sum(len(entries) for part in parts for entries in part.values())
