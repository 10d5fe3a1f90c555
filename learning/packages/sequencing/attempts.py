"""UP.3, UP.4, DB.1.1, DB.2 and DB.2.1: attempts end, and the next one begins."""

from learning.packages.sequencing.rollup import roll_up
from learning.packages.sequencing.rules import is_closed
from learning.packages.sequencing.selection import arrange_again
from learning.packages.sequencing.tracking import begin_attempt, fact, is_completed, share, tell, tell_progress
from learning.packages.sequencing.tree import Activity, RefusedError, Tree


def end_below(tree: Tree, activity: Activity) -> None:
    """UP.3 Terminate Descendent Attempts Process: all between the current activity and this one end."""
    if tree.current is None:
        return
    common = tree.common(tree.current, activity)
    for one in reversed(tree.current.path()):
        if one is common:
            break
        if one is not tree.current:
            end_attempt(tree, one)


def end_attempt(tree: Tree, activity: Activity) -> None:
    """UP.4 End Attempt Process. What the content did not say, the course's rules may say for it."""
    if activity.is_leaf:
        if activity.rules.tracked and not activity.is_suspended:
            _say_for_content(tree, activity)
    else:
        activity.is_suspended = any(child.is_suspended for child in activity.available)
    activity.is_active = False
    for one in activity.rules.all_objectives:
        share(tree, activity, one)
    if not activity.is_suspended:
        arrange_again(tree, activity)
    roll_up(tree, activity)


def _say_for_content(tree: Tree, activity: Activity) -> None:
    rules, said = activity.rules, activity.said_unknown
    is_by_content = rules.completion_by_content or rules.completed_by_measure or "completion" in said
    if not is_by_content and is_completed(tree, activity) is None:
        tell_progress(tree, activity, completed=True)
    if rules.objective_by_content or rules.primary.by_measure or "success" in said:
        return
    if fact(tree, activity, "", "satisfied") is None:
        tell(tree, activity, "", satisfied=True)


def check_delivery(tree: Tree, activity: Activity) -> None:
    """DB.1.1 Delivery Request Process. Raises RefusedError."""
    if not activity.is_leaf:
        raise RefusedError("DB.1.1-1")
    if not activity.is_available:
        raise RefusedError("DB.1.1-2")
    if any(is_closed(tree, one) for one in activity.path()):
        raise RefusedError("DB.1.1-3")


def deliver(tree: Tree, activity: Activity) -> bool:
    """DB.2 Content Delivery Environment Process. Whether a new attempt began, rather than an old one going on."""
    if tree.current is not None and tree.current.is_active:
        raise RefusedError("DB.2-1")
    if tree.suspended is not activity:
        _forget_suspended(tree, activity)
    end_below(tree, activity)
    is_new = not activity.is_suspended
    for one in activity.path():
        if one.is_active:
            continue
        if one.is_suspended:
            one.is_suspended = False
        elif one.rules.tracked:
            begin_attempt(one)
        one.is_active = True
    tree.current, tree.suspended = activity, None
    return is_new


def _forget_suspended(tree: Tree, activity: Activity) -> None:
    """DB.2.1 Clear Suspended Activity Subprocess."""
    if tree.suspended is None:
        return
    common = tree.common(activity, tree.suspended)
    for one in reversed(tree.suspended.path()):
        if one.is_leaf or not any(child.is_suspended for child in one.available):
            one.is_suspended = False
        if one is common:
            break
    tree.suspended = None
