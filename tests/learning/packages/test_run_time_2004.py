"""The run-time of SCORM 2004 that content calls, as a table: every error code, every kind of value (RTE 3 and 4)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SOURCES = [ROOT / "static/js/scorm2004-types.js", ROOT / "static/js/scorm2004.js"]
START = ("Initialize", "")


def run(*rows):
    """What each row of (told, calls) gave, in one process."""
    node = shutil.which("node")
    assert node, "the scripts are built with node; it must be here"
    command = [node, Path(__file__).with_name("run_time_2004.mjs"), *SOURCES]
    done = subprocess.run(command, input=json.dumps(rows), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def get(path, value="", code="0"):
    return ("GetValue", path), [value, code]


def put(path, value, code="0"):
    return ("SetValue", path, value), ["true" if code == "0" else "false", code]


def call(name, value="", code="0", given=""):
    return (name, given), [value, code]


LONG = "x" * 250
ANSWERS = {
    "true-false": (["true", "false"], ["yes", ""]),
    "choice": (["a[,]b", "", "a"], ["a[,]a", "a b", "a[,]"]),
    "fill-in": (["{lang=cy}mor[,]sea", "one"], ["{lang=123}x", "x" * 251]),
    "long-fill-in": (["many words here"], ["x" * 4001]),
    "matching": (["a[.]1[,]b[.]2"], ["a", "a[.]b[.]c"]),
    "performance": (["first[.]3[,][.]x"], ["[.]", "a"]),
    "sequencing": (["a[,]b[,]a"], ["a b"]),
    "likert": (["often"], ["", "very often"]),
    "numeric": (["3.5", "-1"], ["three"]),
    "other": (["any words"], ["x" * 4001]),
}  # fmt: skip
PATTERNS = {
    "true-false": (["true"], ["no"]),
    "fill-in": (["{case_matters=true}{order_matters=false}{lang=en}a[,]b"], ["{case_matters=maybe}a"]),
    "performance": (["{order_matters=false}a[.]1[:]3"], ["a[.]3[:]1", ""]),
    "matching": (["a[.]1"], [""]),
    "numeric": (["1[:]2", "[:]2", "1[:]"], ["2[:]1", "3"]),
}

#: Each a life of its own: what it is told, and its calls with what they give.
LIVES = {
    "before it begins (112, 122, 132, 142)": ({}, [call("Terminate", "false", "112"), get("cmi.mode", "", "122"), put("cmi.location", "1", "132"), call("Commit", "false", "142")]),
    "it begins once (103, 201)": ({}, [call("Initialize", "false", "201", "now"), call("Initialize", "true"), call("Initialize", "false", "103")]),
    "it ends once (113, 123, 133, 143, 104)": ({}, [call("Initialize", "true"), call("Terminate", "false", "201", "x"), call("Terminate", "true"), call("Terminate", "false", "113"), get("cmi.mode", "", "123"), put("cmi.location", "1", "133"), call("Commit", "false", "143"), call("Initialize", "false", "104")]),
    "no such element (301, 351, 401)": ({}, ["start", get("", "", "301"), put("", "1", "351"), get("cmi.nothing", "", "401"), put("cmi.nothing", "1", "401"), get("lms.x", "", "401"), get("cmi", "", "401"), get("cmi.score", "", "401"), get("cmi.objectives.x.id", "", "401"), get("constructor", "", "401"), get("cmi.__proto__", "", "401"), get("cmi.toString", "", "401")]),
    "words about all elements": ({}, ["start", get("cmi._version", "1.0"), get("cmi._children", "", "301"), get("cmi.score._children", "scaled,raw,min,max"), get("cmi.location._children", "", "301"), get("cmi.objectives._count", "0"), get("cmi.score._count", "", "301"), get("cmi.mode._version", "", "301"), put("cmi.objectives._count", "1", "404"), put("cmi._version", "2", "404")]),
    "not yet set (403)": ({}, ["start", *(get(f"cmi.{name}", "", "403") for name in ("location", "suspend_data", "launch_data", "progress_measure", "completion_threshold", "scaled_passing_score", "max_time_allowed", "score.scaled", "score.raw"))]),
    "set by us alone (404)": ({"cmi": {"learner_name": "Learner", "launch_data": "a"}}, ["start", get("cmi.learner_name", "Learner"), get("cmi.launch_data", "a"), *(put(f"cmi.{name}", "1", "404") for name in ("learner_id", "learner_name", "credit", "entry", "mode", "launch_data", "total_time", "completion_threshold", "scaled_passing_score", "max_time_allowed", "time_limit_action"))]),
    "read by us alone (405)": ({}, ["start", put("cmi.exit", "suspend"), get("cmi.exit", "", "405"), put("cmi.session_time", "PT1H5M3.25S"), get("cmi.session_time", "", "405")]),
    "kinds of value (406)": ({}, ["start", put("cmi.exit", "later", "406"), put("cmi.completion_status", "done", "406"), put("cmi.success_status", "completed", "406"), put("cmi.session_time", "01:00:00", "406"), put("cmi.score.raw", "many", "406"), put("cmi.learner_preference.language", "!", "406"), put("cmi.learner_preference.audio_captioning", "2", "406"), put("cmi.location", "x" * 1001, "406"), put("cmi.suspend_data", "x" * 64001, "406"), put("cmi.suspend_data", "x" * 64000)]),
    "ranges (407)": ({}, ["start", put("cmi.score.scaled", "1.01", "407"), put("cmi.score.scaled", "-1"), put("cmi.progress_measure", "-0.1", "407"), put("cmi.learner_preference.delivery_speed", "-1", "407"), put("cmi.progress_measure", "0.5"), get("cmi.progress_measure", "0.5")]),
    "goals": ({"cmi": {"objectives": [{"id": "known", "success_status": "passed"}]}}, ["start", get("cmi.objectives._count", "1"), get("cmi.objectives.0.success_status", "passed"), put("cmi.objectives.0.id", "other", "351"), put("cmi.objectives.1.success_status", "passed", "408"), put("cmi.objectives.1.id", "known", "351"), put("cmi.objectives.1.id", "new"), put("cmi.objectives.3.id", "far", "351"), get("cmi.objectives.2.id", "", "301"), put("cmi.objectives.1.score.scaled", "0.25"), get("cmi.objectives.1.score.scaled", "0.25"), get("cmi.objectives.1.score.raw", "", "403"), get("cmi.objectives.1.completion_status", "unknown"), put("cmi.objectives.2.id", "a b", "406"), get("cmi.objectives._count", "2")]),
    "interactions (408)": ({}, ["start", put("cmi.interactions.0.type", "choice", "408"), put("cmi.interactions.0.id", "q-1"), put("cmi.interactions.0.learner_response", "a", "408"), put("cmi.interactions.0.correct_responses.0.pattern", "a", "408"), put("cmi.interactions.0.type", "choice"), put("cmi.interactions.0.correct_responses.0.pattern", "a"), put("cmi.interactions.0.correct_responses.1.pattern", "a", "351"), put("cmi.interactions.0.objectives.0.id", "goal"), put("cmi.interactions.0.objectives.1.id", "goal", "351"), put("cmi.interactions.0.timestamp", "2026-02-30", "406"), put("cmi.interactions.0.timestamp", "2026-02-28T10:05:01.5Z"), put("cmi.interactions.0.latency", "PT5S"), put("cmi.interactions.0.result", "0.5"), put("cmi.interactions.0.result", "right", "406"), put("cmi.interactions.0.weighting", "1.5"), put("cmi.interactions.0.description", "{lang=cy}Cwestiwn"), get("cmi.interactions.0.correct_responses._count", "1"), get("cmi.interactions._children", "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description")]),
    "comments": ({"cmi": {"comments_from_lms": [{"comment": "Well done"}]}}, ["start", get("cmi.comments_from_lms.0.comment", "Well done"), put("cmi.comments_from_lms.0.comment", "x", "404"), put("cmi.comments_from_learner.0.comment", "{lang=cy}Diolch"), put("cmi.comments_from_learner.0.location", LONG), put("cmi.comments_from_learner.0.timestamp", "2039", "406"), get("cmi.comments_from_learner._count", "1")]),
    "limits have the last word": ({"cmi": {"completion_threshold": "0.8", "scaled_passing_score": "0.5"}}, ["start", put("cmi.completion_status", "completed"), get("cmi.completion_status", "unknown"), put("cmi.progress_measure", "0.7"), get("cmi.completion_status", "incomplete"), put("cmi.success_status", "failed"), put("cmi.score.scaled", "0.5"), get("cmi.success_status", "passed")]),
    "what may be asked for": ({"valid": {"continue": True, "previous": False, "choice": ["b"], "jump": []}}, ["start", get("adl.nav.request", "_none_"), get("adl.nav.request_valid.continue", "true"), get("adl.nav.request_valid.previous", "false"), get("adl.nav.request_valid.choice.{target=b}", "true"), get("adl.nav.request_valid.choice.{target=c}", "false"), get("adl.nav.request_valid.jump.{target=b}", "false"), put("adl.nav.request_valid.continue", "true", "404"), get("adl.nav.request_valid.up", "", "401"), put("adl.nav.request", "fly", "406"), put("adl.nav.request", "{target=b}choice"), get("adl.nav.request", "{target=b}choice")]),
    "shared data": ({"data": [{"id": "box", "reads": True, "writes": False, "store": "full"}, {"id": "post", "reads": False, "writes": True, "store": ""}]}, ["start", get("adl.data._children", "id,store"), get("adl.data._count", "2"), get("adl.data.0.id", "box"), get("adl.data.0.store", "full"), put("adl.data.0.store", "x", "404"), get("adl.data.1.store", "", "405"), put("adl.data.1.store", "letter"), put("adl.data.0.id", "x", "404"), put("adl.data.2.store", "x", "351"), get("adl.data.2.store", "", "301")]),
    **{f"answers: {kind}": ({}, ["start", put("cmi.interactions.0.id", "q"), put("cmi.interactions.0.type", kind), *(put("cmi.interactions.0.learner_response", one) for one in good), *(put("cmi.interactions.0.learner_response", one, "406") for one in bad)]) for kind, (good, bad) in ANSWERS.items()},
    **{f"patterns: {kind}": ({}, ["start", put("cmi.interactions.0.id", "q"), put("cmi.interactions.0.type", kind), *(put("cmi.interactions.0.correct_responses.0.pattern", one) for one in good), *(put("cmi.interactions.0.correct_responses.0.pattern", one, "406") for one in bad)]) for kind, (good, bad) in PATTERNS.items()},
}  # fmt: skip


@pytest.fixture(scope="module")
def lives():
    """All of them, lived in one process."""
    rows = [[told, [START if one == "start" else one[0] for one in calls]] for told, calls in LIVES.values()]
    return dict(zip(LIVES, run(*rows), strict=True))


@pytest.mark.parametrize("name", LIVES)
def test_each_call_gives_what_the_standard_says(lives, name):
    wanted = [["true", "0"] if one == "start" else one[1] for one in LIVES[name][1]]
    assert lives[name]["said"] == wanted


def test_what_content_says_is_handed_over_whole_when_it_commits_and_when_it_ends():
    calls = [START, ("SetValue", "cmi.location", "3"), ("SetValue", "cmi.score.scaled", "0.5"), ("SetValue", "cmi.objectives.0.id", "g"), ("SetValue", "adl.nav.request", "continue"), ("SetValue", "adl.data.0.store", "x"), ("Commit", ""), ("Terminate", "")]  # fmt: skip
    told = {"cmi": {"scaled_passing_score": "0.4"}, "data": [{"id": "box", "reads": True, "writes": True, "store": ""}]}
    (found,) = run([told, calls])
    assert (found["count"], found["is_at_work"]) == (2, False)
    kept = found["kept"]
    assert (kept["location"], kept["score"], kept["objectives"]) == ("3", {"scaled": "0.5"}, [{"id": "g"}])
    assert (kept["success_status"], kept["nav_request"], kept["stores"], kept["end"]) == (
        "passed", "continue", {"box": "x"}, True,
    )  # fmt: skip


def test_errors_have_words_and_asking_for_them_changes_nothing():
    codes = ["0", "101", "301", "351", "391", "401", "402", "403", "404", "405", "406", "407", "408"]
    calls = [START, ("GetValue", "cmi.location"), *(("GetErrorString", one) for one in codes), ("GetErrorString", "9"), ("GetDiagnostic", "")]  # fmt: skip
    (found,) = run([{}, calls])
    words = [said for said, code in found["said"][2:]]
    assert all(0 < len(one) <= 255 for one in words[:-2])
    assert words[-2:] == ["", "Data model element value not initialized"]
    assert {code for _said, code in found["said"][1:]} == {"403"}
