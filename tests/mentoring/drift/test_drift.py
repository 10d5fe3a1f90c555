"""Boundary drift: signs on both sides, shown with their messages to who looks after the mentor; a person decides."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.models import Notice
from mentoring.drift import actions
from mentoring.drift.figures import is_night
from mentoring.drift.nightly import look_for_drift
from mentoring.models import DriftConcern, DriftRule, MessagePolicy, Rule
from mentoring.screening.actions import load_first_rules
from tests.factories import let_read, staff
from tests.mentoring.pairs import matched, say

NOON = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def pair(world):
    with time_machine.travel(NOON, tick=False):
        load_first_rules(Rule, by=SYSTEM)
        actions.load_first_drift_rules(DriftRule, by=SYSTEM)
        match = matched(world.someone, world.mentor, world.here)
        match.mentor.mentor.supervisor = world.key_worker
        match.mentor.mentor.save()
        yield match


def found():
    return {(one.kind, one.side): one.causes.count() for one in DriftConcern.objects.all()}


def test_t51_signs_of_both_sides_are_put_together_by_rules_and_one_alone_is_not_enough(world, pair):
    ours, theirs = world.mentor, world.person
    say(pair.thread, ours, "Cooking is a gift to other people. There is a cash machine at the station.")
    say(pair.thread, theirs, "Can you lend me ten pounds?")
    say(pair.thread, ours, "Call me on 07700 900123.")
    look_for_drift()
    assert found() == {}
    say(pair.thread, theirs, "I will pay you back.")
    say(pair.thread, ours, "K3ep this between us, ok?")
    say(pair.thread, ours, "My number is oh seven seven double oh, nine double oh one two three.")
    for _twice in range(2):
        look_for_drift()
    assert found() == {("money", "person"): 2, ("secrecy", "mentor"): 1, ("contact", "mentor"): 2}
    say(pair.thread, theirs, "Could you put money in my account?")
    look_for_drift()
    assert found()["money", "person"] == 3, "it is the same concern, with one more message"
    assert Notice.objects.filter(user=world.key_worker, kind="drift.found").count() == 3
    assert not Notice.objects.filter(user__in=[ours, theirs], kind__startswith="drift").exists()


def test_t51_night_is_night_in_london_whatever_the_clocks_do(world, pair):
    for at, night in (("2026-07-01T20:59", False), ("2026-07-01T21:00", True), ("2026-12-01T21:59", False),
                      ("2026-12-01T22:00", True), ("2026-07-01T04:59", True), ("2026-07-01T05:00", False)):  # fmt: skip
        assert is_night(datetime.fromisoformat(f"{at}+00:00")) is night, at
    for nth in range(3):
        with time_machine.travel(NOON.replace(hour=23) - timedelta(days=2 - nth), tick=False):
            say(pair.thread, world.mentor, "Are you awake?")
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        look_for_drift()
    assert found() == {("night", "mentor"): 3}


def test_the_supervisor_sees_the_messages_asks_and_decides_and_the_mentor_answers(world, pair, browse):
    say(pair.thread, world.mentor, "Keep this between us.")
    look_for_drift()
    one = DriftConcern.objects.get()
    url, answer = one.get_absolute_url(), f"{one.get_absolute_url()}answer/"
    supervisor, mentor = browse(world.key_worker), browse(world.mentor)
    shut = supervisor.get(url).text
    assert ("Keep this between us." in shut, "You have no live authorisation" in shut) == (False, True)
    let_read(world.key_worker, world.here)
    assert "secret" in supervisor.get("/mentoring/boundaries/").text
    page = supervisor.get(url).text
    assert "Keep this between us." in page
    assert "1 message or more of one side in 28 days" in page
    viewed = AuditEvent.objects.filter(event="drift.viewed").latest("at")
    assert (viewed.by_id, viewed.subjects) == (world.key_worker.pk, [world.someone.pk])
    for who in (world.pom, world.manager_elsewhere, world.moderator, world.administrator, world.person, world.mentor):
        assert browse(who).get(url).status_code == 404, who
    assert browse(world.manager).get(url).status_code == 200
    assert mentor.get(answer).status_code == 404, "who is not asked does not hear of it"
    assert "Nobody asks you" in mentor.get("/mentoring/boundaries/asked/").text
    for _twice in range(2):
        assert supervisor.post(f"{url}ask/").status_code == 302
    assert "Keep this between us." in mentor.get(answer).text
    assert mentor.post(answer, {"answer": ""}).status_code == 200
    for _twice in range(2):
        assert mentor.post(answer, {"answer": "It was a birthday card from the class."}).status_code == 302
    assert "birthday card" in supervisor.get(url).text
    kept = supervisor.post(url, {"outcome": "", "words": "It was a surprise."})
    assert "It was a surprise." in kept.text
    for _twice in range(2):
        assert supervisor.post(url, {"outcome": "fine", "words": "It was a surprise."}).status_code == 302
    assert "It was a surprise." in mentor.get("/mentoring/boundaries/asked/").text
    with pytest.raises(DomainError):
        actions.decide_concern(DriftConcern.objects.get(), outcome="pause", words="Else", by=world.manager)
    look_for_drift()
    assert DriftConcern.objects.count() == 1, "what a person decided about does not come back"
    for days, limit in ((93, {}), (30, {"sight_days": 28})):  # three months, or as the prison says
        MessagePolicy.objects.update_or_create(establishment=world.here, defaults=limit)
        with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
            late = browse(world.key_worker).get(url).text
        assert "Keep this between us." not in late
        assert "1 message is older than what staff may see" in late


def test_nobody_looks_after_themself_restricted_cases_stay_shut_and_the_list_costs_the_same(
    world, pair, browse, same_queries
):
    pair.mentor.mentor.supervisor = world.mentor
    pair.mentor.mentor.save()
    say(pair.thread, world.mentor, "Keep this between us.")
    look_for_drift()
    one = DriftConcern.objects.get()
    assert not DriftConcern.objects.visible_to(world.mentor).exists()
    assert not DriftConcern.objects.within(world.mentor, "mentor.supervise").exists()
    type(world.someone).objects.filter(pk=world.someone.pk).update(is_restricted=True)
    assert browse(world.manager).get(one.get_absolute_url()).status_code == 404
    type(world.someone).objects.filter(pk=world.someone.pk).update(is_restricted=False)

    def one_more():
        match = matched(world.someone, staff("mentor"), world.here)
        say(match.thread, match.mentor, "Keep this between us.")
        look_for_drift()

    same_queries(browse(world.manager), "/mentoring/boundaries/", add_row=one_more, more=2)
