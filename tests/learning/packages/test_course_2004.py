"""A course of SCORM 2004: its rules are read or it is refused whole, and a learner is led by them."""

import json

import pytest
from django.urls import reverse

from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.models import AuditEvent
from learning.packages import actions, demo_2004
from learning.packages.models import PackageFile, PackageOpening, PackageTry
from learning.packages.seeding import demo_package_2004
from tests.learning.packages.made import FILES, manifest, offered, packed, resource, sent
from tests.learning.pages import words

SPACE = (
    'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
    'xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" '
    'xmlns:imsss="http://www.imsglobal.org/xsd/imsss"'
)
PAGES = resource("r", "index.html").replace("scormtype", "scormType")


def listed(items, *, version="2004 4th Edition", more=""):
    whole = manifest(items, PAGES, version=version, space=SPACE)
    return whole.replace("</manifest>", f"{more}</manifest>")


def item(key, rules="", more=""):
    sequencing = f"<imsss:sequencing>{rules}</imsss:sequencing>" if rules else ""
    return f'<item identifier="{key}" identifierref="r"><title>{key}</title>{more}{sequencing}</item>'


def course(content):
    return packed({"imsmanifest.xml": content, **FILES})


@pytest.fixture
def safe(world):
    return offered(demo_package_2004(), world.tutor)


class Learner:
    """The person of a world, in a course, by the pages."""

    def __init__(self, world, browse, package):
        self.client, self.package, self.sequence = browse(world.person), package, 0
        self.about = reverse("packages:about", args=[package.pk])

    def go(self, asked, target="", key=None):
        """The part that opens, or nothing."""
        given = {"key": key or uuid7(), "asked": asked, "target": target}
        answer = self.client.post(reverse("packages:go", args=[self.package.pk]), given)
        assert answer.status_code == 302, answer.content
        self.sequence = 0
        opening = PackageOpening.objects.filter(ended_at=None).first()
        return opening.item if opening and answer.url == reverse("packages:play", args=[opening.pk]) else ""

    @property
    def opening(self):
        return PackageOpening.objects.get(ended_at=None)

    def begin(self):
        return json.loads(self.client.get(reverse("packages:play", args=[self.opening.pk])).context["begin"])

    def say(self, *, end=True, **cmi):
        self.sequence += 1
        given = {"sequence": self.sequence, "cmi": json.dumps(cmi), **({"end": "on"} if end else {})}
        return self.client.post(reverse("packages:save", args=[self.opening.pk]), given).json()

    def page(self):
        return words(self.client.get(self.about))


@pytest.fixture
def learner(world, browse, safe):
    return Learner(world, browse, safe)


def goals(**known):
    return [{"id": name, "success_status": told} for name, told in known.items()]


def test_what_is_known_is_skipped_and_the_last_test_is_tried_again_until_it_is_passed(world, learner):
    page = learner.page()
    assert "Start" in page
    assert learner.go("carry_on") == "first"
    begin = learner.begin()
    assert [one["id"] for one in begin["cmi"]["objectives"]] == ["first", "hands", "lifting"]
    assert begin["cmi"]["entry"] == "ab-initio"
    assert begin["valid"] == {"continue": True, "previous": False, "choice": ["first", "learn", "hands", "lifting", "last"], "jump": ["first", "hands", "last", "lifting"]}  # fmt: skip
    told = {"completion_status": "completed", "score": {"scaled": "0.5"}, "nav_request": "continue"}
    answer = learner.say(objectives=goals(hands="passed", lifting="failed"), **told)
    assert (answer["asked"], answer["target"], answer["valid"]["continue"]) == ("continue", "", True)
    key = uuid7()
    assert [learner.go("continue", key=key) for _twice in range(2)] == ["lifting", "lifting"], "hands is known"
    learner.say(completion_status="completed")
    assert learner.go("continue") == "last"
    assert learner.begin()["cmi"]["scaled_passing_score"] == "0.8"
    learner.say(completion_status="completed", score={"scaled": "0.33"}, suspend_data="x")
    assert "Not passed" in learner.page()
    assert learner.go("continue") == "last", "the rule of the course says: again"
    assert "suspend_data" not in learner.begin()["cmi"], "a new try begins anew"
    learner.say(completion_status="completed", score={"scaled": "1.00"})
    assert learner.go("continue") == ""
    going = PackageTry.objects.get()
    assert (going.success, going.score, going.completed_at is not None) == ("passed", 100, True)
    assert "Done and passed" in learner.page()
    assert AuditEvent.objects.filter(event="package.opened").count() == 4
    assert AuditEvent.objects.filter(event="package.left").count() == 1


def test_after_three_tries_the_last_test_is_shut_and_the_course_says_not_passed(learner):
    learner.go("carry_on")
    assert learner.go("choice", "last") == "last"
    for found in ("last", "last", ""):
        learner.say(completion_status="completed", score={"scaled": "0"})
        assert learner.go("continue") == found
    assert PackageTry.objects.get().success == "failed"
    assert learner.go("carry_on") == "first"
    assert learner.go("choice", "last") == ""
    assert "You cannot go there now." in learner.page()


