"""A part of a course while it is open: launch, token, documents, what it may say, and what comes of it.

Each requirement that we rely on bears its number in the list of requirements of cmi5 (section first).
"""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.models import AuditEvent
from learning.cmi5 import actions
from learning.cmi5.models import Launch, Registration
from learning.cmi5.nightly import close_what_was_left
from learning.models import Certificate, PackageTry, Statement
from tests.learning.cmi5.made import (
    CATEGORY,
    EXTENSION,
    FITS,
    HOST,
    MAKER,
    Part,
    block,
    cmi5,
    learning,
    listed,
    tried,
    unit,
)
from tests.learning.packages.made import offered

FULL = unit("one", "one.html?level=2", 'moveOn="CompletedAndPassed" masteryScore="0.9"').replace(
    "</url>", "</url><launchParameters>lights=on</launchParameters><entitlementKey>k-1</entitlementKey>"
)


@pytest.fixture
def course(world):
    return offered(cmi5(listed(block("a", FULL))), world.tutor)


def said(part):
    """The verbs of a registration, and its statements, the oldest first."""
    rows = [one.said for one in Statement.objects.filter(registration=part.registration).order_by("stored_at")]
    return [one["verb"]["id"].rpartition("/")[2] for one in rows], rows


def test_8_and_10_a_learner_opens_a_part_and_it_is_told_what_the_standard_says(world, course):
    part, launch = learning(course, world.someone, world.person)
    page = launch.address
    assert page.startswith(f"http://{HOST}/p/")
    assert page.endswith("/c/one.html?level=2"), "13.1.4.0-3: what its maker wrote stays"
    assert part.actor["account"]["homePage"] == "http://testserver"
    assert world.someone.prison_number not in json.dumps(part.actor), "8.1.3: named at random"
    assert part.activity != f"{MAKER}/au/one", "8.1.5.0-3"
    told = part.take_token()
    assert set(told) == {"auth-token"}, "8.2.1.0-3"
    assert part.take_token()["error-code"] == "1", "8.2.3.0-1: once"
    assert part.client.get(part.fetch.path, headers={"host": HOST}).status_code == 405
    assert part.client.post(part.fetch.path).status_code == 404, "not under the name of the portal"
    assert part.client.post(f"{part.fetch.path}x", headers={"host": HOST}).json()["error-code"] == "2"
    data = part.state().json()
    assert data == {
        "contextTemplate": {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": f"{MAKER}/au/one"}]},
            "extensions": {f"{EXTENSION}/sessionid": str(launch.pk)},
        },
        "launchMode": "Normal",
        "launchMethod": "AnyWindow",
        "moveOn": "CompletedAndPassed",
        "masteryScore": 0.9,
        "launchParameters": "lights=on",
        "entitlementKey": {"courseStructure": "k-1"},
        "returnURL": f"http://{HOST}/cmi5/done/en/",
    }
    ended = part.client.get("/cmi5/done/cy/", headers={"host": HOST}).content.decode()
    assert 'lang="cy"' in ended
    assert "Mae'r rhan hon wedi dod i ben." in ended
    assert part.preferences().json() == {"languagePreference": "en-GB", "audioPreference": "on"}
    verbs, rows = said(part)
    assert verbs == ["launched"], "9.3.1.0-1: before anything else"
    extensions = rows[0]["context"]["extensions"]
    assert extensions == {
        f"{EXTENSION}/sessionid": str(launch.pk),
        f"{EXTENSION}/launchmode": "Normal",
        f"{EXTENSION}/launchurl": page,
        f"{EXTENSION}/moveon": "CompletedAndPassed",
        f"{EXTENSION}/masteryscore": 0.9,
        f"{EXTENSION}/launchparameters": "lights=on",
    }, "9.6.3.1 to 9.6.3.7"
    assert Statement.objects.get().person == world.someone


