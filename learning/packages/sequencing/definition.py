"""The rules that a course gives for one activity: the sequencing definition model (SN 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PRIMARY = ""


@dataclass(frozen=True)
class Condition:
    """One condition of a rule. objective: whose state is asked; the primary one when it is empty."""

    name: str = "always"
    negated: bool = False
    objective: str = PRIMARY
    measure: float = 0.0


@dataclass(frozen=True)
class Rule:
    """What happens (action) when all or any of the conditions hold."""

    action: str
    conditions: tuple[Condition, ...] = ()
    needs_all: bool = True

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Rule":
        return cls(told["action"], _conditions(told), told.get("needs_all", True))


@dataclass(frozen=True)
class RollupRule:
    """What an activity becomes (action) when enough of its children meet the conditions."""

    action: str
    child_set: str = "all"
    count: int = 0
    percent: float = 0.0
    conditions: tuple[Condition, ...] = ()
    needs_all: bool = False

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "RollupRule":
        plain = {name: told[name] for name in ("action", "child_set", "count", "percent", "needs_all") if name in told}
        return cls(conditions=_conditions(told), **plain)


@dataclass(frozen=True)
class ObjectiveMap:
    """Which state of an objective is read from, and which is written to, one that activities share (target)."""

    target: str
    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "ObjectiveMap":
        return cls(told["target"], frozenset(told.get("reads", ())), frozenset(told.get("writes", ())))


@dataclass(frozen=True)
class Objective:
    id: str = PRIMARY
    is_primary: bool = False
    by_measure: bool = False
    least_measure: float = 1.0
    maps: tuple[ObjectiveMap, ...] = ()

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Objective":
        plain = {name: one for name, one in told.items() if name != "maps"}
        return cls(maps=tuple(ObjectiveMap.of(one) for one in told.get("maps", ())), **plain)


@dataclass(frozen=True)
class Definition:
    """All rules of an activity. The defaults are those of the book."""

    choice: bool = True
    choice_exit: bool = True
    flow: bool = False
    forward_only: bool = False
    current_objectives_only: bool = True
    current_progress_only: bool = True
    pre: tuple[Rule, ...] = ()
    exit: tuple[Rule, ...] = ()
    post: tuple[Rule, ...] = ()
    most_attempts: int | None = None
    rollup: tuple[RollupRule, ...] = ()
    rolls_up_objective: bool = True
    rolls_up_progress: bool = True
    objective_weight: float = 1.0
    progress_weight: float = 1.0
    required: Mapping[str, str] = field(default_factory=dict)
    measure_counts_if_active: bool = True
    objectives: tuple[Objective, ...] = ()
    select_timing: str = "never"
    select_count: int | None = None
    random_timing: str = "never"
    reorders: bool = False
    tracked: bool = True
    completion_by_content: bool = False
    objective_by_content: bool = False
    prevents_activation: bool = False
    constrains_choice: bool = False
    completed_by_measure: bool = False
    least_progress: float = 1.0
    stores: tuple[Mapping[str, Any], ...] = ()  # adl.data of the 4th edition: what it shares with other activities

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Definition":
        """The definition from what was read out of a list of contents."""
        lists = {name: tuple(Rule.of(one) for one in told.get(name, ())) for name in ("pre", "exit", "post")}
        rollup = tuple(RollupRule.of(one) for one in told.get("rollup", ()))
        objectives = tuple(Objective.of(one) for one in told.get("objectives", ()))
        stores = tuple(told.get("stores", ()))
        plain = {name: one for name, one in told.items() if name not in {*lists, "rollup", "objectives", "stores"}}
        return cls(rollup=rollup, objectives=objectives, stores=stores, **lists, **plain)

    @property
    def primary(self) -> Objective:
        """The objective that counts for the activity. There is one even when the course names none."""
        return next((one for one in self.objectives if one.is_primary), Objective(is_primary=True))

    @property
    def all_objectives(self) -> tuple[Objective, ...]:
        return (self.primary, *(one for one in self.objectives if not one.is_primary))


def _conditions(told: Mapping[str, Any]) -> tuple[Condition, ...]:
    return tuple(Condition(**one) for one in told.get("conditions", ()))