def test_a_learner_stops_or_loses_power_and_goes_on_where_they_were(learner):
    learner.go("carry_on")
    learner.say(end=False, location="1", suspend_data="half", exit="suspend", session_time="PT5M")
    assert learner.go("suspendAll") == ""
    assert "Carry on" in learner.page()
    assert learner.go("carry_on") == "first"
    cmi = learner.begin()["cmi"]
    assert [cmi[name] for name in ("entry", "location", "suspend_data", "total_time")] == ["resume", "1", "half", "PT0H5M0S"]  # fmt: skip
    learner.say(end=False, location="2", session_time="PT1M")  # and now the power goes
    assert learner.go("carry_on") == "first"
    assert (learner.begin()["cmi"]["location"], learner.begin()["cmi"]["total_time"]) == ("2", "PT0H6M0S")
    late = PackageOpening.objects.exclude(ended_at=None).order_by("opened_at").last()
    given = {"sequence": 9, "cmi": "{}"}
    assert learner.client.post(reverse("packages:save", args=[late.pk]), given).status_code == 409


def test_content_that_times_out_ends_the_session_and_what_is_abandoned_tells_nothing(learner):
    learner.go("carry_on")
    assert learner.say(exit="time-out", nav_request="continue")["asked"] == "exitAll"
    assert learner.go("exitAll") == ""
    assert learner.go("start") == "first"
    assert learner.say(objectives=goals(hands="passed"), nav_request="{target=last}jump")["target"] == "last"
    assert learner.go("abandonAll") == ""
    assert learner.go("start") == "first"
    assert learner.go("continue") == "hands", "what was abandoned is not known"


def test_a_course_may_hide_our_way_on_and_never_our_way_out(world, browse):
    hides = "".join(f"<adlnav:hideLMSUI>{one}</adlnav:hideLMSUI>" for one in ("continue", "exitAll", "suspendAll"))
    shown = (
        f"<adlnav:presentation><adlnav:navigationInterface>{hides}</adlnav:navigationInterface></adlnav:presentation>"
    )
    content = listed(item("a", more=shown) + item("b")).replace(
        "</organization>", '<imsss:sequencing><imsss:controlMode flow="true"/></imsss:sequencing></organization>'
    )
    learner = Learner(world, browse, offered(course(content), world.tutor))
    for part, is_shown in (("a", False), ("b", True)):
        assert learner.go("continue" if is_shown else "start") == part
        page = words(learner.client.get(reverse("packages:play", args=[learner.opening.pk])))
        assert ("Next part" in page) is is_shown, part
        assert "Stop for now" in page


def test_nobody_is_led_by_requests_that_are_none_or_into_the_course_of_another(world, browse, learner):
    address = reverse("packages:go", args=[learner.package.pk])
    for given in ({}, {"key": uuid7(), "asked": "fly"}, {"asked": "start"}, {"key": uuid7(), "asked": "choice", "target": "x" * 300}):  # fmt: skip
        assert learner.client.post(address, given).status_code == 409
    assert learner.go("jump", "last") == ""
    assert browse(world.tutor).post(address, {"key": uuid7(), "asked": "start"}).status_code == 403
    actions.retire_package(learner.package, by=world.tutor)
    assert browse(world.person_elsewhere).post(address, {"key": uuid7(), "asked": "start"}).status_code == 404
    with pytest.raises(DomainError):
        actions.open_part(world.someone, key=uuid7(), package=learner.package, item="last", by=world.person)


def test_parts_share_data_only_as_the_list_allows_and_limits_are_told(world, browse):
    data = '<adlcp:data><adlcp:map targetID="box" writeSharedData="{}"/></adlcp:data>'
    limits = '<imsss:limitConditions attemptAbsoluteDurationLimit="PT30M"/>'
    threshold = '<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.5"/><adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction><adlcp:dataFromLMS>lamp=on</adlcp:dataFromLMS>'  # fmt: skip
    items = item("one", limits, data.format("true") + threshold) + item("two", "", data.format("false"))
    learner = Learner(world, browse, offered(course(listed(items)), world.tutor))
    assert learner.go("start") == "", "no way leads on of itself: learners pick"
    assert learner.go("choice", "one") == "one"
    cmi = learner.begin()["cmi"]
    told = [cmi[name] for name in ("completion_threshold", "max_time_allowed", "time_limit_action", "launch_data")]
    assert told == ["0.5", "PT30M", "exit,message", "lamp=on"]
    learner.say(progress_measure="0.6", stores={"box": "full", "other": "x"})
    assert learner.go("choice", "two") == "two"
    assert learner.begin()["data"] == [{"id": "box", "reads": True, "writes": False, "store": "full"}]
    learner.say(completion_status="completed", stores={"box": "empty"})
    assert learner.go("choice", "one") == "one"
    assert learner.begin()["data"][0]["store"] == "full"
    assert PackageTry.objects.get().completed_at is not None


