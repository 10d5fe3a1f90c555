"""What is known of an activity, with what it shares with others: the tracking model (SN 4.2), read and written.

None stands for what the book calls unknown.
"""

from typing import Any

from learning.packages.sequencing.definition import PRIMARY, Objective
from learning.packages.sequencing.tree import Activity, Tree

UNTOUCHED: Any = object()


def objective_of(activity: Activity, name: str = PRIMARY) -> Objective | None:
    """The objective that a rule names. An empty name means the primary one."""
    if name in {PRIMARY, activity.rules.primary.id}:
        return activity.rules.primary
    return next((one for one in activity.rules.objectives if one.id == name), None)


def _slot(objective: Objective) -> str:
    return PRIMARY if objective.is_primary else objective.id


def fact(tree: Tree, activity: Activity, name: str, fact_name: str) -> Any:
    """One fact of an objective: what a shared objective says that may be read, else what is known here (SN 3.10.3)."""
    objective = objective_of(activity, name)
    if objective is None or not activity.rules.tracked:
        return None
    if fact_name == "satisfied" and objective.by_measure:
        return _by_measure(tree, activity, name, objective)
    readable = (one.target for one in objective.maps if fact_name in one.reads)
    found = (tree.shared.get(target, {}).get(fact_name) for target in readable)
    shared = next((one for one in found if one is not None), None)
    if shared is not None:
        return shared
    return (
        None if activity.is_objective_old and tree.newest_only else activity.known_of(_slot(objective)).get(fact_name)
    )


def _by_measure(tree: Tree, activity: Activity, name: str, objective: Objective) -> bool | None:
    measure = fact(tree, activity, name, "measure")
    if measure is None or (activity.is_active and not activity.rules.measure_counts_if_active):
        return None
    return bool(measure >= objective.least_measure)


def satisfied(tree: Tree, activity: Activity, name: str = PRIMARY) -> bool | None:
    return fact(tree, activity, name, "satisfied")


def measure(tree: Tree, activity: Activity, name: str = PRIMARY) -> float | None:
    return fact(tree, activity, name, "measure")


def is_completed(tree: Tree, activity: Activity) -> bool | None:
    """Whether the newest attempt is complete. By measure, where the course says so (4th edition)."""
    if not activity.rules.tracked:
        return None
    amount = progress(tree, activity)
    if activity.rules.completed_by_measure:
        return None if amount is None else amount >= activity.rules.least_progress
    shared = fact(tree, activity, PRIMARY, "completed")
    if shared is not None:
        return bool(shared)
    return None if activity.is_progress_old and tree.newest_only else activity.completed


def progress(tree: Tree, activity: Activity) -> float | None:
    if not activity.rules.tracked:
        return None
    shared = fact(tree, activity, PRIMARY, "progress")
    if shared is not None:
        return float(shared)
    return None if activity.is_progress_old and tree.newest_only else activity.progress


def tell(tree: Tree, activity: Activity, name: str, **facts: Any) -> None:
    """Write facts of an objective, here and where others read them. What is not known overwrites nothing elsewhere."""
    objective = objective_of(activity, name)
    if objective is None or not activity.rules.tracked:
        return
    if activity.is_objective_old:
        activity.objectives, activity.is_objective_old = {}, False
    activity.known_of(_slot(objective)).update(facts)
    share(tree, activity, objective)


def share(tree: Tree, activity: Activity, objective: Objective) -> None:
    """Write to the shared objectives what the maps of this one say."""
    name, known = objective.id, activity.known_of(_slot(objective))
    for one in objective.maps:
        for fact_name in one.writes:
            value = known.get(fact_name)
            if fact_name == "satisfied" and objective.by_measure:
                value = _by_measure(tree, activity, name, objective) if known.get("measure") is not None else None
            if value is not None:
                tree.shared.setdefault(one.target, {})[fact_name] = value


def tell_progress(
    tree: Tree, activity: Activity, *, completed: bool | None = UNTOUCHED, amount: float | None = UNTOUCHED
) -> None:
    """Write how far the newest attempt is. The 4th edition shares it by the primary objective."""
    if not activity.rules.tracked:
        return
    if activity.is_progress_old:
        activity.completed, activity.progress, activity.is_progress_old = None, None, False
    if completed is not UNTOUCHED:
        activity.completed = completed
    if amount is not UNTOUCHED:
        activity.progress = amount
    for one in activity.rules.primary.maps:
        shared = tree.shared.setdefault(one.target, {}) if {"completed", "progress"} & one.writes else {}
        if "completed" in one.writes and (known := is_completed(tree, activity)) is not None:
            shared["completed"] = known
        if "progress" in one.writes and activity.progress is not None:
            shared["progress"] = activity.progress


def begin_attempt(activity: Activity) -> None:
    """A new attempt on an activity: nothing is known of it yet; below it, what was known may count no more (SN 3.2.6)."""
    activity.attempts += 1
    activity.objectives, activity.completed, activity.progress = {}, None, None
    activity.is_objective_old = activity.is_progress_old = False
    activity.said_unknown = []
    _make_old(activity)


def _make_old(activity: Activity) -> None:
    for child in activity.children:
        child.is_objective_old |= activity.rules.current_objectives_only
        child.is_progress_old |= activity.rules.current_progress_only
        _make_old(child)
