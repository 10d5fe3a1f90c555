"""Activities and their definitions (Data 2.4.4.1)."""

from typing import Any

from learning.xapi import shapes
from learning.xapi.shapes import made_of, one_of, wrong

#: Which lists of parts an interaction of each kind may have.
INTERACTIONS: dict[str, tuple[str, ...]] = {
    "true-false": (),
    "choice": ("choices",),
    "fill-in": (),
    "long-fill-in": (),
    "matching": ("source", "target"),
    "performance": ("steps",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "numeric": (),
    "other": (),
}
PARTS = ("choices", "scale", "source", "target", "steps")


def component(value: Any, path: str) -> None:
    made_of(value, path, needs={"id": shapes.text}, may={"description": shapes.language_map})


def components(value: Any, path: str) -> None:
    shapes.list_of(component)(value, path)
    if len({one["id"] for one in value}) != len(value):
        raise wrong(path, "has an id twice")


def definition(value: Any, path: str) -> None:
    made_of(
        value,
        path,
        may={
            "name": shapes.language_map,
            "description": shapes.language_map,
            "type": shapes.iri,
            "moreInfo": shapes.iri,
            "extensions": shapes.extensions,
            "interactionType": one_of(*INTERACTIONS),
            "correctResponsesPattern": shapes.list_of(shapes.text),
            **dict.fromkeys(PARTS, components),
        },
    )
    kind = value.get("interactionType")
    parts = [name for name in PARTS if name in value]
    if kind is None and (parts or "correctResponsesPattern" in value):
        raise wrong(path, "needs interactionType")
    if kind is not None and not set(parts) <= set(INTERACTIONS[kind]):
        raise wrong(path, f"has parts that {kind} does not")


def activity(value: Any, path: str) -> None:
    made_of(value, path, needs={"id": shapes.iri}, may={"objectType": one_of("Activity"), "definition": definition})


def joined(known: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """A definition with what was told of it since: language maps and extensions grow, the rest is as told last."""
    merged = {**known}
    for name, value in told.items():
        if name in {"name", "description", "extensions"}:
            merged[name] = {**merged.get(name, {}), **value}
        else:
            merged[name] = value
    return merged
