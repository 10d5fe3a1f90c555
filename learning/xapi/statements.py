"""Statements, whole: what the standard lets a client send (Data 2.2 to 2.4.11)."""

from typing import Any

from learning.xapi import shapes
from learning.xapi.activities import activity
from learning.xapi.agents import agent, agent_or_group, authority, group
from learning.xapi.shapes import Check, made_of, one_of, wrong

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
CONTEXT_ACTIVITIES = ("parent", "grouping", "category", "other")


def verb(value: Any, path: str) -> None:
    made_of(value, path, needs={"id": shapes.iri}, may={"display": shapes.language_map})


def statement_ref(value: Any, path: str) -> None:
    made_of(value, path, needs={"objectType": one_of("StatementRef"), "id": shapes.uuid})


def score(value: Any, path: str) -> None:
    made_of(value, path, may=dict.fromkeys(("scaled", "raw", "min", "max"), shapes.number))
    if not -1 <= value.get("scaled", 0) <= 1:
        raise wrong(f"{path}.scaled", "must be from -1 to 1")
    if "min" in value and "max" in value and value["min"] >= value["max"]:
        raise wrong(path, "must have a min below its max")
    if "raw" in value and not value.get("min", value["raw"]) <= value["raw"] <= value.get("max", value["raw"]):
        raise wrong(f"{path}.raw", "must be from min to max")


def result(value: Any, path: str) -> None:
    made_of(
        value,
        path,
        may={
            "score": score,
            "success": shapes.flag,
            "completion": shapes.flag,
            "response": shapes.text,
            "duration": shapes.duration,
            "extensions": shapes.extensions,
        },
    )


def some_activities(value: Any, path: str) -> None:
    """One activity stands for a list of one."""
    shapes.list_of(activity)(value if isinstance(value, list) else [value], path)


def context_activities(value: Any, path: str) -> None:
    made_of(value, path, may=dict.fromkeys(CONTEXT_ACTIVITIES, some_activities))


def context_agent(value: Any, path: str) -> None:
    _in_context(value, path, "agent", agent)


def context_group(value: Any, path: str) -> None:
    _in_context(value, path, "group", group)


def _in_context(value: Any, path: str, name: str, check: Check) -> None:
    made_of(
        value,
        path,
        needs={"objectType": one_of(f"context{name.title()}"), name: check},
        may={"relevantTypes": shapes.list_of(shapes.iri, empty=False)},
    )


def context(value: Any, path: str) -> None:
    made_of(
        value,
        path,
        may={
            "registration": shapes.uuid,
            "instructor": agent_or_group,
            "team": group,
            "contextActivities": context_activities,
            "contextAgents": shapes.list_of(context_agent),
            "contextGroups": shapes.list_of(context_group),
            "revision": shapes.text,
            "platform": shapes.text,
            "language": shapes.language,
            "statement": statement_ref,
            "extensions": shapes.extensions,
        },
    )


def attachment(value: Any, path: str) -> None:
    made_of(
        value,
        path,
        needs={
            "usageType": shapes.iri,
            "display": shapes.language_map,
            "contentType": shapes.media_type,
            "length": shapes.whole,
            "sha2": shapes.sha2,
        },
        may={"description": shapes.language_map, "fileUrl": shapes.iri},
    )


#: What stands for the object of a statement, by its objectType.
OBJECTS: dict[str, Check] = {
    "Activity": activity,
    "Agent": agent,
    "Group": group,
    "StatementRef": statement_ref,
}


def _object(value: Any, path: str) -> None:
    shapes.mapping(value, path)
    kind = value.get("objectType", "Activity")
    if kind == "SubStatement":
        sub_statement(value, path)
    elif isinstance(kind, str) and kind in OBJECTS:
        OBJECTS[kind](value, path)
    else:
        raise wrong(f"{path}.objectType", "is not known")


CORE: dict[str, Check] = {"actor": agent_or_group, "verb": verb}
MORE: dict[str, Check] = {
    "result": result,
    "context": context,
    "timestamp": shapes.moment,
    "attachments": shapes.list_of(attachment),
}


def sub_statement(value: Any, path: str) -> None:
    """A statement inside one: it has no id, and holds no further one."""

    def inner(told: Any, where: str) -> None:
        if isinstance(told, dict) and told.get("objectType") == "SubStatement":
            raise wrong(where, "may not be another SubStatement")
        _object(told, where)

    made_of(value, path, needs={**CORE, "object": inner, "objectType": one_of("SubStatement")}, may=MORE)
    _fits_object(value, path)


def statement(value: Any, path: str = "statement") -> None:
    """Raises Refused with the path to the first thing that is wrong."""
    made_of(
        value,
        path,
        needs={**CORE, "object": _object},
        may={
            **MORE,
            "id": shapes.uuid,
            "stored": shapes.moment,
            "authority": authority,
            "version": shapes.version,
        },
    )
    _fits_object(value, path)
    if value["verb"]["id"] == VOIDED and value["object"].get("objectType") != "StatementRef":
        raise wrong(f"{path}.object", "must be a StatementRef, since the statement voids")


def _fits_object(value: dict[str, Any], path: str) -> None:
    """Revision and platform are words about an activity (Data 2.4.6)."""
    said = value.get("context", {})
    if value["object"].get("objectType", "Activity") != "Activity" and {"revision", "platform"} & set(said):
        raise wrong(f"{path}.context", "has revision or platform, and the object is no activity")
