"""What a learner may ask for now: the contents with what is open, and whether there is a way on or back.

Each question is put to a tree that is built for it and thrown away, so that asking changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from learning.packages.sequencing.attempts import check_delivery, end_attempt
from learning.packages.sequencing.choice import check_choice
from learning.packages.sequencing.flow import FORWARD, flow
from learning.packages.sequencing.navigation import navigation_request
from learning.packages.sequencing.overall import navigate
from learning.packages.sequencing.tracking import is_completed, satisfied
from learning.packages.sequencing.tree import Activity, RefusedError, SessionEndsError, Tree


@dataclass(frozen=True)
class Line:
    """An activity in the contents."""

    activity: Activity
    depth: int
    is_open: bool
    is_current: bool
    completed: bool | None
    satisfied: bool | None


@dataclass(frozen=True)
class Outlook:
    can_start: bool
    can_resume: bool
    can_continue: bool
    can_go_back: bool
    lines: list[Line]
    jumps: frozenset[str]

    def as_valid(self) -> dict[str, Any]:
        """For adl.nav.request_valid."""
        choices = [one.activity.id for one in self.lines if one.is_open]
        jumps = sorted(self.jumps)
        return {"continue": self.can_continue, "previous": self.can_go_back, "choice": choices, "jump": jumps}


def outlook(build: Callable[[], Tree]) -> Outlook:
    """What is possible from here. build: makes the learner's tree, a new one at each call."""
    tree = build()
    begun = {asked: _begins(build, asked) for asked in ("start", "resumeAll")}
    steps = {asked: _steps(build, asked) for asked in ("continue", "previous")}
    after = _left(build())
    lines = [
        Line(
            activity=one,
            depth=len(one.path()) - 1,
            is_open=_can_choose(tree, after, one),
            is_current=one is tree.current,
            completed=is_completed(tree, one),
            satisfied=satisfied(tree, one),
        )
        for one in tree.root.walk()
        if one is not tree.root or one.is_leaf
    ]
    jumps = frozenset(one.id for one in tree.root.walk() if one.is_leaf) if tree.current else frozenset()
    return Outlook(begun["start"], begun["resumeAll"], steps["continue"], steps["previous"], lines, jumps)


def _begins(build: Callable[[], Tree], asked: str) -> bool:
    return navigate(build(), asked).delivered is not None


def _steps(build: Callable[[], Tree], asked: str) -> bool:
    """Whether the way on or back leads anywhere. The way on from the last activity leads out, which is somewhere too."""
    done = navigate(build(), asked)
    return done.delivered is not None or done.ended


def _left(tree: Tree) -> Tree:
    """The tree as it is once the current activity is left."""
    if tree.current is not None and tree.current.is_active:
        end_attempt(tree, tree.current)
    return tree


def _can_choose(tree: Tree, after: Tree, one: Activity) -> bool:
    """Whether a choice of this activity leads to one that can be opened. after: the tree when the current one is left."""
    try:
        navigation_request(tree, "choice", one.id)
        target = after.by_id[one.id]
        check_choice(after, target)
        check_delivery(after, target if target.is_leaf else flow(after, target, FORWARD, into=True))
    except (RefusedError, SessionEndsError):
        return False
    return True
