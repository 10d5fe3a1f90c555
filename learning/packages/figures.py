"""What a package says of a learner, read from what it left; and what it is given when it is opened again.

Nothing here is believed: a claim is shown as one, and no certificate comes of it (T73).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from learning.packages.models import Success

TIMESPAN = re.compile(r"(\d{1,4}):(\d{2}):(\d{2})(?:\.\d{1,2})?")
DURATION = re.compile(
    r"P(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,7})M)?(?:(\d{1,9})(?:\.\d{1,2})?S)?)?", re.ASCII
)
LEAVES_OPEN = {"suspend", "logout"}


@dataclass(frozen=True)
class Claim:
    """What a part says. score: of a hundred."""

    is_complete: bool = False
    success: str = Success.UNKNOWN
    score: Decimal | None = None
    seconds: int = 0


def claim_of(cmi: Mapping[str, Any]) -> Claim:
    """The claim in a part's data, of either version of SCORM."""
    if "core" in cmi:
        core = _inside(cmi, "core")
        status = _text(core, "lesson_status")
        success = {"passed": Success.PASSED, "failed": Success.FAILED}.get(status, Success.UNKNOWN)
        percent = _of_hundred(_inside(core, "score"))
        return Claim(status in {"completed", "passed"}, success, percent, seconds_of(_text(core, "session_time")))
    told, score = _text(cmi, "success_status"), _inside(cmi, "score")
    scaled = _number(_text(score, "scaled"))
    found = _fitting(scaled * 100) if scaled is not None else _of_hundred(score)
    known = Success(told) if told in {Success.PASSED, Success.FAILED} else Success.UNKNOWN
    is_complete = _text(cmi, "completion_status") == "completed"
    return Claim(is_complete, known, found, seconds_of(_text(cmi, "session_time")))


def claims_of(parts: Sequence[Mapping[str, Any]], states: Mapping[str, Any]) -> Claim:
    """What all parts of a package say together."""
    return rolled_up([claim_of(states.get(one["id"], {})) for one in parts])


def fold(left: Mapping[str, Any]) -> dict[str, Any]:
    """What a part left, with the time of its last session among those before it."""
    core = dict(_inside(left, "core"))
    session = core.pop("session_time", "") if core else left.get("session_time", "")
    rest = _without(left, "session_time", "core", "was_ended")
    told = left.get("told", 0) + seconds_of(session if isinstance(session, str) else "")
    return {**rest, **({"core": core} if core else {}), "told": told, "was_ended": bool(left.get("was_ended"))}


def told_before(left: Mapping[str, Any], now: Mapping[str, Any]) -> int:
    """The time of all sessions before this one. A page that was loaded again begins a session anew."""
    is_anew = claim_of(now).seconds < claim_of(left).seconds
    return told_seconds(left) if is_anew else int(left.get("told", 0))


def told_seconds(left: Mapping[str, Any]) -> int:
    """How long a part was in use by its own word, over all its sessions that ended."""
    return int(fold(left)["told"])


def rolled_up(claims: Sequence[Claim]) -> Claim:
    """One claim of all parts: complete when each is; not passed when one is not; the score is the mean of those told."""
    scores = [one.score for one in claims if one.score is not None]
    told = {one.success for one in claims} - {Success.UNKNOWN}
    is_complete = bool(claims) and all(one.is_complete for one in claims)
    success = Success.UNKNOWN
    if Success.FAILED in told:
        success = Success.FAILED
    elif told and is_complete:
        success = Success.PASSED
    score = (sum(scores, Decimal(0)) / len(scores)).quantize(Decimal("0.01")) if scores else None
    return Claim(is_complete, success, score)


def seconds_of(written: str) -> int:
    """A time in seconds, as either version writes it; 0 when it is none."""
    if found := TIMESPAN.fullmatch(written):
        hours, minutes, seconds = (int(one) for one in found.groups())
        return hours * 3600 + minutes * 60 + seconds
    if (found := DURATION.fullmatch(written)) and len(written) > 1:
        days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
        return days * 86400 + hours * 3600 + minutes * 60 + seconds
    return 0


def begin_12(item: Mapping[str, Any], left: Mapping[str, Any], *, learner: str) -> dict[str, Any]:
    """cmi of SCORM 1.2 for a part that is opened: what it left, and what we say."""
    core, seconds = dict(_inside(left, "core")), told_seconds(left)
    score = {name: one for name, one in _inside(core, "score").items() if one not in {"", None}}
    kept = {name: core[name] for name in ("lesson_location", "lesson_status") if _text(core, name)}
    ours = {
        "student_id": learner,
        "student_name": "Learner",
        "credit": "credit",
        "lesson_mode": "normal",
        "entry": _entry(left, _text(core, "exit")),
        "total_time": f"{seconds // 3600:04d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}",
    }
    begun = _without(left, "core", "student_data", "launch_data", "comments_from_lms")
    asked = {"mastery_score": item["mastery"], "max_time_allowed": item["most_time"]}
    asked["time_limit_action"] = item["time_action"]
    begun |= {"core": {**kept, **ours, **({"score": score} if score else {})}}
    return {**begun, "launch_data": item["launch_data"], "student_data": {n: one for n, one in asked.items() if one}}


def begin_2004(item: Mapping[str, Any], left: Mapping[str, Any], *, learner: str) -> dict[str, Any]:
    """cmi of SCORM 2004 for a part that is opened. What was not suspended begins anew, as the standard asks (RTE 2.1.1)."""
    entry, seconds = _entry(left, _text(left, "exit")), told_seconds(left)
    begun = _without(left, "exit", "session_time", "entry", "comments_from_lms", "time_limit_action")
    ours = {"learner_id": learner, "learner_name": "Learner", "credit": "credit", "mode": "normal", "entry": entry}
    ours |= {
        "launch_data": item["launch_data"],
        "total_time": f"PT{seconds // 3600}H{seconds // 60 % 60}M{seconds % 60}S",
    }
    if item["mastery"]:
        ours["scaled_passing_score"] = item["mastery"]
    if item["time_action"]:
        ours["time_limit_action"] = item["time_action"]
    return {**(begun if entry == "resume" else {}), **ours}


def _entry(left: Mapping[str, Any], last_exit: str) -> str:
    """A part that was closed in the middle, by its reader or by a power cut, is taken up again."""
    if not set(left) - {"told", "was_ended"}:
        return "ab-initio"
    return "resume" if last_exit in LEAVES_OPEN or not left.get("was_ended") else ""


def _without(given: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """What is worth giving back: neither our own marks nor what is empty."""
    return {
        name: one
        for name, one in given.items()
        if name not in {*names, "was_ended", "told"} and one not in ("", None, {})
    }


def _inside(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = given.get(name)
    return found if isinstance(found, Mapping) else {}


def _text(given: Mapping[str, Any], name: str) -> str:
    found = given.get(name)
    return found if isinstance(found, str) else ""


def _number(written: str) -> Decimal | None:
    try:
        found = Decimal(written[:20]) if written else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and abs(found) < 10**9 else None


def _of_hundred(score: Mapping[str, Any]) -> Decimal | None:
    """A raw score between its lowest and its highest, of a hundred; SCORM 1.2 gives raw scores of a hundred."""
    raw, low, high = (_number(_text(score, name)) for name in ("raw", "min", "max"))
    if raw is None:
        return None
    low, high = low or Decimal(0), high if high is not None else Decimal(100)
    return _fitting((raw - low) * 100 / (high - low)) if high > low else None


def _fitting(score: Decimal) -> Decimal | None:
    return score.quantize(Decimal("0.01")) if -100 <= score <= 100 else None