def test_9_3_9_a_course_is_done_part_by_part_and_what_it_says_is_a_claim(world, course):
    start = clock.now()
    with time_machine.travel(start, tick=False) as moving:
        part, launch = learning(course, world.someone, world.person)
        part.begin().say("initialized")
        assert part.put(part.statement("experienced", defined=False)).status_code == 204, "9.3.0.0-9: allowed"
        moving.shift(timedelta(seconds=20))
        part.say("passed", score={"scaled": 0.95, "raw": 95, "min": 0, "max": 100})
        part.say("completed")
        last = part.statement("terminated", **FITS["terminated"])
        assert part.put(last).status_code == 204
        assert part.put(last).status_code == 204, "the answer was lost on the way, and it is sent again"
    verbs, rows = said(part)
    assert verbs == [
        "launched",
        "initialized",
        "experienced",
        "passed",
        "completed",
        "satisfied",
        "satisfied",
        "terminated",
    ]
    block_done, course_done = rows[5:7]
    for one, kind, makers in ((block_done, "block", f"{MAKER}/block/a"), (course_done, "course", MAKER)):
        assert one["object"]["definition"]["type"].endswith(f"/{kind}"), "9.3.9.0-2, -6"
        assert one["object"]["id"] != makers, "9.3.9.0-4, -8"
        assert {"objectType": "Activity", "id": makers} in one["context"]["contextActivities"]["grouping"], "9.6.2.3-2"
        assert one["context"]["contextActivities"]["category"][0]["id"] == f"{CATEGORY}/cmi5", "9.6.2.1-1"
        assert one["context"]["extensions"] == {f"{EXTENSION}/sessionid": str(launch.pk)}, "9.3.9.0-9"
    going = PackageTry.objects.get()
    assert (going.success, going.score, going.is_too_quick) == ("passed", 95, True), "T73: in twenty seconds"
    assert going.completed_at
    assert not Certificate.objects.exists()
    assert part.put(part.statement("experienced", defined=False)).status_code == 403, "9.3.8: over"
    assert part.state().status_code == 403
    again, launch = learning(course, world.someone, world.person)
    assert (again.registration, again.activity, launch.mode) == (part.registration, part.activity, "Review"), (
        "8.1.5.0-4"
    )
    assert said(part)[0].count("satisfied") == 2, "once for each"


#: What is refused, as a change of a statement that would be taken. (9.5.1.0-3 (d1) is the requirement's own way to write it.)
CATEGORIES = ("context", "contextActivities", "category")
WRONG = [
    ("9.1.0.0-1", "", lambda one: one.pop("id")),
    ("9.7.0.0-1", "", lambda one: one.pop("timestamp")),
    ("9.7.0.0-2", "", lambda one: one.update(timestamp=one["timestamp"].replace("Z", "+02:00"))),
    ("9.3.0.0-4 time", "", lambda one: one.update(timestamp="2020-01-01T00:00:00Z")),
    ("6.3.0.0-1", "", lambda one: one.update(verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object={"objectType": "StatementRef", "id": str(uuid4())})),
    ("9.2.0.0-2", "passed", lambda one: one["actor"].update(objectType="Group")),
    ("9.2.0.0-3", "passed", lambda one: one.update(actor={"mbox": "mailto:a@maker.example"})),
    ("9.3.2.0-3", "initialized", lambda one: None),
    ("8.1.5.0-6", "passed", lambda one: one.update(object={"id": "https://maker.example/other"})),
    ("9.6.0.0-1", "passed", lambda one: one.pop("context")),
    ("9.6.1.0-1 none", "passed", lambda one: one["context"].pop("registration")),
    ("9.6.1.0-1 other", "passed", lambda one: one["context"].update(registration=str(uuid4()))),
    ("9.6.3.1-4", "", lambda one: one["context"]["extensions"].pop(f"{EXTENSION}/sessionid")),
    ("10.2.1.0-6", "", lambda one: one["context"]["contextActivities"].pop("grouping")),
    ("7.1.3 verb", "experienced+", lambda one: None),
    ("7.1.3 ours", "launched+", lambda one: None),
    ("9.5.3.0-2", "passed", lambda one: one["result"].update(completion=True)),
    ("9.5.2.0-3", "completed", lambda one: one["result"].update(success=True)),
    ("9.5.3.0-1", "completed", lambda one: one["result"].pop("completion")),
    ("9.5.3.0-1 false", "completed", lambda one: one["result"].update(completion=False)),
    ("9.5.1.0-2", "completed", lambda one: one["result"].update(score={"scaled": 0.95})),
    ("9.5.4.1-1", "terminated", lambda one: one.pop("result")),
    ("9.5.4.1-2", "completed", lambda one: one["result"].pop("duration")),
    ("9.5.4.1-3", "passed", lambda one: one["result"].pop("duration")),
    ("9.5.4.1-4", "failed", lambda one: one["result"].pop("duration")),
    ("9.5.2.0-1", "passed", lambda one: one["result"].update(success=False)),
    ("9.5.2.0-2", "failed", lambda one: one["result"].update(success=True)),
    ("9.3.4.0-2", "passed", lambda one: one["result"].update(score={"scaled": 0.89})),
    ("9.3.5.0-2", "failed", lambda one: one["result"].update(score={"scaled": 0.9})),
    ("9.5.1.0-3", "passed", lambda one: one["result"].update(score={"raw": 95, "min": 0})),
    ("9.6.2.2-1", "passed", lambda one: one["context"]["contextActivities"]["category"].pop()),
    ("9.6.2.2-2", "", lambda one: one["context"]["contextActivities"].update(category=[{"id": f"{CATEGORY}/moveon"}])),
    ("9.6.2.2-2 ended", "terminated", lambda one: one["context"]["contextActivities"]["category"].append({"id": f"{CATEGORY}/moveon"})),
    ("9.6.3.2-2 none", "scored", lambda one: one["context"]["extensions"].pop(f"{EXTENSION}/masteryscore")),
    ("9.6.3.2-2 other", "scored", lambda one: one["context"]["extensions"].update({f"{EXTENSION}/masteryscore": 0.8})),
]  # fmt: skip


