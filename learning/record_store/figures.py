"""Progress as a fold over facts: the order they come in, and how often each comes, make no difference.

Each fact says a little (`of`), and what two of them say is joined (`merge`): the earliest time a thing was done, the
best score, the latest moment. Such joins commute and repeat without harm, so a page may add one fact to what is kept,
and `rebuild_progress` may add them all again, and both end with the same progress.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from functools import reduce
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Said:
    """What the fold needs of a fact. `at` is when it counts as done: never later than when we heard of it."""

    verb: str
    object_type: str
    object_id: UUID
    result: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Score:
    right: int
    of: int

    @property
    def rank(self) -> tuple[Fraction, int]:
        """Better scores rank higher; of two equal shares, the one of more questions."""
        return Fraction(self.right, self.of), self.of


@dataclass(frozen=True, slots=True)
class Tried:
    """The answer to a check-yourself question, and when it was given. The latest one counts."""

    at: datetime
    response: Any

    @property
    def rank(self) -> tuple[datetime, str]:
        return self.at, repr(self.response)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a set of facts adds up to.

    done: what was finished or passed, and when first. checks: what was last answered to each check-yourself question.
    """

    done: Mapping[str, datetime] = field(default_factory=dict)
    checks: Mapping[str, Tried] = field(default_factory=dict)
    best: Score | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Progress held against what there is to do in a version of a course."""

    lessons_done: int
    lessons_total: int
    next_lesson: int  # counted from 1; 0 when all are done
    completed_at: datetime | None


NOTHING = Progress()


def counted_at(happened_at: datetime, received_at: datetime) -> datetime:
    """When a fact counts as done. A tablet whose clock is fast cannot do things after we heard of them."""
    return min(happened_at, received_at)


def of(fact: Said) -> Progress:
    """What one fact says about progress."""
    done, checks, best = {}, {}, None
    if (fact.verb, fact.object_type) in {("completed", "lesson"), ("passed", "quiz")}:
        done[str(fact.object_id)] = fact.at
    if (fact.verb, fact.object_type) == ("answered", "block"):
        checks[str(fact.object_id)] = Tried(fact.at, fact.result["response"])
    if fact.object_type == "quiz" and fact.verb in {"passed", "failed"}:
        score = fact.result["score"]
        best = Score(score["raw"], score["max"])
    return Progress(done, checks, best, fact.at)


def merge(one: Progress, other: Progress) -> Progress:
    """What two sets of facts say together, whether or not they overlap."""
    done = dict(one.done)
    for key, at in other.done.items():
        done[key] = min(done.get(key, at), at)
    checks = dict(one.checks)
    for key, tried in other.checks.items():
        checks[key] = max(checks.get(key, tried), tried, key=lambda each: each.rank)
    return Progress(
        done,
        checks,
        max(filter(None, (one.best, other.best)), key=lambda score: score.rank, default=None),
        max(filter(None, (one.last_at, other.last_at)), default=None),
    )


def fold(facts: Iterable[Said], start: Progress = NOTHING) -> Progress:
    """What the facts say, added to what is known."""
    return reduce(merge, map(of, facts), start)


def summarise(progress: Progress, lesson_ids: Sequence[UUID], quiz_ids: Sequence[UUID]) -> Summary:
    """How far that is through these lessons and quizzes.

    A course is complete when every lesson is finished and every quiz is passed: at the moment the last of them was
    first done. What was done in other lessons (of another version) does not count.
    """
    lessons = [str(key) for key in lesson_ids]
    needed = [*lessons, *map(str, quiz_ids)]
    waiting = [number for number, key in enumerate(lessons, 1) if key not in progress.done]
    complete = bool(needed) and all(key in progress.done for key in needed)
    return Summary(
        lessons_done=len(lessons) - len(waiting),
        lessons_total=len(lessons),
        next_lesson=waiting[0] if waiting else 0,
        completed_at=max(progress.done[key] for key in needed) if complete else None,
    )
