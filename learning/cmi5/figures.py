"""What is done in a course of cmi5, by what its parts said: moveOn, blocks, the course (13.1.4), and the claim of all."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from learning.cmi5.course import COURSE
from learning.packages.models import Success

State = Mapping[str, Any]
#: What must have been said so that a part counts as done.
NEEDS = {
    "NotApplicable": lambda _state: True,
    "Completed": lambda state: "completed" in state,
    "Passed": lambda state: "passed" in state,
    "CompletedAndPassed": lambda state: "completed" in state and "passed" in state,
    "CompletedOrPassed": lambda state: "completed" in state or "passed" in state,
}


def is_satisfied(unit: Mapping[str, Any], state: State) -> bool:
    """Whether a part is done as far as the course asks. One that was waived is (9.3.9.0-1)."""
    return "waived" in state or NEEDS[unit["move_on"]](state)


def satisfied(course: Mapping[str, Any], states: Mapping[str, State]) -> list[str | int]:
    """The blocks in which all parts are done, the inner ones first, and the course when everything is."""
    units, blocks = course["units"], course["blocks"]
    waiting = [one["block"] for number, one in enumerate(units) if not is_satisfied(one, states.get(str(number), {}))]
    open_blocks: set[int | None] = set()
    for each in waiting:
        block = each
        while block is not None and block not in open_blocks:
            open_blocks.add(block)
            block = blocks[block]["parent"]
    inner_first = sorted(range(len(blocks)), key=lambda number: (-_depth(blocks, number), number))
    done: list[str | int] = [number for number in inner_first if number not in open_blocks]
    return done if waiting else [*done, COURSE]


def _depth(blocks: Sequence[Mapping[str, Any]], number: int) -> int:
    depth, parent = 0, blocks[number]["parent"]
    while parent is not None:
        depth, parent = depth + 1, blocks[parent]["parent"]
    return depth


def success_of(states: Mapping[str, State], *, is_complete: bool) -> str:
    """Not passed when one part was not; passed when some were and all is done."""
    if any("failed" in one and "passed" not in one for one in states.values()):
        return Success.FAILED
    return Success.PASSED if is_complete and any("passed" in one for one in states.values()) else Success.UNKNOWN


def score_of(states: Mapping[str, State]) -> Decimal | None:
    """The mean of the scores that were told, of a hundred."""
    told = [Decimal(str(one["score"])) * 100 for one in states.values() if "score" in one]
    return (sum(told, Decimal(0)) / len(told)).quantize(Decimal("0.01")) if told else None
