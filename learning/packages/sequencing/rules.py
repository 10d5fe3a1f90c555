"""UP.1, UP.2, UP.2.1 and UP.5: whether the rules of an activity hold now."""

from collections.abc import Callable, Iterable, Sequence

from learning.packages.sequencing.definition import Condition, Rule
from learning.packages.sequencing.tracking import is_completed, measure, objective_of, satisfied
from learning.packages.sequencing.tree import Activity, Tree


def limits_reached(activity: Activity) -> bool:
    """UP.1 Limit Conditions Check. Of the limits, SCORM asks only for the number of attempts."""
    if not activity.rules.tracked or activity.is_active or activity.is_suspended:
        return False
    return attempts_used(activity)


def attempts_used(activity: Activity) -> bool:
    most = activity.rules.most_attempts
    return most is not None and activity.attempts >= most


def rule_action(tree: Tree, activity: Activity, rules: Sequence[Rule], *actions: str) -> str:
    """UP.2 Sequencing Rules Check: the action of the first rule that holds, among these actions; else nothing."""
    wanted = (one for one in rules if one.action in actions)
    return next((one.action for one in wanted if _holds(tree, activity, one)), "")


def _holds(tree: Tree, activity: Activity, rule: Rule) -> bool:
    """UP.2.1 Sequencing Rule Check Subprocess. What is not known makes no rule hold."""
    found = [evaluated(tree, activity, one) for one in rule.conditions]
    return combined(found, needs_all=rule.needs_all) is True


def combined(found: Iterable[bool | None], *, needs_all: bool) -> bool | None:
    """All or any of what was found; None when it hangs on what is not known, or there was nothing."""
    found = list(found)
    if not found:
        return None
    decides = not needs_all
    if decides in found:
        return decides
    return None if None in found else needs_all


def evaluated(tree: Tree, activity: Activity, condition: Condition) -> bool | None:
    found = _plain(tree, activity, condition)
    return found if found is None or not condition.negated else not found


def _plain(tree: Tree, activity: Activity, condition: Condition) -> bool | None:
    if condition.objective and objective_of(activity, condition.objective) is None:
        return None
    asked = CONDITIONS.get(condition.name)  # limits of time and dates, which SCORM leaves out, are never reached
    return asked(tree, activity, condition) if asked else False


def _compared(tree: Tree, activity: Activity, condition: Condition, *, more: bool) -> bool | None:
    known = measure(tree, activity, condition.objective)
    if known is None:
        return None
    return known > condition.measure if more else known < condition.measure


#: The conditions of rules (SN 3.4.2), and how each is found out.
CONDITIONS: dict[str, Callable[[Tree, Activity, Condition], bool | None]] = {
    "always": lambda _tree, _activity, _asked: True,
    "never": lambda _tree, _activity, _asked: False,
    "satisfied": lambda tree, activity, asked: satisfied(tree, activity, asked.objective),
    "objectiveStatusKnown": lambda tree, activity, asked: satisfied(tree, activity, asked.objective) is not None,
    "objectiveMeasureKnown": lambda tree, activity, asked: measure(tree, activity, asked.objective) is not None,
    "objectiveMeasureGreaterThan": lambda tree, activity, asked: _compared(tree, activity, asked, more=True),
    "objectiveMeasureLessThan": lambda tree, activity, asked: _compared(tree, activity, asked, more=False),
    "completed": lambda tree, activity, _asked: is_completed(tree, activity),
    "activityProgressKnown": lambda tree, activity, _asked: is_completed(tree, activity) is not None,
    "attempted": lambda _tree, activity, _asked: activity.attempts > 0,
    "attemptLimitExceeded": lambda _tree, activity, _asked: attempts_used(activity),
}


def is_skipped(tree: Tree, activity: Activity) -> bool:
    return bool(rule_action(tree, activity, activity.rules.pre, "skip"))


def is_hidden(tree: Tree, activity: Activity) -> bool:
    return bool(rule_action(tree, activity, activity.rules.pre, "hiddenFromChoice"))


def is_closed(tree: Tree, activity: Activity) -> bool:
    """UP.5 Check Activity Process: disabled, or out of attempts."""
    return bool(rule_action(tree, activity, activity.rules.pre, "disabled")) or limits_reached(activity)