def made(part, verb):
    if verb == "scored":
        return part.statement("passed", **FITS["passed"], score={"scaled": 0.95})
    if not verb:
        return part.statement("experienced", defined=False)
    return part.statement(verb.rstrip("+"), **FITS.get(verb, {}))


def test_9_what_breaks_a_rule_is_refused_and_changes_nothing(world, course):
    part, launch = tried(course, world.tutor)
    early = Part.begin(part).statement("experienced", defined=False)
    assert part.is_refused(early), "9.3.0.0-4: initialized is first"
    part.say("initialized")
    for section, verb, change in WRONG:
        one = made(part, verb)
        change(one)
        assert part.is_refused(one), section
    assert said(part)[0] == ["launched", "initialized"]
    launch.refresh_from_db()
    assert (launch.said, set(launch.registration.states["0"])) == (["initialized"], {"begun"})
    part.say("failed")
    assert part.is_refused(made(part, "passed")), "9.3.0.0-3"
    part.say("completed")
    assert part.is_refused(made(part, "completed")), "9.3.0.0-2"
    # What was said in one session counts in the next of the same registration.
    again = tried(course, world.tutor, registration=launch.registration)[0].begin()
    again.say("initialized")
    assert again.is_refused(made(again, "completed")), "9.3.0.0-6"
    again.say("passed")
    third = tried(course, world.tutor, registration=launch.registration)[0].begin()
    third.say("initialized")
    assert third.is_refused(made(third, "passed")), "9.3.0.0-7"
    assert third.is_refused(made(third, "failed")), "9.3.0.0-8"
    both = [made(third, "terminated"), made(third, "")]
    assert third.ask("POST", "statements", both).status_code == 403, (
        "9.3.0.0-5, also in one batch: nothing of it is kept"
    )
    assert third.ask("POST", "statements", both[:1]).status_code == 200


def test_10_2_2_in_browse_and_review_nothing_is_judged(world, course):
    for mode in ("Browse", "Review"):
        part = tried(course, world.tutor, mode=mode)[0].begin()
        assert part.data["launchMode"] == mode
        part.say("initialized")
        assert all(part.is_refused(made(part, verb)) for verb in ("completed", "passed", "failed"))
        part.say("terminated")


