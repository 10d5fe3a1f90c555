"""SB.2.4 and SB.2.9: the learner picks an activity out of the contents."""

from collections.abc import Iterable

from learning.packages.sequencing.attempts import end_attempt, end_below
from learning.packages.sequencing.flow import BACKWARD, FORWARD, flow
from learning.packages.sequencing.rules import is_hidden, rule_action
from learning.packages.sequencing.tree import Activity, RefusedError, SessionEndsError, Tree


def choice_request(tree: Tree, target: Activity | None) -> Activity:
    """SB.2.9 Choice Sequencing Request Process: the activity to deliver. Raises RefusedError."""
    if target is None:
        raise RefusedError("SB.2.9-1")
    check_choice(tree, target)
    common = tree.common(tree.current, target) if tree.current else tree.root
    if target.is_leaf:
        return target
    try:
        return flow(tree, target, FORWARD, into=True)
    except (RefusedError, SessionEndsError) as error:
        end_below(tree, common)
        if common.is_active:
            end_attempt(tree, common)
        tree.current = target
        raise RefusedError("SB.2.9-9") from error


def check_choice(tree: Tree, target: Activity) -> None:
    """What the target, all above it, and all on the way to it say. Raises RefusedError."""
    _check_target(tree, target)
    _check_way(tree, target, tree.common(tree.current, target) if tree.current else tree.root)


def _check_target(tree: Tree, target: Activity) -> None:
    if not target.is_available:
        raise RefusedError("SB.2.9-2")
    if any(is_hidden(tree, one) for one in target.path()):
        raise RefusedError("SB.2.9-3")
    if target.parent is not None and not target.parent.rules.choice:
        raise RefusedError("SB.2.9-4")


def _check_way(tree: Tree, target: Activity, common: Activity) -> None:
    """Whether the way from where the learner is to the target is open."""
    current = tree.current
    if current is target:
        return
    if current is not None and current.parent is target.parent and current.parent is not None:
        _check_siblings(tree, current, target)
    elif current is None or current is common:
        _check_down(tree, _between(common, target), common, forward=True)
    elif target is common:
        _check_up([*_between(target, current)[1:], current])
    else:
        _check_across(tree, current, target, common)


def _between(top: Activity, low: Activity) -> list[Activity]:
    """From the one above to the one below, without the one below."""
    path = low.path()
    return path[path.index(top) : -1]


def _check_siblings(tree: Tree, current: Activity, target: Activity) -> None:
    order = current.siblings
    if current not in order:
        raise RefusedError("SB.2.9-5")
    here, there = order.index(current), order.index(target)
    is_ahead = there > here
    passed = order[here:there] if is_ahead else order[there + 1 : here + 1]
    for one in passed:
        _choice_step(tree, one, FORWARD if is_ahead else BACKWARD)


def _choice_step(tree: Tree, activity: Activity, direction: str) -> None:
    """SB.2.4 Choice Activity Traversal Subprocess. Raises RefusedError."""
    if direction == FORWARD:
        if rule_action(tree, activity, activity.rules.pre, "stopForwardTraversal"):
            raise RefusedError("SB.2.4-1")
    elif activity.parent is None:
        raise RefusedError("SB.2.4-3")
    elif activity.parent.rules.forward_only:
        raise RefusedError("SB.2.4-2")


def _check_down(tree: Tree, path: Iterable[Activity], common: Activity, *, forward: bool) -> None:
    for one in path:
        if forward:
            _choice_step(tree, one, FORWARD)
        if not one.is_active and one is not common and one.rules.prevents_activation:
            raise RefusedError("SB.2.9-6")


def _check_up(path: Iterable[Activity]) -> None:
    """None of those that would be left may forbid it."""
    if any(not one.rules.choice_exit for one in path):
        raise RefusedError("SB.2.9-7")


def _check_across(tree: Tree, current: Activity, target: Activity, common: Activity) -> None:
    leaving = [*_between(common, current)[1:], current]
    _check_up(leaving)
    constrained = next((one for one in reversed(leaving) if one.rules.constrains_choice and not one.is_leaf), None)
    if constrained is not None:
        _check_constrained(tree, constrained, target)
    _check_down(tree, _between(common, target), common, forward=target.place > current.place)


def _check_constrained(tree: Tree, constrained: Activity, target: Activity) -> None:
    is_ahead = target.place > constrained.place
    considered = _choice_flow(constrained, FORWARD if is_ahead else BACKWARD)
    allowed = {constrained, considered}
    if target not in allowed and considered not in target.path() and constrained not in target.path():
        raise RefusedError("SB.2.9-8")


def _choice_flow(activity: Activity, direction: str) -> Activity:
    """SB.2.9.1 and SB.2.9.2 Choice Flow Subprocess: the next place in the tree that is not inside; itself when there is none."""
    node, step = activity, 1 if direction == FORWARD else -1
    while node.parent is not None:
        place = node.siblings.index(node) + step
        if 0 <= place < len(node.siblings):
            return node.siblings[place]
        node = node.parent
    return activity
