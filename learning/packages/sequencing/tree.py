"""The activity tree of one learner: the activities of a course, where the learner is, and what is known of each."""

import random
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from learning.packages.sequencing.definition import PRIMARY, Definition


class RefusedError(Exception):
    """A process of the book says no. code: its exception, such as SB.2.9-5."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SessionEndsError(Exception):
    """The way forward leads out of the course: the sequencing session is over."""


#: What is known of an objective (SN 4.2.1). A value that is not there is not known.
FACTS = ("satisfied", "measure", "raw", "min", "max", "completed", "progress")
State = dict[str, Any]


@dataclass(eq=False)
class Activity:
    """A node of the tree, and its tracking (SN 4.2)."""

    id: str
    title: str
    rules: Definition
    parent: "Activity | None" = None
    children: list["Activity"] = field(default_factory=list)
    available: list["Activity"] = field(default_factory=list)
    place: int = 0
    attempts: int = 0
    is_active: bool = False
    is_suspended: bool = False
    completed: bool | None = None
    progress: float | None = None
    objectives: dict[str, State] = field(default_factory=dict)
    is_objective_old: bool = False
    is_progress_old: bool = False
    said_unknown: list[str] = field(default_factory=list)  # what the content left open on purpose
    is_selected: bool = False
    is_shuffled: bool = False

    @property
    def is_leaf(self) -> bool:
        return not self.children

    @property
    def siblings(self) -> list["Activity"]:
        return self.parent.available if self.parent else [self]

    @property
    def is_available(self) -> bool:
        """Whether it and everything above it was selected."""
        return all(one in one.siblings for one in self.path())

    def path(self) -> list["Activity"]:
        """From the root to here, inclusive."""
        found: list[Activity] = []
        node: Activity | None = self
        while node is not None:
            found.append(node)
            node = node.parent
        return found[::-1]

    def walk(self) -> "Iterator[Activity]":
        """This one and all below it that are available, in order."""
        yield self
        for child in self.available:
            yield from child.walk()

    def everything(self) -> "Iterator[Activity]":
        yield self
        for child in self.children:
            yield from child.everything()

    def known_of(self, objective: str = PRIMARY) -> State:
        return self.objectives.setdefault(objective, {})


@dataclass(eq=False)
class Tree:
    root: Activity
    by_id: dict[str, Activity]
    current: Activity | None = None
    suspended: Activity | None = None
    shared: dict[str, State] = field(default_factory=dict)  # objectives that activities share, by their id
    newest_only: bool = False  # in a rollup, what is known of older attempts may count no more (SN 3.2.6)
    dice: random.Random = field(default_factory=secrets.SystemRandom)

    def common(self, one: Activity, other: Activity) -> Activity:
        """The lowest activity that both stand under, or are."""
        above = set(other.path())
        return next(node for node in reversed(one.path()) if node in above)

    def as_json(self) -> dict[str, Any]:
        """What must be kept to build the tree again."""
        known = {key: kept for key, one in self.by_id.items() if (kept := _kept(one))}
        return {
            "activities": known,
            "current": self.current.id if self.current else None,
            "suspended": self.suspended.id if self.suspended else None,
            "shared": {key: dict(one) for key, one in self.shared.items() if one},
        }


#: What is kept of an activity when it is not as it was at the start.
KEPT = (
    "attempts", "is_active", "is_suspended", "completed", "progress", "is_objective_old", "is_progress_old",
    "said_unknown", "is_selected", "is_shuffled",
)  # fmt: skip
AT_THE_START = Activity("", "", Definition())


def _kept(one: Activity) -> dict[str, Any]:
    kept = {name: getattr(one, name) for name in KEPT if getattr(one, name) != getattr(AT_THE_START, name)}
    if told := {name: dict(state) for name, state in one.objectives.items() if state}:
        kept["objectives"] = told
    if one.available != one.children:
        kept["available"] = [child.id for child in one.available]
    return kept


def build(
    root: str,
    items: Sequence[Mapping[str, Any]],
    definitions: Mapping[str, Mapping[str, Any]],
    kept: Mapping[str, Any] | None = None,
    dice: random.Random | None = None,
) -> Tree:
    """The tree of a course. items: id, title and parent of each, those above before those below. kept: as as_json left it."""
    top = Activity(root, "", Definition.of(definitions.get(root, {})))
    by_id = {root: top}
    for item in items:
        parent = by_id[item["parent"] or root]
        one = Activity(item["id"], item["title"], Definition.of(definitions.get(item["id"], {})), parent)
        parent.children.append(one)
        parent.available.append(one)
        by_id[one.id] = one
    tree = Tree(top, by_id, dice=dice or secrets.SystemRandom())
    _restore(tree, kept or {})
    return number(tree)


def number(tree: Tree) -> Tree:
    """Give each available activity its place in the order of the tree."""
    for place, one in enumerate(tree.root.walk()):
        one.place = place
    return tree


def _restore(tree: Tree, kept: Mapping[str, Any]) -> None:
    for key, told in kept.get("activities", {}).items():
        if (one := tree.by_id.get(key)) is None:
            continue
        for name in KEPT:
            setattr(one, name, told.get(name, getattr(one, name)))
        one.objectives = {name: dict(state) for name, state in told.get("objectives", {}).items()}
        if "available" in told:
            wanted = {child.id: child for child in one.children}
            one.available = [wanted[name] for name in told["available"] if name in wanted]
    tree.current = tree.by_id.get(kept.get("current") or "")
    tree.suspended = tree.by_id.get(kept.get("suspended") or "")
    tree.shared = {key: dict(one) for key, one in kept.get("shared", {}).items()}
