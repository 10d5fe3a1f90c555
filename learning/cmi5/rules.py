"""What a part may say while it is open (7.1, 9, 10.2.2). Each refusal names the section that it breaks, and answers 403.

The statements have the shape of the record store already. Order counts: each is held against those before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from learning.cmi5.models import Launch
from learning.cmi5.statements import CMI5, MASTERY, MOVE_ON, SESSION, THEIRS
from learning.xapi.agents import identity
from learning.xapi.problems import Refused
from learning.xapi.shapes import read_moment
from learning.xapi.statements import VOIDED

Told = Mapping[str, Any]
#: What may be said in a mode other than Normal (10.2.2).
ALWAYS = {"initialized", "terminated"}
JUDGED = {"passed": True, "failed": False}
LASTS = {"terminated", "completed", "passed", "failed"}
#: What a part may say once, for one learner, however often it is opened (9.3.0.0-6, -7).
ONCE = {"completed", "passed"}


def _no(section: str, words: str) -> Refused:
    return Refused(f"cmi5 {section}: {words}", 403)


@dataclass
class Session:
    """Where a session stands. before: what the same part said in this and in other sessions of the registration."""

    launch: Launch
    activity: str
    makers: str
    mastery: float | None
    said: list[str]
    before: set[str]
    begun: str
    heard: list[tuple[str, Told]] = field(default_factory=list)  # cmi5 defined, and new

    def hear(self, told: Sequence[Told]) -> None:
        """Hold statements to the rules, in turn. Raises Refused at the first that breaks one."""
        for one in told:
            self._one(one)

    def _one(self, told: Told) -> None:
        self._named(told)
        self._context(told)
        verb = self._defined(told)
        if "terminated" in self.said:
            raise _no("9.3.0.0-5", "nothing follows terminated")
        if not self.said and verb != "initialized":
            raise _no("9.3.0.0-4", "the first statement is initialized")
        if self.begun and read_moment(told["timestamp"], "timestamp") < read_moment(self.begun, "timestamp"):
            raise _no("9.3.0.0-4", "nothing happens before initialized")
        if verb is None:
            return
        self._order(verb)
        self._result(told, verb)
        self._score(told, verb)
        self.said.append(verb)
        self.before.add(verb)
        self.begun = self.begun or told["timestamp"]
        self.heard.append((verb, told))

    def _named(self, told: Told) -> None:
        if told["verb"]["id"] == VOIDED:
            raise _no("6.3.0.0-1", "a part voids nothing")
        if "id" not in told:
            raise _no("9.1.0.0-1", "the statement has no id")
        if "timestamp" not in told:
            raise _no("9.7.0.0-1", "the statement has no timestamp")
        if not told["timestamp"].upper().endswith(("Z", "+00:00", "+0000", "+00")):
            raise _no("9.7.0.0-2", "the timestamp is not in UTC")
        actor = told["actor"]
        if actor.get("objectType", "Agent") != "Agent" or identity(actor) != identity(self.launch.registration.actor):
            raise _no("9.2", "the actor is not the one of the launch")

    def _context(self, told: Told) -> None:
        context = told.get("context", {})
        if context.get("registration", "").lower() != str(self.launch.registration_id):
            raise _no("9.6.1.0-1", "the registration is not the one of the launch")
        if context.get("extensions", {}).get(SESSION) != str(self.launch.pk):
            raise _no("9.6.3.1-4", "the session is not the one of the launch")
        if self.makers not in _ids(context, "grouping"):
            raise _no("10.2.1.0-6", "the context does not hold the template")

    def _defined(self, told: Told) -> str | None:
        """The verb of a statement that is cmi5 defined, or None for one that is only allowed (7.1.3)."""
        categories = _ids(told.get("context", {}), "category")
        if CMI5 not in categories:
            if MOVE_ON in categories:
                raise _no("9.6.2.2-2", "only what is judged or complete bears the moveOn category")
            return None
        verb = THEIRS.get(told["verb"]["id"])
        if verb is None:
            raise _no("7.1.3", "the verb is not one that a part may use with the cmi5 category")
        if told["object"].get("objectType", "Activity") != "Activity" or told["object"].get("id") != self.activity:
            raise _no("9.4.0.0-2", "the object is not the activity of the launch")
        return verb

    def _order(self, verb: str) -> None:
        if verb == "initialized" and not (self.launch.has_data and self.launch.has_preferences):
            raise _no("10.2.1, 11.0", "launch data and learner preferences are read first")
        if verb in self.said:
            raise _no("9.3.0.0-2", "the verb was used in this session")
        if verb in JUDGED and set(JUDGED) & set(self.said):
            raise _no("9.3.0.0-3", "a session is passed or failed, once")
        if verb in ONCE and verb in self.before:
            raise _no("9.3.0.0-6", "it was said in this registration")
        if verb == "failed" and "passed" in self.before:
            raise _no("9.3.0.0-8", "failed does not follow passed")
        if verb not in ALWAYS and self.launch.mode != Launch.Mode.NORMAL:
            raise _no("10.2.2", "in this mode nothing is judged")

    def _result(self, told: Told, verb: str) -> None:
        result = told.get("result", {})
        if result.get("success") is not JUDGED.get(verb):
            raise _no("9.5.2", "success does not fit the verb")
        if result.get("completion") is not (True if verb == "completed" else None):
            raise _no("9.5.3", "completion does not fit the verb")
        if verb in LASTS and "duration" not in result:
            raise _no("9.5.4.1", "the duration is missing")
        is_moving = "success" in result or "completion" in result
        if is_moving != (MOVE_ON in _ids(told["context"], "category")):
            raise _no("9.6.2.2", "the moveOn category does not fit the result")

    def _score(self, told: Told, verb: str) -> None:
        score = told.get("result", {}).get("score")
        mastery = told["context"].get("extensions", {}).get(MASTERY)
        if score is not None and verb not in JUDGED:
            raise _no("9.5.1.0-2", "only passed and failed have a score")
        if mastery is not None and self.mastery is not None and mastery != self.mastery:
            raise _no("9.6.3.2-2", "the mastery score is not the one of the launch")
        if score is None:
            return
        if "raw" in score and not ("min" in score and "max" in score and score["min"] <= score["raw"] <= score["max"]):
            raise _no("9.5.1.0-3", "a raw score stands between min and max")
        scaled = score.get("scaled")
        if scaled is None:
            return
        if not 0 <= scaled <= 1:
            raise _no("9.5.1", "scaled goes from 0 to 1")
        if self.mastery is not None and mastery is None:
            raise _no("9.6.3.2-2", "the mastery score is missing")
        if self.mastery is not None and (scaled >= self.mastery) is not JUDGED[verb]:
            raise _no("9.3.4.0-2", "the score does not fit the verb")


def _ids(context: Told, name: str) -> set[str]:
    given = context.get("contextActivities", {}).get(name, [])
    return {one["id"] for one in (given if isinstance(given, list) else [given])}
