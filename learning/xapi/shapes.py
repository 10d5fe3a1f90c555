"""The small shapes that statements are made of, each as a check that raises Refused with the path to what is wrong.

Nothing here opens an address: an IRI is a name, and is only looked at.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from learning.xapi.problems import Refused

Check = Callable[[Any, str], None]

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
MAILTO = re.compile(r"mailto:[^@\s<>]+@[^@\s<>]+")
SHA1 = re.compile(r"[0-9a-f]{40}", re.IGNORECASE)
SHA2 = re.compile(r"[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}", re.IGNORECASE)
LANGUAGE = re.compile(r"(?:[A-Za-z]{2,8}|[ix])(?:-[A-Za-z0-9]{1,8})*")
MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:\s*;.*)?")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,12}))?(Z|z|[+-]\d\d(?::?\d\d)?)?")
DURATION = re.compile(
    r"P(?:\d+W|(?=.)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?D)?"
    r"(?:T(?=.)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?)"
)
VERSION = re.compile(r"(?:1\.0|2\.0)(?:\.\d+)?")


def wrong(path: str, why: str) -> Refused:
    return Refused(f"{path}: {why}")


def matching(pattern: re.Pattern[str], name: str) -> Check:
    """Text that a pattern knows whole."""

    def check(value: Any, path: str) -> None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise wrong(path, f"must be {name}")

    return check


def of_kind(kind: type | tuple[type, ...], name: str) -> Check:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise wrong(path, f"must be {name}")

    return check


iri = matching(IRI, "an IRI with a scheme")
uuid = matching(UUID, "a UUID")
mailto = matching(MAILTO, "a mailto IRI")
sha1 = matching(SHA1, "a SHA-1 in hexadecimal")
sha2 = matching(SHA2, "a SHA-2 in hexadecimal")
language = matching(LANGUAGE, "a language tag")
media_type = matching(MEDIA_TYPE, "a media type")
duration = matching(DURATION, "an ISO 8601 duration")
version = matching(VERSION, "a version that is known here")
text = of_kind(str, "text")
flag = of_kind(bool, "true or false")
number = of_kind((int, float), "a number")
mapping = of_kind(dict, "an object")


def whole(value: Any, path: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value) or value < 0:
        raise wrong(path, "must be a whole number")


def one_of(*values: str) -> Check:
    def check(value: Any, path: str) -> None:
        if value not in values:
            raise wrong(path, f"must be one of {', '.join(values)}")

    return check


def list_of(check_each: Check, *, empty: bool = True) -> Check:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, list) or (not value and not empty):
            raise wrong(path, "must be a list" if empty else "must be a list of at least one")
        for at, each in enumerate(value):
            check_each(each, f"{path}[{at}]")

    return check


def made_of(
    value: Any, path: str, *, needs: Mapping[str, Check] | None = None, may: Mapping[str, Check] | None = None
) -> None:
    """An object with these properties and no others. Null stands nowhere but in extensions."""
    mapping(value, path)
    needs, may = needs or {}, may or {}
    for name in needs:
        if name not in value:
            raise wrong(path, f"needs {name}")
    for name, each in value.items():
        check = needs.get(name) or may.get(name)
        if check is None:
            raise wrong(path, f"may not have {name[:60]}")
        check(each, f"{path}.{name}")


def language_map(value: Any, path: str) -> None:
    mapping(value, path)
    for tag, words in value.items():
        language(tag, f"{path}, language {tag[:20]}")
        text(words, f"{path}.{tag}")


def extensions(value: Any, path: str) -> None:
    """Names are IRIs; what they lead to may be anything, nothing too."""
    mapping(value, path)
    for name in value:
        iri(name, f"{path}, name {name[:60]}")


def moment(value: Any, path: str) -> None:
    read_moment(value, path)


def read_moment(value: Any, path: str) -> datetime:
    """The moment, in UTC. Without a zone it is UTC; an offset of minus nothing says that nobody knows it: refused."""
    found = MOMENT.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise wrong(path, "must be a timestamp")
    day, clock, fraction, zone = found.groups()
    zone = "+00:00" if zone in {None, "Z", "z"} else zone
    if zone in {"-00", "-0000", "-00:00"}:
        raise wrong(path, "must be a timestamp whose offset is known")
    try:
        at = datetime.fromisoformat(f"{day}T{clock}{'.' + fraction[:6].ljust(6, '0') if fraction else ''}{zone}")
        return at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise wrong(path, "must be a timestamp") from error


def written(at: datetime) -> str:
    """A moment as the store writes it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
