"""RB.1.1 to RB.1.5: what an activity becomes by what its children are."""

from collections.abc import Callable, Sequence

from learning.packages.sequencing.definition import Condition, RollupRule
from learning.packages.sequencing.rules import combined, evaluated, is_skipped
from learning.packages.sequencing.tracking import measure, progress, tell, tell_progress
from learning.packages.sequencing.tree import Activity, Tree

#: What holds when a course gives no rules of its own (RB.1.2.c, RB.1.3.c). The second of each pair has the last word.
USUAL_OBJECTIVE = (
    RollupRule("notSatisfied", conditions=(Condition("objectiveStatusKnown"),)),
    RollupRule("satisfied", conditions=(Condition("satisfied"),)),
)
USUAL_PROGRESS = (
    RollupRule("incomplete", conditions=(Condition("activityProgressKnown"),)),
    RollupRule("completed", conditions=(Condition("completed"),)),
)


def roll_up(tree: Tree, activity: Activity) -> None:
    """RB.1.5 Overall Rollup Process: from this activity to the root, and wherever else its shared objectives are read."""
    written = {one.target for objective in activity.rules.all_objectives for one in objective.maps if one.writes}
    wanted = set(activity.path())
    seen = set(written)
    while written:
        for one in tree.by_id.values():
            if one not in wanted and any(got.target in written and got.reads for got in one.rules.primary.maps):
                wanted |= set(one.path())
        targets = {got.target for one in wanted for what in one.rules.all_objectives for got in what.maps if got.writes}
        written = targets - seen
        seen |= targets
    tree.newest_only = True
    for one in sorted(wanted, key=lambda node: -len(node.path())):
        if not one.is_leaf and one.rules.tracked:
            _roll_up_one(tree, one)
    tree.newest_only = False


def _roll_up_one(tree: Tree, activity: Activity) -> None:
    found = _mean(activity, lambda one: one.rules.objective_weight, lambda one: measure(tree, one))
    tell(tree, activity, "", measure=found)  # RB.1.1.a Measure Rollup
    amount = _mean(activity, lambda one: one.rules.progress_weight, lambda one: progress(tree, one))
    tell_progress(tree, activity, amount=amount)  # RB.1.1.b Completion Measure Rollup
    _objective(tree, activity)
    _progress(tree, activity)


def _mean(
    activity: Activity, weight_of: Callable[[Activity], float], value_of: Callable[[Activity], float | None]
) -> float | None:
    """The weighted mean over the children that count. One of which nothing is known counts as 0, unless it is so of all."""
    counted = [one for one in activity.available if one.rules.tracked and weight_of(one) > 0]
    values = [(weight_of(one), value_of(one)) for one in counted]
    weight = sum(one for one, _value in values)
    if all(value is None for _one, value in values):
        return None
    return sum(one * (value or 0.0) for one, value in values) / weight


def _objective(tree: Tree, activity: Activity) -> None:
    """RB.1.2 Objective Rollup: by measure (a), by rules (b), else by the usual rules (c)."""
    if activity.rules.primary.by_measure:
        return  # worked out whenever it is read: learning/packages/sequencing/tracking.py
    rules = [one for one in activity.rules.rollup if one.action in {"satisfied", "notSatisfied"}]
    for action, value in (("notSatisfied", False), ("satisfied", True)):
        if _holds(tree, activity, action, rules or USUAL_OBJECTIVE):
            tell(tree, activity, "", satisfied=value)


def _progress(tree: Tree, activity: Activity) -> None:
    """RB.1.3 Activity Progress Rollup: by measure (a), by rules (b), else by the usual rules (c)."""
    if activity.rules.completed_by_measure:
        return
    rules = [one for one in activity.rules.rollup if one.action in {"completed", "incomplete"}]
    for action, value in (("incomplete", False), ("completed", True)):
        if _holds(tree, activity, action, rules or USUAL_PROGRESS):
            tell_progress(tree, activity, completed=value)


def _holds(tree: Tree, activity: Activity, action: str, rules: Sequence[RollupRule]) -> bool:
    """RB.1.4 Rollup Rule Check Subprocess."""
    counted = [one for one in activity.available if one.rules.tracked and _counts(tree, one, action)]
    return any(_enough(tree, rule, counted) for rule in rules if rule.action == action)


def _enough(tree: Tree, rule: RollupRule, counted: Sequence[Activity]) -> bool:
    """RB.1.4.1 Evaluate Rollup Conditions Subprocess, for as many children as the rule asks for."""
    found = [
        combined((evaluated(tree, one, what) for what in rule.conditions), needs_all=rule.needs_all) for one in counted
    ]
    true = found.count(True)
    return {
        "all": true == len(found),
        "any": true > 0,
        "none": true == 0 and None not in found,
        "atLeastCount": true >= rule.count,
        "atLeastPercent": bool(found) and true / len(found) >= rule.percent,
    }[rule.child_set]


def _counts(tree: Tree, child: Activity, action: str) -> bool:
    """RB.1.4.2 Check Child for Rollup Subprocess."""
    is_objective = action in {"satisfied", "notSatisfied"}
    if not (child.rules.rolls_up_objective if is_objective else child.rules.rolls_up_progress):
        return False
    needed = child.rules.required.get(action, "always")
    if needed == "ifNotSuspended":
        return not (child.attempts > 0 and child.is_suspended)
    if needed == "ifAttempted":
        return child.attempts > 0
    return not (needed == "ifNotSkipped" and is_skipped(tree, child))
