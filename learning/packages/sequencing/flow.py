"""SB.2.1 to SB.2.3: from one activity to the next or the one before."""

from learning.packages.sequencing.attempts import end_attempt, end_below
from learning.packages.sequencing.rules import is_closed, is_skipped
from learning.packages.sequencing.tree import Activity, RefusedError, SessionEndsError, Tree

FORWARD, BACKWARD = "forward", "backward"


def flow(tree: Tree, activity: Activity, direction: str, *, into: bool) -> Activity:
    """SB.2.3 Flow Subprocess: the activity to deliver. into: whether the way may lead into its children. Raises RefusedError and SessionEndsError."""
    candidate, direction_now = _traverse(tree, activity, direction, into=into)
    return _activity(tree, candidate, direction_now, "" if direction_now == direction else direction)


def _traverse(tree: Tree, activity: Activity, direction: str, *, into: bool, before: str = "") -> tuple[Activity, str]:
    """SB.2.1 Flow Tree Traversal Subprocess: the next place, and the direction from there."""
    turned = False
    if before == BACKWARD and activity is activity.siblings[-1]:
        direction, activity, turned = BACKWARD, activity.siblings[0], True
    return (
        _forward(tree, activity, into=into)
        if direction == FORWARD
        else _backward(tree, activity, into=into, turned=turned)
    )


def _forward(tree: Tree, activity: Activity, *, into: bool) -> tuple[Activity, str]:
    if into and not activity.is_leaf:
        if not activity.available:
            raise RefusedError("SB.2.1-2")
        return activity.available[0], FORWARD
    if activity.parent is None:
        raise SessionEndsError
    place = activity.siblings.index(activity)
    if place + 1 < len(activity.siblings):
        return activity.siblings[place + 1], FORWARD
    return _forward(tree, activity.parent, into=False)


def _backward(tree: Tree, activity: Activity, *, into: bool, turned: bool) -> tuple[Activity, str]:
    if into and not activity.is_leaf:
        if not activity.available:
            raise RefusedError("SB.2.1-2")
        if activity.rules.forward_only:
            return activity.available[0], FORWARD
        return activity.available[-1], BACKWARD
    if activity.parent is None:
        raise RefusedError("SB.2.1-3")
    if not turned and activity.parent.rules.forward_only:
        raise RefusedError("SB.2.1-4")
    place = activity.siblings.index(activity)
    if place:
        return activity.siblings[place - 1], BACKWARD
    return _backward(tree, activity.parent, into=False, turned=False)


def _activity(tree: Tree, activity: Activity, direction: str, before: str) -> Activity:
    """SB.2.2 Flow Activity Traversal Subprocess: this activity, or where the way leads from it."""
    while True:
        if activity.parent is not None and not activity.parent.rules.flow:
            raise RefusedError("SB.2.2-1")
        if is_skipped(tree, activity):
            was = before
            activity, found = _traverse(tree, activity, direction, into=False, before=before)
            if was == BACKWARD and found == BACKWARD:
                direction, before = BACKWARD, ""
            continue
        if is_closed(tree, activity):
            raise RefusedError("SB.2.2-2")
        if activity.is_leaf:
            return activity
        activity, found = _traverse(tree, activity, direction, into=True)
        before = BACKWARD if (direction, found) == (BACKWARD, FORWARD) else ""
        direction = found


def end_course(tree: Tree) -> None:
    """The way forward led out of the tree (SB.2.1 3.1): all attempts end."""
    end_below(tree, tree.root)
    if tree.root.is_active:
        end_attempt(tree, tree.root)