def test_11_and_10_2_1_data_and_preferences_are_read_first_and_kept_whole(world, course):
    part, _launch = tried(course, world.tutor)
    nobody = part.state()
    assert nobody.status_code == 401, "8.1.2: without a token"
    assert "WWW-Authenticate" not in nobody, "a browser would ask the learner for a passphrase"
    part.take_token()
    part.data = part.state().json()
    assert part.is_refused(part.statement("initialized")), "11.0.0.0-3"
    part.preferences()
    part.say("initialized")
    for method, body in (("PUT", {}), ("POST", {"moveOn": "NotApplicable"}), ("DELETE", None)):
        assert part.state(method, body=body).status_code == 403, "10.2.1.0-5"
    assert (
        part.ask("DELETE", "activities/state", activityId=part.activity, agent=json.dumps(part.actor)).status_code
        == 403
    )
    whole = {"languagePreference": "cy,en-GB", "audioPreference": "off"}
    for wrong in ({**whole, "languagePreference": "not commas"}, {**whole, "languagePreference": ""}, {"audioPreference": "on"},
                  {"languagePreference": "cy"}, [], {**whole, "audioPreference": "loud"}):  # fmt: skip
        assert part.preferences("PUT", wrong).status_code == 403, wrong
    assert part.preferences("PUT", b"some text", kind="text/plain").status_code == 403, "11.0.0.0-5"
    assert part.preferences("PUT", whole, agent=json.dumps({"mbox": "mailto:a@maker.example"})).status_code == 403
    assert part.ask("PUT", "agents/profile", whole, profileId="cmi5LearnerPreferences").status_code == 400, (
        "as xAPI has it"
    )
    assert part.preferences().json()["audioPreference"] == "on", "nothing changed"
    assert part.preferences("POST", whole).status_code == 204
    assert part.preferences().json() == whole
    assert part.state("PUT", "page", {"at": 3}).status_code == 204
    assert part.state(name="page").json() == {"at": 3}


def test_a_part_reaches_nothing_of_another_learner(world, course):
    other = learning(course, world.people["elsewhere"], world.person_elsewhere)[0].begin()
    other.say("initialized")
    other.state("PUT", "page", {"at": 9})
    part = learning(course, world.someone, world.person)[0].begin()
    theirs, mine = json.dumps(other.actor), json.dumps(part.actor)
    assert part.actor != other.actor
    first = Statement.objects.filter(registration=other.registration).first()
    for params, status in (
        ({}, 403), ({"agent": theirs}, 403), ({"registration": other.registration}, 403), ({"verb": "http://adlnet.gov/expapi/verbs/launched"}, 403),
        ({"agent": mine, "related_agents": "true"}, 403), ({"statementId": str(first.pk)}, 404),
        ({"agent": mine}, 200), ({"registration": part.registration, "ascending": "true"}, 200),
    ):  # fmt: skip
        answer = part.ask("GET", "statements", **params)
        assert answer.status_code == status, params
        assert other.registration not in answer.content.decode()
    assert part.state(name="page", agent=theirs, registration=other.registration).status_code == 403
    assert part.state(name="page", agent=theirs).status_code == 403
    assert part.preferences(agent=theirs).status_code == 403
    assert part.ask("GET", "agents", agent=theirs).status_code == 403
    shared = {"activityId": part.activity, "profileId": "note"}
    for method in ("PUT", "POST", "DELETE"):
        assert part.ask(method, "activities/profile", {"to": "others"}, **shared).status_code == 403, (
            "no way to pass notes"
        )
    stolen = Part.__new__(Part)
    stolen.__dict__.update(part.__dict__, token=other.token)
    assert stolen.state().status_code == 403, "a token opens its own launch"
    assert part.client.get("/xapi/1.0.3/statements", headers={"X-Experience-API-Version": "1.0.3", "Authorization": f"Basic {part.token}"}).status_code == 401, "only at the second host"  # fmt: skip
    assert part.ask("GET", "about").status_code == 200
    assert part.ask("GET", "nothing").status_code == 404


def test_9_3_6_a_part_that_is_opened_again_closes_the_one_before_and_silence_does_too(world, course):
    start = clock.now()
    with time_machine.travel(start, tick=False) as moving:
        first, left = learning(course, world.someone, world.person)
        first.begin().say("initialized")
        moving.shift(timedelta(minutes=2))
        first.put(first.statement("experienced", defined=False))
        second, opened = learning(course, world.someone, world.person)
        verbs, rows = said(first)
        assert verbs == ["launched", "initialized", "experienced", "abandoned", "launched"]
        one = rows[3]
        assert (one["result"], one["object"]["id"]) == ({"duration": "PT120.00S"}, first.activity), "9.5.4.2-1"
        assert one["context"]["extensions"] == {f"{EXTENSION}/sessionid": str(left.pk)}
        assert one["actor"] == first.actor
        assert first.put(first.statement("experienced", defined=False)).status_code == 401, "9.3.6.0-2"
        assert first.state().status_code == 401
        second.begin().say("initialized")
        moving.shift(timedelta(hours=5))
        close_what_was_left()
        assert Launch.objects.get(pk=opened.pk).is_open
        moving.shift(timedelta(hours=2))
        close_what_was_left()
        close_what_was_left()
        assert said(first)[0].count("abandoned") == 2, "one for each"
    assert PackageTry.objects.get().seconds == 120


