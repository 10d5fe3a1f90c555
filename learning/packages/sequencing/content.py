"""What content says of its activity, from the run-time's data (RTE 4.2) into the tree (SN 4.2.1)."""

import re
from collections.abc import Mapping
from typing import Any

from learning.packages.sequencing.definition import PRIMARY
from learning.packages.sequencing.tracking import fact, is_completed, objective_of, progress, tell, tell_progress
from learning.packages.sequencing.tree import Activity, Tree

SUCCESS = {"passed": True, "failed": False}
COMPLETION = {"completed": True, "incomplete": False, "not attempted": False}
NUMBER = re.compile(r"[+-]?\d{1,9}(?:\.\d{0,20})?(?:[eE][+-]?\d{1,2})?")
NAVIGATION = re.compile(r"(?:\{target=(?P<target>.{1,200})\})?(?P<asked>[A-Za-z]{4,10})", re.DOTALL)


def take(tree: Tree, activity: Activity, cmi: Mapping[str, Any]) -> None:
    """Write what the content told. What it does not know is left as it is; what it says is open, stays open (UP.4)."""
    asked = {"completion": cmi.get("completion_status"), "success": cmi.get("success_status")}
    activity.said_unknown = [name for name, told in asked.items() if told == "unknown"]
    for told in _objectives(cmi):
        name = told.get("id")
        if isinstance(name, str) and name and objective_of(activity, name) is not None:
            is_primary = name == activity.rules.primary.id  # its completion is that of the activity
            tell(tree, activity, name, **_facts(told), **({} if is_primary else _progress(told)))
            if is_primary and cmi.get("completion_status") is None:
                _take_progress(tree, activity, told)
    tell(tree, activity, PRIMARY, **_facts(cmi))
    _take_progress(tree, activity, cmi)


def _objectives(cmi: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = cmi.get("objectives")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _facts(told: Mapping[str, Any]) -> dict[str, Any]:
    score = told.get("score")
    score = score if isinstance(score, Mapping) else {}
    facts = {"satisfied": SUCCESS.get(str(told.get("success_status")))}
    facts["measure"] = _number(score.get("scaled"), -1, 1)
    facts |= {name: _number(score.get(name)) for name in ("raw", "min", "max")}
    return {name: one for name, one in facts.items() if one is not None}


def _progress(told: Mapping[str, Any]) -> dict[str, Any]:
    facts = {"completed": COMPLETION.get(str(told.get("completion_status")))}
    facts["progress"] = _number(told.get("progress_measure"), 0, 1)
    return {name: one for name, one in facts.items() if one is not None}


def _take_progress(tree: Tree, activity: Activity, told: Mapping[str, Any]) -> None:
    facts = _progress(told)
    if "progress" in facts:
        tell_progress(tree, activity, amount=facts["progress"])
    if "completed" in facts:
        tell_progress(tree, activity, completed=facts["completed"])


def _number(written: Any, low: float = -1e12, high: float = 1e12) -> float | None:
    if not isinstance(written, str) or not NUMBER.fullmatch(written):
        return None
    found = float(written)
    return found if low <= found <= high else None


def asked_by(cmi: Mapping[str, Any]) -> tuple[str, str]:
    """The navigation request that content leaves for when it closes, and its target. To time out or log out is to leave the course."""
    if cmi.get("exit") in {"time-out", "logout"}:
        return "exitAll", ""
    nav = cmi.get("nav_request")
    found = NAVIGATION.fullmatch(nav) if isinstance(nav, str) else None
    if found is None or found["asked"] == "none":
        return "", ""
    return found["asked"], found["target"] or ""


def told_objectives(tree: Tree, activity: Activity) -> list[dict[str, Any]]:
    """cmi.objectives at the start of an attempt: those with a name, with what is known of each (RTE 4.2.17)."""
    return [_told(tree, activity, one.id) for one in activity.rules.all_objectives if one.id]


def _told(tree: Tree, activity: Activity, name: str) -> dict[str, Any]:
    is_primary = name == activity.rules.primary.id
    told: dict[str, Any] = {"id": name}
    known = fact(tree, activity, name, "satisfied")
    if known is not None:
        told["success_status"] = "passed" if known else "failed"
    done = is_completed(tree, activity) if is_primary else fact(tree, activity, name, "completed")
    if done is not None:
        told["completion_status"] = "completed" if done else "incomplete"
    amount = progress(tree, activity) if is_primary else fact(tree, activity, name, "progress")
    if amount is not None:
        told["progress_measure"] = f"{amount:g}"
    facts = {"scaled": "measure", "raw": "raw", "min": "min", "max": "max"}
    score = {mine: fact(tree, activity, name, theirs) for mine, theirs in facts.items()}
    if score := {mine: f"{value:g}" for mine, value in score.items() if value is not None}:
        told["score"] = score
    return told