def test_a_tutor_sees_what_was_left_out_and_looks_at_each_part_without_keeping_anything(world, browse):
    rules = '<imsss:limitConditions beginTimeLimit="2026-01-01"/><imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="satisfied" referencedObjective="gone"/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>'  # fmt: skip
    package = sent(course(listed(item("one", rules), version="2004 3rd Edition")), world.tutor)
    client = browse(world.tutor)
    said = words(client.get(package.get_absolute_url()))
    for part in ("SCORM 2004 3rd edition", "its own rules for what comes next", "We do not lock a part by the clock.", "It never holds."):  # fmt: skip
        assert part in said, part
    begin = json.loads(client.get(reverse("packages:see", args=[package.pk, 1])).context["begin"])
    assert (begin["cmi"]["mode"], begin["cmi"]["credit"]) == ("browse", "no-credit")
    assert not PackageTry.objects.exists()


def with_rule(action="skip", condition="satisfied", conditions=None):
    inside = conditions if conditions is not None else f'<imsss:ruleCondition condition="{condition}"/>'
    return f'<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions>{inside}</imsss:ruleConditions><imsss:ruleAction action="{action}"/></imsss:preConditionRule></imsss:sequencingRules>'  # fmt: skip


GOAL = '<imsss:objectives><imsss:primaryObjective objectiveID="a"/><imsss:objective objectiveID="{}">{}</imsss:objective></imsss:objectives>'
BAD = [
    ("sequence", item("a", '<imsss:controlMode choice="perhaps"/>')),
    ("sequence", item("a", with_rule(action="retry"))),
    ("sequence", item("a", with_rule(condition="lucky"))),
    ("sequence", item("a", with_rule(conditions=""))),
    ("sequence", item("a", '<imsss:limitConditions attemptLimit="many"/>')),
    ("sequence", item("a", '<imsss:limitConditions attemptAbsoluteDurationLimit="1 hour"/>')),
    ("sequence", item("a", '<imsss:rollupRules objectiveMeasureWeight="2"/>')),
    ("sequence", item("a", '<imsss:randomizationControls selectionTiming="often"/>')),
    ("sequence", item("a", GOAL.format("a", ""))),
    ("sequence", item("a", GOAL.format("b", "<imsss:minNormalizedMeasure>7</imsss:minNormalizedMeasure>"))),
    ("sequence", item("a", GOAL.format("b", "<imsss:mapInfo/>"))),
    ("sequence", item("a", '<adlseq:rollupConsiderations requiredForSatisfied="sometimes"/>')),
    ("sequence", item("a", more='<adlcp:completionThreshold minProgressMeasure="-1"/>')),
    ("sequence", item("a", more="<adlcp:timeLimitAction>shout</adlcp:timeLimitAction>")),
    ("sequence", item("a", more='<adlcp:data><adlcp:map targetID=""/></adlcp:data>')),
    ("sequence", item("a", more="<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>all</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>")),
    ("sequence", item("a").replace("</item>", '<imsss:sequencing IDRef="nowhere"/></item>')),
    ("missing", item("b") + '<item identifier="a"><title>a</title></item>'),
    ("strange", item("o")),
    ("strange", item("a") + item("a")),
]  # fmt: skip


@pytest.mark.parametrize(("problem", "items"), BAD, ids=range(len(BAD)))
def test_rules_that_cannot_be_read_refuse_the_whole_package(world, problem, items):
    package = sent(course(listed(items)), world.tutor)
    assert (package.status, package.problem, package.content_path, package.structure) == ("refused", problem, "", {})
    assert not PackageFile.objects.filter(package=package).exists()


def test_rules_are_reused_from_a_collection_and_replaced_kind_by_kind(world):
    reused = f'<imsss:sequencingCollection><imsss:sequencing ID="s"><imsss:controlMode flow="true" choice="false"/>{with_rule()}</imsss:sequencing></imsss:sequencingCollection>'  # fmt: skip
    both = item("a").replace("</item>", '<imsss:sequencing IDRef="s"><imsss:controlMode forwardOnly="true"/></imsss:sequencing></item>')  # fmt: skip
    package = sent(course(listed(both, more=reused)), world.tutor)
    told = package.structure["course"]["rules"]["a"]
    assert (told["forward_only"], "flow" in told, told["pre"][0]["action"]) == (True, False, "skip")


def test_the_course_of_the_demo_is_one_that_we_take_whole(world, safe):
    assert (safe.get_kind_display(), safe.title) == ("SCORM 2004 4th edition", "Safe on a building site")
    assert safe.report["left"] == []
    assert safe.structure["course"]["skipped"] == []
    assert len(demo_2004.MANIFEST) > 0