def test_9_3_7_a_tutor_waives_a_part_and_it_counts_as_done(world, course):
    part, launch = learning(course, world.someone, world.person)
    registered = launch.registration
    for who in (world.person, world.tutor_elsewhere):
        with pytest.raises(PermissionDenied):
            actions.waive_unit(registered, unit=0, reason="Administrative", by=who)
    with pytest.raises(DomainError, match="not there"):
        actions.waive_unit(registered, unit=0, reason="Because", by=world.tutor)
    for _twice in range(2):
        actions.waive_unit(registered, unit=0, reason="Tested Out", by=world.tutor)
    verbs, rows = said(part)
    assert verbs == ["launched", "waived", "satisfied", "satisfied"]
    one = rows[1]
    assert one["result"] == {
        "success": True, "completion": True, "extensions": {"https://w3id.org/xapi/cmi5/result/extensions/reason": "Tested Out"},
    }, "9.3.7.0-2, 9.5.2.0-1, 9.5.3.0-1"  # fmt: skip
    sessions = {row["context"]["extensions"][f"{EXTENSION}/sessionid"] for row in rows[1:]}
    assert len(sessions) == 1, "9.3.7.0-3, 9.3.9"
    assert sessions != {str(launch.pk)}
    assert [each["id"] for each in one["context"]["contextActivities"]["category"]] == [
        f"{CATEGORY}/cmi5",
        f"{CATEGORY}/moveon",
    ]
    assert AuditEvent.objects.filter(event="cmi5.waived").count() == 1


@pytest.mark.parametrize(
    ("move_on", "verbs", "done"),
    [
        ("NotApplicable", [], True), ("Completed", ["completed"], True), ("Completed", ["passed"], False), ("Passed", ["passed"], True),
        ("Passed", ["completed"], False), ("CompletedOrPassed", ["passed"], True), ("CompletedAndPassed", ["completed"], False),
    ],
)  # fmt: skip
def test_13_1_4_move_on_says_when_a_part_is_done(world, move_on, verbs, done):
    package = offered(cmi5(listed(block("a", unit(more=f'moveOn="{move_on}"')))), world.tutor)
    part, launch = tried(package, world.tutor)
    if move_on == "NotApplicable":
        assert said(part)[0] == ["satisfied", "satisfied", "launched"], "9.6.1.0-3: at registration"
        return
    part.begin().say("initialized")
    for verb in verbs:
        part.say(verb)
    assert (said(part)[0].count("satisfied") == 2) is done
    assert Registration.objects.get().satisfied == ([0, "course"] if done else [])
    assert launch.registration.package_try is None, "who only tries is no learner"


def test_who_may_open_what(world, course):
    mine = learning(course, world.someone, world.person)[1].registration
    for who in (world.tutor, world.person_elsewhere):
        with pytest.raises(PermissionDenied):
            actions.open_unit(mine, key=uuid7(), unit=0, portal="http://testserver", by=who)
        with pytest.raises(PermissionDenied):
            actions.try_unit(mine, key=uuid7(), unit=0, mode="Normal", portal="http://testserver", by=who)
    with pytest.raises(DomainError, match="cannot be opened here"):
        actions.open_unit(mine, key=uuid7(), unit=7, portal="http://testserver", by=world.person)
    outside = offered(cmi5(listed(unit() + unit("two", "https://outside.example/"))), world.tutor)
    with pytest.raises(DomainError, match="cannot be opened here"):
        learning(outside, world.someone, world.person, 1)
    key = uuid7()
    same = [
        actions.open_unit(mine, key=key, unit=0, portal="http://testserver", by=world.person) for _twice in range(2)
    ]
    assert same[0] == same[1], "the same form sent twice"
