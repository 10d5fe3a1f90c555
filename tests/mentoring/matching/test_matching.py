"""Bringing two people together, and what life does to it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM, Role
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from justice_portal.protected.models import Connection
from mentoring.matching.actions import end_match, pause_match, propose_match, resume_match, start_match
from mentoring.models import Match, Thread
from tests.factories import staff
from tests.mentoring.pairs import answered, matched, proposed, say, vetted_mentor


def url(name, row):
    return reverse(f"matching:{name}", args=[row.pk])


def events(name):
    return AuditEvent.objects.filter(event=f"matching.{name}")


def ticked(mentor, **more):
    return {"key": uuid4(), "mentor": mentor, "help_wanted": ["work"], "interests": [], "languages": ["en"], **more}


def test_a_match_goes_from_proposal_to_ending(world):
    match = propose_match(world.someone, **ticked(vetted_mentor(world.mentor, world.here)), by=world.manager)
    assert (match.status, match.made_in, match.proposed_by) == ("proposed", world.here, world.manager)
    assert not Thread.objects.exists()
    start_match(answered(match), by=world.manager)
    assert Thread.objects.get().match == match
    pause_match(match, reason="away", by=world.manager)
    resume_match(match, by=world.manager)
    assert (match.status, match.paused_at, match.pause_reason) == ("active", None, "")
    end_match(match, reason="planned", by=world.manager)
    assert (match.status, match.ended_by, match.end_reason) == ("ended", world.manager, "planned")
    for name in ("proposed", "started", "paused", "resumed", "ended"):
        assert events(f"match_{name}").get().subjects == [world.someone.pk]


def test_the_same_proposal_twice_is_one(world):
    given = ticked(vetted_mentor(world.mentor, world.here))
    assert propose_match(world.someone, **given, by=world.manager) == propose_match(
        world.someone, **given, by=world.manager
    )
    assert Match.objects.count() == 1


def test_two_people_have_one_live_match(world):
    match = proposed(world.someone, world.mentor, world.here)
    with pytest.raises(DomainError, match="matched already"):
        propose_match(world.someone, **ticked(world.mentor.mentor), by=world.manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.create(person=world.someone, mentor=world.mentor, made_in=world.here)
    end_match(match, reason="planned", by=SYSTEM)
    propose_match(world.someone, **ticked(world.mentor.mentor), by=world.manager)
    assert Match.objects.count() == 2


@pytest.mark.parametrize(
    "who", ["key_worker", "pom", "com", "manager_elsewhere", "moderator", "administrator", "mentor", "person"]
)
def test_only_a_manager_of_the_place_matches(world, who):
    mentor = vetted_mentor(world.mentor, world.here)
    match = proposed(world.someone, world.mentor, world.here)
    user = getattr(world, who)
    with pytest.raises(PermissionDenied):
        propose_match(world.someone, **ticked(mentor), by=user)
    for act, given in ((start_match, {}), (pause_match, {"reason": "away"}), (end_match, {"reason": "planned"})):
        with pytest.raises(PermissionDenied):
            act(match, **given, by=user)
    match.refresh_from_db()
    assert match.status == "proposed"


def test_a_mentor_of_another_prison_or_without_vetting_cannot_be_chosen(world, browse):
    far = vetted_mentor(world.mentor_elsewhere, world.there)
    lapsed = vetted_mentor(world.mentor, world.here, days=-1)
    for mentor in (far, lapsed):
        with pytest.raises(DomainError, match="cannot be matched now"):
            propose_match(world.someone, **ticked(mentor), by=world.manager)
        answer = browse(world.manager).post(
            url("propose", world.someone),
            {"key": uuid4(), "mentor": mentor.pk, "help_wanted": ["work"], "languages": ["en"]},
        )
        assert "Choose from the list" in answer.content.decode()
        assert mentor.user.name not in answer.content.decode()
    assert not Match.objects.exists()


def test_a_match_starts_only_when_both_can_write(world):
    match = answered(proposed(world.someone, world.mentor, world.here))
    without_account = answered(proposed(world.people["released"], world.mentor, world.here))
    with pytest.raises(DomainError, match="cannot sign in yet"):
        start_match(without_account, by=SYSTEM)
    world.mentor.mentor.vetted_until_on = clock.today() - timedelta(days=1)
    world.mentor.mentor.save()
    with pytest.raises(DomainError, match="vetting has ended"):
        start_match(match, by=world.manager)
    match.refresh_from_db()
    assert match.status == "proposed"
    assert not Thread.objects.exists()


@pytest.mark.parametrize("act", ["start", "pause", "resume"])
def test_an_ended_match_stays_ended(world, match, browse, act):
    end_match(match, reason="planned", by=SYSTEM)
    answer = browse(world.manager).post(url(act, match), {"reason": "away"})
    assert answer.status_code == 409
    match.refresh_from_db()
    assert match.status == "ended"


@pytest.mark.parametrize(
    ("event", "status", "reason"),
    [
        ("transferred", "paused", "transfer"),
        ("recalled", "paused", "recall"),
        ("died", "ended", "death"),
        ("ended", "ended", "supervision"),
        ("released", "active", ""),
        ("moved", "active", ""),
        ("arrived", "active", ""),
        ("corrected", "active", ""),
    ],
)
def test_a_match_follows_the_persons_life(world, match, event, status, reason):
    person_changed.send(Person, person=world.someone, event=event, movement=None)
    match.refresh_from_db()
    assert (match.status, match.pause_reason or match.end_reason) == (status, reason)
    assert events("person_followed").exists() is (status != "active")


def test_a_proposal_ends_with_the_person_and_others_are_left_alone(world, match):
    proposal = proposed(world.someone, staff(Role.MENTOR, name="Other Mentor"), world.here)
    others = matched(world.people["elsewhere"], world.mentor_elsewhere, world.there)
    person_changed.send(Person, person=world.someone, event="died", movement=None)
    for row, status in ((match, "ended"), (proposal, "ended"), (others, "active")):
        row.refresh_from_db()
        assert row.status == status


def test_what_happens_twice_changes_once(world, match):
    for _n in range(2):
        person_changed.send(Person, person=world.someone, event="transferred", movement=None)
    assert events("match_paused").count() == 1


def test_a_manager_does_it_all_in_pages(world, browse, rules):
    client = browse(world.manager)
    mentor = vetted_mentor(world.mentor, world.here)
    shown = client.get(url("person", world.someone)).content.decode()
    assert "No mentor now" in shown
    form = {
        "key": uuid4(),
        "mentor": mentor.pk,
        "help_wanted": ["work", "home"],
        "interests": ["music"],
        "languages": ["en"],
    }
    for _n in range(2):
        assert client.post(url("propose", world.someone), form).status_code == 302
    match = answered(Match.objects.get())
    assert client.post(url("start", match)).status_code == 302
    assert client.get(url("pause", match)).status_code == 200
    assert client.post(url("pause", match), {}).status_code == 200
    assert client.post(url("pause", match), {"reason": "death"}).status_code == 200  # not one that staff choose
    assert client.post(url("pause", match), {"reason": "away"}).status_code == 302
    assert client.post(url("resume", match)).status_code == 302
    assert client.post(url("end", match), {"reason": "planned"}).status_code == 302
    shown = client.get(url("person", world.someone)).content.decode()
    assert "It came to its planned end" in shown
    assert events("matches_viewed").filter(subjects=[world.someone.pk]).count() == 2


def test_the_tab_costs_the_same_for_any_number_of_matches(world, browse, same_queries):
    def add():
        end_match(proposed(world.someone, staff(Role.MENTOR, name="A Mentor"), world.here), reason="planned", by=SYSTEM)

    same_queries(browse(world.manager), url("person", world.someone), add_row=add)


def test_the_place_that_was_left_reads_its_matches_and_changes_nothing(world, browse, rules):
    person = world.people["in_transfer"]
    match = matched(person, world.mentor, world.here)
    Match.objects.filter(pk=match.pk).update(made_in=world.here)
    assert list(Match.objects.visible_to(world.manager)) == [match]
    assert browse(world.manager).post(url("end", match), {"reason": "planned"}).status_code == 404


def test_an_ended_match_leaves_the_messages_to_the_person(world, match):
    say(match.thread, world.person, "Hello")
    end_match(match, reason="planned", by=SYSTEM)
    assert Thread.objects.visible_to(world.person).exists()
    assert not Thread.objects.visible_to(world.mentor).exists()
    assert not Match.objects.visible_to(world.mentor).exists()


@pytest.mark.parametrize(("status", "source"), [("shut", "manager"), ("shut", "rule"), ("open", "declared")])
def test_t38_the_database_refuses_to_match_two_who_are_kept_apart(world, rules, status, source):
    """Also when the code forgets to ask: by hand, in bulk, or by moving an ended or paused match back."""
    known = Connection.objects.create(user=world.mentor, person=world.someone, status=status, source=source)
    row = {"person": world.someone, "mentor": world.mentor, "made_in": world.here}
    for make in (lambda: Match.objects.create(**row), lambda: Match.objects.bulk_create([Match(**row)])):
        with pytest.raises(IntegrityError, match="kept apart"), transaction.atomic():
            make()
    known.delete()
    match = matched(world.someone, world.mentor, world.here)
    pause_match(match, reason="away", by=SYSTEM)
    Connection.objects.create(user=world.mentor, person=world.someone, status=status, source=source)
    with pytest.raises(IntegrityError, match="kept apart"), transaction.atomic():
        Match.objects.filter(pk=match.pk).update(status="active", paused_at=None)
    end_match(match, reason="safety", by=SYSTEM)
    assert Match.objects.get().is_ended
