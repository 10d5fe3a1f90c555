"""The rules of one activity of SCORM 2004, as a list of contents writes them (imsss and adlseq).

A rule that we cannot read makes a course that nobody can follow: the whole package is refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from justice_portal.xml_input import Element, name_of
from learning.packages.outcome import PackageRefusedError, Problem
from learning.packages.structure import LONGEST_ID, part, parts, said

BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
NUMBER = re.compile(r"[+-]?(?:\d{1,6}(?:\.\d{0,9})?|\.\d{1,9})")
PRE = {"skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"}
POST = {"exitParent", "exitAll", "retry", "retryAll", "continue", "previous"}
ROLLUP = {"satisfied", "notSatisfied", "completed", "incomplete"}
RULES = (
    ("pre", "preConditionRule", PRE),
    ("exit", "exitConditionRule", {"exit"}),
    ("post", "postConditionRule", POST),
)
OF_ROLLUP = {
    "satisfied", "objectiveStatusKnown", "objectiveMeasureKnown", "completed", "activityProgressKnown", "attempted",
    "attemptLimitExceeded", "timeLimitExceeded", "outsideAvailableTimeRange", "never",
}  # fmt: skip
CONDITIONS = OF_ROLLUP - {"never"} | {"objectiveMeasureGreaterThan", "objectiveMeasureLessThan", "always"}
TIMINGS = {"never", "once", "onEachNewAttempt"}
NEEDED = {"always", "ifAttempted", "ifNotSkipped", "ifNotSuspended"}
#: Facts of an objective as the attributes of its maps call them; the 4th edition has more.
MAPPED = {"satisfiedstatus": "satisfied", "normalizedmeasure": "measure"}
MAPPED_IN_4TH = {
    "rawscore": "raw", "minscore": "min", "maxscore": "max", "completionstatus": "completed",
    "progressmeasure": "progress",
}  # fmt: skip
MOST_RULES = 60
Definition = dict[str, Any]


def objective_id(written: str) -> str:
    """The name of an objective. Makers write blanks in it in several ways, and mean the same."""
    return " ".join(unquote(written).split())


def id_of(written: str) -> str:
    if not written or len(written) > LONGEST_ID or not written.isprintable():
        raise PackageRefusedError(Problem.SEQUENCE)
    return written


def is_true(element: Element, name: str, *, default: bool) -> bool:
    written = said(element, name)
    if written and written not in BOOLEANS:
        raise PackageRefusedError(Problem.SEQUENCE)
    return BOOLEANS.get(written, default)


def one_of(element: Element | None, name: str, known: set[str], usual: str = "") -> str:
    found = said(element, name) or usual
    if found not in known:
        raise PackageRefusedError(Problem.SEQUENCE)
    return found


def between(element: Element, name: str, low: float, high: float, usual: float) -> float:
    written = said(element, name)
    return number_of(written, low, high) if written else usual


def number_of(written: str, low: float, high: float) -> float:
    written = written.strip()
    if not NUMBER.fullmatch(written) or not low <= float(written) <= high:
        raise PackageRefusedError(Problem.SEQUENCE)
    return float(written)


def _control(element: Element) -> Definition:
    names = {
        "choice": True, "choiceExit": True, "flow": False, "forwardOnly": False,
        "useCurrentAttemptObjectiveInfo": True, "useCurrentAttemptProgressInfo": True,
    }  # fmt: skip
    ours = ("choice", "choice_exit", "flow", "forward_only", "current_objectives_only", "current_progress_only")
    told = {
        mine: (is_true(element, name.lower(), default=usual), usual)
        for mine, (name, usual) in zip(ours, names.items(), strict=True)
    }
    return {name: value for name, (value, usual) in told.items() if value != usual}


def _rules(element: Element) -> Definition:
    found: Definition = {}
    for kind, name, actions in RULES:
        found[kind] = [
            _with_conditions(one, {"action": one_of(part(one, "ruleAction"), "action", actions)}, "rule")
            for one in parts(element, name)
        ]
    if sum(len(one) for one in found.values()) > MOST_RULES:
        raise PackageRefusedError(Problem.SEQUENCE)
    return {kind: rules for kind, rules in found.items() if rules}


def _with_conditions(element: Element, rule: Definition, kind: str) -> Definition:
    """A rule with its conditions. kind: rule, or rollup."""
    above = part(element, f"{kind}Conditions")
    listed = list(parts(above, f"{kind}Condition")) if above is not None else []
    if above is None or not listed or len(listed) > MOST_RULES:
        raise PackageRefusedError(Problem.SEQUENCE)
    usual = "all" if kind == "rule" else "any"
    rule["needs_all"] = one_of(above, "conditioncombination", {"all", "any"}, usual) == "all"
    rule["conditions"] = [_condition(one, CONDITIONS if kind == "rule" else OF_ROLLUP) for one in listed]
    return rule


def _condition(element: Element, names: set[str]) -> Definition:
    told: Definition = {"name": one_of(element, "condition", names)}
    if one_of(element, "operator", {"not", "noOp"}, "noOp") == "not":
        told["negated"] = True
    if reference := objective_id(said(element, "referencedobjective")):
        told["objective"] = reference
    if said(element, "measurethreshold"):
        told["measure"] = between(element, "measurethreshold", -1, 1, 0)
    return told


def _rollup(element: Element) -> Definition:
    rules = []
    for one in parts(element, "rollupRule"):
        rule = {"action": one_of(part(one, "rollupAction"), "action", ROLLUP)}
        sets = {"all", "any", "none", "atLeastCount", "atLeastPercent"}
        rule["child_set"] = one_of(one, "childactivityset", sets, "all")
        rule["count"] = int(between(one, "minimumcount", 0, 10_000, 0))
        rule["percent"] = between(one, "minimumpercent", 0, 1, 0)
        rules.append(_with_conditions(one, rule, "rollup"))
    if len(rules) > MOST_RULES:
        raise PackageRefusedError(Problem.SEQUENCE)
    told = {"rollup": rules} if rules else {}
    told["rolls_up_objective"] = is_true(element, "rollupobjectivesatisfied", default=True)
    told["rolls_up_progress"] = is_true(element, "rollupprogresscompletion", default=True)
    told["objective_weight"] = between(element, "objectivemeasureweight", 0, 1, 1)
    return told


def objectives_of(found: Mapping[str, Element]) -> Iterator[Definition]:
    """The objectives of an activity, with the maps that the 4th edition adds."""
    more: dict[str, list[Element]] = {}
    for above in [found["adlseq"]] if "adlseq" in found else []:
        for one in parts(above, "objective"):
            more.setdefault(objective_id(said(one, "objectiveid")), []).extend(parts(one, "mapInfo"))
    for one in parts(found["objectives"], "primaryObjective", "objective"):
        is_primary = name_of(one) == "primaryObjective"
        name = objective_id(said(one, "objectiveid"))
        if not (is_primary or name) or len(name) > LONGEST_ID:
            raise PackageRefusedError(Problem.SEQUENCE)
        told: Definition = {"id": name, "is_primary": is_primary}
        told["by_measure"] = is_true(one, "satisfiedbymeasure", default=False)
        least = part(one, "minNormalizedMeasure")
        if least is not None:
            told["least_measure"] = number_of("".join(least.itertext()), -1, 1)
        own, extra = list(parts(one, "mapInfo")), more.get(name, [])
        told["maps"] = [_map(got, MAPPED) for got in own] + [_map(got, MAPPED_IN_4TH) for got in extra]
        yield told


def _map(element: Element, facts: Mapping[str, str]) -> Definition:
    """A map says of each fact whether it is read from, or written to, the objective that activities share."""
    target = id_of(objective_id(said(element, "targetobjectiveid")))
    reads = [fact for name, fact in facts.items() if is_true(element, f"read{name}", default=True)]
    writes = [fact for name, fact in facts.items() if is_true(element, f"write{name}", default=False)]
    return {"target": target, "reads": reads, "writes": writes}


def _limits(element: Element) -> Definition:
    if not said(element, "attemptlimit"):
        return {}
    return {"most_attempts": int(between(element, "attemptlimit", 0, 100_000, 0))}


def _random(element: Element) -> Definition:
    told: Definition = {
        "select_timing": one_of(element, "selectiontiming", TIMINGS, "never"),
        "random_timing": one_of(element, "randomizationtiming", TIMINGS, "never"),
        "reorders": is_true(element, "reorderchildren", default=False),
    }
    if said(element, "selectcount"):
        told["select_count"] = int(between(element, "selectcount", 0, 10_000, 0))
    return told


def _delivery(element: Element) -> Definition:
    return {
        "tracked": is_true(element, "tracked", default=True),
        "completion_by_content": is_true(element, "completionsetbycontent", default=False),
        "objective_by_content": is_true(element, "objectivesetbycontent", default=False),
    }


def _constrained(element: Element) -> Definition:
    return {
        "prevents_activation": is_true(element, "preventactivation", default=False),
        "constrains_choice": is_true(element, "constrainchoice", default=False),
    }


def _considered(element: Element) -> Definition:
    needed = {name: one_of(element, f"requiredfor{name.lower()}", NEEDED, "always") for name in sorted(ROLLUP)}
    is_counted = is_true(element, "measuresatisfactionifactive", default=True)
    return {"required": needed, "measure_counts_if_active": is_counted}


READERS = {
    "controlMode": _control,
    "sequencingRules": _rules,
    "limitConditions": _limits,
    "rollupRules": _rollup,
    "randomizationControls": _random,
    "deliveryControls": _delivery,
    "constrainedChoiceConsiderations": _constrained,
    "rollupConsiderations": _considered,
}
