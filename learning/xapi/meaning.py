"""What a statement is about, as numbers to find it by, and one hash that tells the same statement sent twice."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from learning.xapi.agents import identities, identity
from learning.xapi.statements import CONTEXT_ACTIVITIES

#: What the store sets itself, and what says nothing about what happened.
NOT_TOLD = {"stored", "authority", "version"}
FRACTION = re.compile(r"(\.\d\d)\d+S$")


def term(kind: str, value: str) -> int:
    """A number for a thing that statements are looked for by. Sixty-four bits: two things in the same place are found both."""
    return int.from_bytes(hashlib.sha256(f"{kind} {value}".encode()).digest()[:8], signed=True)


def with_lists(statement: dict[str, Any]) -> dict[str, Any]:
    """Context activities as lists, also where one stood alone (Data 2.4.6.2)."""
    changed = {**statement}
    if isinstance(statement.get("object"), dict) and statement["object"].get("objectType") == "SubStatement":
        changed["object"] = with_lists(statement["object"])
    about = statement.get("context", {}).get("contextActivities")
    if about is not None:
        lists = {name: each if isinstance(each, list) else [each] for name, each in about.items()}
        changed["context"] = {**statement["context"], "contextActivities": lists}
    return changed


def claim_hash(provider: Any, statement: dict[str, Any]) -> str:
    """The same for the same statement of the same provider, and for no other."""
    told = {name: value for name, value in with_lists(statement).items() if name not in NOT_TOLD}
    return hashlib.sha256(f"{provider} {json.dumps(comparable(told), sort_keys=True)}".encode()).hexdigest()


def comparable(told: Any) -> Any:
    """As statements are compared: hundredths of a second are the finest there is in a duration (4.2.7)."""
    if isinstance(told, dict):
        return {
            name: FRACTION.sub(r"\1S", value) if name == "duration" and isinstance(value, str) else comparable(value)
            for name, value in told.items()
        }
    if isinstance(told, list):
        return [comparable(value) for value in told]
    return told


def agents_meant(statement: dict[str, Any]) -> set[int]:
    """Who is actor or object, and the members of such groups: the `agent` of a query."""
    return {term("agent", one) for one in _actors(statement)}


def actor_term(statement: dict[str, Any]) -> int | None:
    known = identity(statement["actor"])
    return term("agent", known) if known else None


def verb_term(statement: dict[str, Any]) -> int:
    return term("verb", statement["verb"]["id"])


def activity_term(statement: dict[str, Any]) -> int | None:
    thing = statement["object"]
    return term("activity", thing["id"]) if thing.get("objectType", "Activity") == "Activity" else None


def registration(statement: dict[str, Any]) -> str | None:
    known: str | None = statement.get("context", {}).get("registration")
    return known


def _actors(statement: dict[str, Any]) -> Iterator[str]:
    yield from identities(statement["actor"])
    if statement["object"].get("objectType") in {"Agent", "Group"}:
        yield from identities(statement["object"])


def related(statement: dict[str, Any]) -> set[int]:
    """Everybody and everything that is mentioned: `related_agents` and `related_activities` of a query."""
    people = {term("related agent", one) for one in _people(statement)}
    return people | {term("related activity", one["id"]) for one in activities_in(statement)}


def _people(statement: dict[str, Any]) -> Iterator[str]:
    yield from _actors(statement)
    said = statement.get("context", {})
    for value in (statement.get("authority"), said.get("instructor"), said.get("team")):
        if value:
            yield from identities(value)
    for one in said.get("contextAgents", []):
        yield from identities(one["agent"])
    for one in said.get("contextGroups", []):
        yield from identities(one["group"])
    if statement["object"].get("objectType") == "SubStatement":
        yield from _people(statement["object"])


def activities_in(statement: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every activity that it mentions."""
    thing = statement["object"]
    kind = thing.get("objectType", "Activity")
    if kind == "Activity":
        yield thing
    about = statement.get("context", {}).get("contextActivities", {})
    for name in CONTEXT_ACTIVITIES:
        given = about.get(name, [])
        yield from given if isinstance(given, list) else [given]
    if kind == "SubStatement":
        yield from activities_in(thing)
