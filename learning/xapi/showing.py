"""The three ways a statement is given out: exact, ids, canonical (Communication 2.1.3)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from learning.xapi.agents import bare
from learning.xapi.statements import CONTEXT_ACTIVITIES

FORMATS = ("exact", "ids", "canonical")
Thing = dict[str, Any]


def accepted(header: str) -> list[str]:
    """The languages of an Accept-Language, the dearest first."""
    found = []
    for at, part in enumerate(header.split(",")):
        tag, _semi, rest = part.strip().partition(";")
        weight = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", rest)
        if tag:
            found.append((-(float(weight[1]) if weight else 1.0), at, tag.lower()))
    return [tag for _weight, _at, tag in sorted(found)]


def one_language(words: Mapping[str, str], wanted: list[str]) -> dict[str, str]:
    """The words in the language that fits best; in the first there is when none does."""
    by_tag = {tag.lower(): tag for tag in words}
    for want in wanted:
        fits = [tag for tag in by_tag if tag == want or tag.startswith(f"{want}-") or want.startswith(f"{tag}-")]
        if fits:
            best = by_tag[min(fits, key=lambda tag: (tag != want, not tag.startswith(want)))]
            return {best: words[best]}
    return dict([next(iter(words.items()))]) if words else {}


def shown(statement: Thing, way: str, *, languages: list[str], definitions: Mapping[str, Thing]) -> Thing:
    if way == "ids":
        return _each(statement, activity=_only_id, agent=bare, verb=lambda verb: {"id": verb["id"]})
    if way == "canonical":
        return _each(
            statement,
            activity=lambda one: _canonical(one, languages, definitions),
            agent=lambda one: one,
            verb=lambda verb: _verb(verb, languages),
        )
    return statement


def _only_id(activity: Thing) -> Thing:
    return {"id": activity["id"]}


def _verb(verb: Thing, languages: list[str]) -> Thing:
    return {**verb, "display": one_language(verb["display"], languages)} if "display" in verb else verb


def _canonical(activity: Thing, languages: list[str], definitions: Mapping[str, Thing]) -> Thing:
    told = definitions.get(activity["id"]) or activity.get("definition")
    return {**activity, "definition": in_language(told, languages)} if told else activity


def in_language(told: Any, languages: list[str]) -> Any:
    """A definition with each of its language maps in one language."""
    if isinstance(told, dict):
        return {
            name: one_language(value, languages)
            if name in {"name", "description"} and isinstance(value, dict)
            else value
            if name == "extensions"
            else in_language(value, languages)
            for name, value in told.items()
        }
    return [in_language(one, languages) for one in told] if isinstance(told, list) else told


def _each(
    statement: Thing,
    *,
    activity: Callable[[Thing], Thing],
    agent: Callable[[Thing], Thing],
    verb: Callable[[Thing], Thing],
) -> Thing:
    """The statement with every activity, agent and verb of it made anew."""
    changed = {**statement, "actor": agent(statement["actor"]), "verb": verb(statement["verb"])}
    thing = statement["object"]
    kind = thing.get("objectType", "Activity")
    if kind == "Activity":
        changed["object"] = activity(thing)
    elif kind in {"Agent", "Group"}:
        changed["object"] = agent(thing)
    elif kind == "SubStatement":
        changed["object"] = _each(thing, activity=activity, agent=agent, verb=verb)
    if "authority" in statement:
        changed["authority"] = agent(statement["authority"])
    if said := statement.get("context"):
        changed["context"] = _context(said, activity, agent)
    return changed


def _context(said: Thing, activity: Callable[[Thing], Thing], agent: Callable[[Thing], Thing]) -> Thing:
    changed = {**said}
    for name in ("instructor", "team"):
        if name in said:
            changed[name] = agent(said[name])
    for names, name in (("contextAgents", "agent"), ("contextGroups", "group")):
        if names in said:
            changed[names] = [{**one, name: agent(one[name])} for one in said[names]]
    if about := said.get("contextActivities"):
        changed["contextActivities"] = {
            name: [activity(one) for one in about[name]] for name in CONTEXT_ACTIVITIES if name in about
        }
    return changed
