"""A package is played apart from us, its state is kept, and what it says is a claim (T09, T72, T73)."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from learning.models import Certificate
from learning.packages import actions
from learning.packages.figures import begin_12, begin_2004, claim_of
from learning.packages.models import PackageOpening, PackageTry
from learning.packages.seeding import demo_package
from tests.factories import PersonFactory
from tests.learning.packages.made import MASTERY, item, manifest, offered, resource, scorm_12
from tests.learning.pages import rows, send, words

HOST = "packages.testserver"
DONE = {"core": {"lesson_status": "passed", "score": {"raw": "90"}, "session_time": "0000:02:00", "exit": ""}}
HALF = {
    "core": {"lesson_status": "incomplete", "lesson_location": "p2", "session_time": "0000:05:00"},
    "suspend_data": "x",
}


@pytest.fixture
def two(world):
    items = item("one", "r1", "Wheels", more=MASTERY) + item("two", "r2", "Brakes")
    listed = manifest(items, resource("r1", "index.html") + resource("r2", "two.html"))
    return offered(scorm_12(listed, **{"two.html": b"<p>Two</p>"}), world.tutor)


def opened(world, package, part="one"):
    return actions.open_part(world.someone, key=uuid7(), package=package, item=part, by=world.person)


def say(opening, sequence, cmi, user, *, end=False):
    return actions.save_state(opening, sequence=sequence, cmi=cmi, is_end=end, by=user)


def begin_of(client, opening):
    page = client.get(reverse("packages:play", args=[opening.pk]))
    assert page.status_code == 200
    return json.loads(page.context["begin"]), page


def test_a_learner_opens_a_part_leaves_it_and_takes_it_up_again_after_a_power_cut(world, browse, two):
    client = browse(world.person)
    assert "More courses" in words(client.get(reverse("courses:list")))
    assert "Mend a bike" in words(client.get(reverse("packages:mine")))
    about = client.get(reverse("packages:about", args=[two.pk]))
    playing = send(client, about, "open/1")
    opening = PackageOpening.objects.get()
    begin, page = begin_of(client, opening)
    assert begin["cmi"]["core"]["entry"] == "ab-initio"
    assert (begin["cmi"]["launch_data"], begin["cmi"]["student_data"]) == ("lights=on", {"mastery_score": "80"})
    said = page.content.decode()
    assert world.someone.prison_number not in said
    assert "It needs scripts, and they are off." in words(playing)
    assert 'sandbox="allow-scripts allow-same-origin allow-forms"' in said
    assert f"frame-src http://{HOST}" in page["Content-Security-Policy"]
    save = reverse("packages:save", args=[opening.pk])
    sent = {"sequence": 2, "cmi": json.dumps(HALF)}
    assert [client.post(save, sent).json() for _twice in range(2)] == [{"kept": 2}] * 2
    assert client.post(save, {"sequence": 1, "cmi": json.dumps(DONE)}).json() == {"kept": 2}, "late, and older"
    for wrong in ({}, {"sequence": "x", "cmi": "{}"}, {"sequence": 3, "cmi": "[]"}, {"sequence": 3, "cmi": "{"}):
        assert client.post(save, wrong).status_code == 400
    # The power goes; the part is opened anew.
    send(client, client.get(reverse("packages:about", args=[two.pk])), "open/1")
    again = PackageOpening.objects.order_by("opened_at").last()
    begin, _page = begin_of(client, again)
    assert (begin["cmi"]["core"]["entry"], begin["cmi"]["suspend_data"]) == ("resume", "x")
    assert begin["cmi"]["core"]["total_time"] == "0000:05:00"
    late = client.post(save, {"sequence": 9, "cmi": json.dumps(DONE)})
    assert late.status_code == 409
    assert client.get(reverse("packages:play", args=[opening.pk])).status_code == 302
    assert PackageTry.objects.get().states["one"]["core"]["lesson_location"] == "p2"


def test_t73_a_score_is_a_claim_a_quick_one_is_marked_and_no_certificate_comes_of_it(world, browse, two):
    start = clock.now()
    with time_machine.travel(start, tick=False):
        first = opened(world, two)
        say(first, 1, DONE, world.person, end=True)
    with time_machine.travel(start + timedelta(seconds=2), tick=False):
        say(opened(world, two, "two"), 1, {"core": {"lesson_status": "completed"}}, world.person, end=True)
    going = PackageTry.objects.get()
    assert (going.completed_at is not None, going.success, going.score, going.is_too_quick) == (
        True,
        "passed",
        90,
        True,
    )
    assert not Certificate.objects.exists()
    page = browse(world.tutor).get(reverse("packages:claims", args=[two.pk]))
    assert rows(page)[0][2:4] == ["Done, but too fast to be true", "90 of 100"]
    assert "No certificate comes of it." in words(page)
    assert browse(world.tutor_elsewhere).get(reverse("packages:claims", args=[two.pk])).content.count(b"<tbody>") == 0
    own = words(browse(world.person).get(reverse("packages:about", args=[two.pk])))
    assert "The course says:" in own
    assert "90 out of 100." in own
    assert "Your tutor did not mark it." in own
    with time_machine.travel(start + timedelta(minutes=9), tick=False):
        say(opened(world, two), 1, HALF, world.person)
    going.refresh_from_db()
    assert going.completed_at is not None, "what was done once stays done"
    assert AuditEvent.objects.filter(event="package.saved").count() == 3


def test_only_the_learner_writes_and_only_what_is_offered_is_begun(world, two):
    opening = opened(world, two)
    for who in (world.tutor, world.person_elsewhere):
        with pytest.raises(PermissionDenied):
            say(opening, 1, DONE, who)
    with pytest.raises(DomainError, match="too much to save"):
        say(opening, 1, {"suspend_data": "x" * 300_000}, world.person)
    actions.retire_package(two, by=world.tutor)
    say(opening, 1, HALF, world.person)
    assert opened(world, two).pk, "who is in it goes on"
    other = world.people["elsewhere"]
    with pytest.raises(DomainError, match="not offered any more"):
        actions.open_part(other, key=uuid7(), package=two, item="one", by=world.person_elsewhere)


def test_a_key_that_was_used_for_something_else_opens_nothing(world, two):
    first = opened(world, two)
    again = actions.open_part(world.someone, key=first.pk, package=two, item="one", by=world.person)
    assert again == first
    other = world.people["elsewhere"]
    with pytest.raises(DomainError, match="another go"):
        actions.open_part(other, key=first.pk, package=two, item="one", by=world.person_elsewhere)


@pytest.mark.parametrize(
    ("cmi", "claim"),
    [
        ({"core": {"lesson_status": "failed", "score": {"raw": "5", "min": "0", "max": "10"}}}, (False, "failed", 50)),
        ({"core": {"lesson_status": "browsed", "score": {"raw": "NaN"}}}, (False, "unknown", None)),
        (
            {"completion_status": "completed", "success_status": "failed", "score": {"scaled": "-0.5"}},
            (True, "failed", -50),
        ),
        ({"completion_status": "incomplete", "score": {"raw": "7", "min": "9", "max": "1"}}, (False, "unknown", None)),
        ({"core": [], "completion_status": {}}, (False, "unknown", None)),
    ],
)
def test_completion_success_and_score_are_read_as_each_version_writes_them(cmi, claim):
    found = claim_of(cmi)
    assert (found.is_complete, found.success, found.score) == claim


def test_the_entry_says_whether_a_part_is_taken_up_again_and_time_adds_up():
    part = {"mastery": "", "most_time": "", "time_action": "", "launch_data": ""}
    ended = {
        "core": {"exit": "suspend", "session_time": "0001:00:01", "lesson_status": "incomplete"},
        "told": 60,
        "was_ended": True,
    }
    assert begin_12(part, ended, learner="x")["core"]["entry"] == "resume"
    assert begin_12(part, ended, learner="x")["core"]["total_time"] == "0001:01:01"
    closed = {"core": {"exit": "", "lesson_status": "completed"}, "was_ended": True}
    assert begin_12(part, closed, learner="x")["core"]["entry"] == ""
    newer = {"exit": "normal", "suspend_data": "old", "session_time": "PT1H2M3.5S", "was_ended": True}
    begun = begin_2004({**part, "mastery": "0.8"}, newer, learner="x")
    assert (begun["entry"], begun["total_time"], begun["scaled_passing_score"]) == ("", "PT1H2M3S", "0.8")
    assert "suspend_data" not in begun
    assert begin_2004(part, {**newer, "exit": "suspend"}, learner="x")["suspend_data"] == "old"


def frame_of(client, opening):
    return client.get(reverse("packages:play", args=[opening.pk])).context["frame"]


def test_t09_the_second_host_opens_one_package_for_one_opening_for_a_while(world, browse, two, client):
    start = clock.now()
    with time_machine.travel(start, tick=False):
        address = urlsplit(frame_of(browse(world.person), opened(world, two))).path
        assert client.get(address, headers={"host": HOST}).status_code == 200
        assert client.get(address).status_code == 404, "not under the name of the portal"
        assert client.get(address[:-2] + "x/", headers={"host": HOST}).status_code == 404
        for page in ("/", "/learn/", "/sign-in/", "/health/", reverse("packages:list"), "/p/x/c/../../etc/passwd"):
            assert client.get(page, headers={"host": HOST}).status_code == 404, page
        for wrong in ("two.htm", "imsmanifest.xml/", "../two.html"):
            assert client.get(f"{address}c/{wrong}", headers={"host": HOST}).status_code == 404, wrong
    with time_machine.travel(start + timedelta(hours=4), tick=False):
        assert client.get(address, headers={"host": HOST}).status_code == 404


def test_t72_the_second_host_sets_no_cookie_and_holds_what_it_serves(world, browse, two):
    signed_in = browse(world.person)
    address = urlsplit(frame_of(signed_in, opened(world, two))).path
    visitor = Client()
    frame, page = (visitor.get(address + rest, headers={"host": HOST}) for rest in ("", "c/index.html"))
    held = page["Content-Security-Policy"]
    for rule in (
        "connect-src 'self'", "form-action 'none'", "object-src 'none'", "worker-src 'none'",
        "sandbox allow-scripts allow-same-origin allow-forms;", "frame-ancestors 'self' http://testserver",
    ):  # fmt: skip
        assert rule in f"{held};", rule
    assert "script-src 'self';" in frame["Content-Security-Policy"]
    assert frame["Clear-Site-Data"] == '"storage"'
    for answer in (frame, page):
        assert not answer.cookies
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "clipboard-read=()" in answer["Permissions-Policy"]
        assert not answer.has_header("X-Frame-Options")
    assert visitor.post(address + "c/index.html", headers={"host": HOST}).status_code == 405
    worker = visitor.get(address + "c/page.js", headers={"host": HOST, "service-worker": "script"})
    assert worker.status_code == 403


def test_sound_and_film_are_sent_in_the_range_that_is_asked_for(world, browse):
    film = bytes(range(200))
    package = offered(scorm_12(**{"a.mp4": film}), world.tutor)
    address = urlsplit(frame_of(browse(world.person), opened(world, package, "part-1"))).path + "c/a.mp4"
    visitor = Client()

    def asked(what):
        answer = visitor.get(address, headers={"host": HOST, **({"range": what} if what else {})})
        return answer.status_code, b"".join(answer.streaming_content), answer.get("Content-Range")

    assert asked("") == (200, film, None)
    assert asked("bytes=10-19") == (206, film[10:20], "bytes 10-19/200")
    assert asked("bytes=-5") == (206, film[-5:], "bytes 195-199/200")
    assert asked("bytes=190-999") == (206, film[190:], "bytes 190-199/200")
    assert asked("bytes=500-600")[:2] == (200, film)


def test_the_list_of_claims_costs_the_same_for_any_length(world, browse, two, same_queries):
    def add():
        PackageTry.objects.create(person=PersonFactory(establishment=world.here), package=two, made_in=world.here)

    same_queries(browse(world.tutor), reverse("packages:claims", args=[two.pk]), add_row=add)


def test_the_package_of_the_demo_is_one_that_we_take(world):
    package = offered(demo_package(), world.tutor)
    assert [one["title"] for one in package.parts] == ["Read a bus timetable"]
    assert package.report["links"] == [["index.html", "https://buses.example.org/times", "out"]]
