"""While a match runs: agreed goals, reviews, the planned ending, the handover to a mentor outside; what a mentor sees (T52)."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.models import Notice
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from mentoring.matching.actions import end_match, plan_ending, resume_match, start_match
from mentoring.matching.nightly import end_matches_as_planned, tell_of_reviews
from mentoring.matching.running.actions import hold_review, move_goal
from mentoring.models import Match, MatchGoal, MatchReview, Mentor
from rehab.models import CareAlert
from tests.factories import PersonFactory, staff
from tests.masked import masked
from tests.mentoring.pairs import answered, matched, proposed, vetted_mentor, wished


def told(user, kind):
    return Notice.objects.filter(user=user, kind=f"matching.{kind}").count()


def page(match):
    return f"/mentoring/match/{match.pk}/"


def review(match, kind="week_6"):
    return match.reviews.get(kind=kind)


def test_a_goal_counts_when_both_said_yes(world, match, browse):
    person, mentor = browse(world.person), browse(world.mentor)
    typed = {"key": str(uuid4()), "goal": "job"}
    for _twice in range(2):
        assert mentor.post(f"{page(match)}goals/", typed).status_code == 302
    goal = MatchGoal.objects.get()
    assert "Agreed goals" not in mentor.get(reverse("mentoring:thread", args=[match.thread.pk])).text
    with pytest.raises(DomainError, match="The other one"):
        move_goal(goal, to="agreed", by=world.mentor)
    again = mentor.post(f"{page(match)}goals/", {**typed, "key": str(uuid4())})
    assert again.status_code == 400
    assert "You have this goal already." in again.text
    for _twice in range(2):
        assert person.post(f"/mentoring/goals/{goal.pk}/agreed/").status_code == 302
    assert "Ask for a job" in mentor.get(reverse("mentoring:thread", args=[match.thread.pk])).text
    for user in (world.mentor_elsewhere, world.person_elsewhere, world.manager):
        assert browse(user).post(f"/mentoring/goals/{goal.pk}/done/").status_code == 404
        assert browse(user).get(page(match)).status_code == 404
    assert person.post(f"/mentoring/goals/{goal.pk}/done/").status_code == 302
    assert mentor.post(f"/mentoring/goals/{goal.pk}/dropped/").status_code == 409
    assert AuditEvent.objects.filter(event="matching.goal_moved", subjects=[world.someone.pk]).count() == 2
    Mentor.objects.filter(user=world.mentor).update(vetted_until_on=clock.today() - timedelta(days=1))
    for url in (page(match), f"{page(match)}goals/"):
        assert browse(world.mentor).post(url, typed).status_code in {404, 405}
    assert browse(world.mentor).get(page(match)).status_code == 404


def test_t52_a_mentor_sees_six_things_of_a_person_and_nothing_else(world, match, browse):
    secret = {"family_name": "Zzsecretname", "prison_number": "A0987ZZ", "crn": "X098765"}
    Person.objects.filter(pk=world.someone.pk).update(
        **secret, given_name="Zzgiven", preferred_name="Robin", born_on="1987-06-05", release_on="2031-04-03",
        language="Zzlanguage",
    )  # fmt: skip
    wished(world.someone, ways=["video"], limits=["stairs"], area=world.unit)
    told = {"help_wanted": ["family"], "interests": ["chess"], "languages": ["sq"], "free_times": ["weekend"]}
    Match.objects.filter(pk=match.pk).update(**{**told, "interests": ["games"]})
    MatchGoal.objects.create(match=match, goal="bank", status="agreed", asked_by=world.person)
    MatchReview.objects.filter(match=match).update(
        due_on=clock.today(), person_words="Zzwords", summary="Zzsummary", outcome="goes_on", held_at=clock.now()
    )
    asked = proposed(PersonFactory(establishment=world.here, wing=world.wing), world.mentor, world.here)
    Match.objects.filter(pk=asked.pk).update(person_says="yes")
    client, shown = browse(world.mentor), ""
    for url in ("/mentoring/", page(match), "/my-mentoring/asked/", "/mentoring/meetings/", "/my-mentoring/", "/",
                "/my-mentoring/today/", "/my-mentoring/calendar/", f"{page(match)}book/",
                reverse("mentoring:thread", args=[match.thread.pk]), "/notices/"):  # fmt: skip
        answer = client.get(url)
        assert answer.status_code == 200, url
        shown += masked(answer)[2].decode()
    six = ("Robin", "Family", "Games and chess", "Albanian", "Weekends", "Open a bank account")
    for words in six:
        assert words in shown
    wing = world.wing.name
    for words in (*secret.values(), "Zz", "1987", "2031", world.unit.name, wing, "I cannot use stairs", "by video"):
        assert words not in shown, words


def test_reviews_are_due_told_once_said_by_both_and_held_once(world, match, browse):
    days = [one.due_on - clock.today() for one in match.reviews.order_by("due_on")]
    assert days == [timedelta(weeks=weeks) for weeks in (6, 12, 26)]
    Match.objects.filter(pk=match.pk).update(started_by=world.manager)
    manager, person = browse(world.manager), browse(world.person)
    assert "Nothing is due" in manager.get("/mentors/due/").text
    assert "Tell staff how it goes" not in person.get(page(match)).text
    MatchReview.objects.filter(kind="week_6").update(due_on=clock.today() + timedelta(days=7))
    for _twice in range(2):
        tell_of_reviews()
    for user, kind in (
        (world.person, "review_near"),
        (world.mentor, "mentor_review_near"),
        (world.manager, "review_due"),
    ):
        assert told(user, kind) == 1
    first = review(match)
    assert person.post(f"/mentoring/reviews/{first.pk}/say/", {"words": ""}).status_code == 400
    assert person.post(f"/mentoring/reviews/{first.pk}/say/", {"words": "I want to die"}).status_code == 302
    assert CareAlert.objects.filter(person=world.someone).exists()
    said = browse(world.mentor).post(f"/mentoring/reviews/{first.pk}/say/", {"words": "We get on well"})
    assert said.status_code == 302
    assert "We get on well" not in person.get(page(match)).text
    assert "want to die" not in browse(world.mentor).get(page(match)).text
    shown = manager.get(f"/mentors/reviews/{first.pk}/").text
    assert "We get on well" in shown
    assert "I want to die" in shown
    assert browse(world.manager_elsewhere).get(f"/mentors/reviews/{first.pk}/").status_code == 404
    held = {"outcome": "goes_on", "summary": "You meet each week from now."}
    for _twice in range(2):
        assert manager.post(f"/mentors/reviews/{first.pk}/", held).status_code == 302
    first.refresh_from_db()
    with pytest.raises(DomainError, match="held already"):
        hold_review(first, outcome="ends", summary="No", by=world.manager)
    assert "You meet each week from now." in person.get(page(match)).text
    assert "You meet each week" not in browse(world.mentor).get(page(match)).text
    assert told(world.person, "review_held") == 1


def test_a_planned_ending_is_told_to_both_leaves_time_and_comes(world, match, browse):
    soon = clock.today() + timedelta(days=6)
    manager = browse(world.manager)
    late = manager.post(f"/matches/{match.pk}/ending/", {"ends_on": soon.isoformat()})
    assert "at least a week away" in late.text
    day = clock.today() + timedelta(days=10)
    for _twice in range(2):
        assert manager.post(f"/matches/{match.pk}/ending/", {"ends_on": day.isoformat()}).status_code == 302
    match.refresh_from_db()
    assert (told(world.person, "ends"), told(world.mentor, "mentor_ends")) == (1, 1)
    assert "Write a goodbye" in browse(world.mentor).get(page(match)).text
    assert "Your mentoring ends on" in browse(world.person).get("/my-mentor/").text
    last = review(match, "ending")
    hold_review(last, outcome="ends", summary="You got a job. Well done.", by=world.manager)
    with time_machine.travel(clock.now() + timedelta(days=10)):
        end_matches_as_planned()
        match.refresh_from_db()
        assert match.is_active
    with time_machine.travel(clock.now() + timedelta(days=11)):
        end_matches_as_planned()
    match.refresh_from_db()
    assert (match.status, match.end_reason, match.ended_by) == ("ended", "planned", None)
    assert "You got a job. Well done." in browse(world.person).get(page(match)).text
    assert browse(world.mentor).get(page(match)).status_code == 404
    with pytest.raises(DomainError, match="match that runs"):
        plan_ending(match, ends_on=day, by=world.manager)


def test_a_mentor_inside_hands_over_to_one_outside(world, browse, rules):
    inside = vetted_mentor(world.mentor, world.here)
    Mentor.objects.filter(pk=inside.pk).update(kind="peer")
    old = matched(world.someone, world.mentor, world.here)
    wished(world.someone, asked_at=None)
    peer, outside = (vetted_mentor(staff("mentor", name=name), world.here) for name in ("Peer", "Volunteer"))
    Mentor.objects.filter(pk=peer.pk).update(kind="peer")
    manager, where = browse(world.manager), f"/people/{world.someone.pk}/mentoring/propose/?follows={old.pk}"
    assert f"propose/?follows={old.pk}" in manager.get(f"/people/{world.someone.pk}/mentoring/").text
    shown = manager.get(where).text
    assert f'value="{outside.pk}"' in shown.split("Choose somebody else")[0]
    assert f'value="{peer.pk}"' not in shown.split("Choose somebody else")[0]
    assert manager.post(where, {"key": str(uuid4()), "mentor": str(outside.pk)}).status_code == 302
    new = Match.objects.get(mentor=outside.user)
    assert new.follows == old
    start_match(answered(new), by=world.manager)
    old.refresh_from_db()
    assert old.is_active
    assert old.ends_on == clock.today() + timedelta(days=14)
    assert told(world.person, "ends") == told(world.mentor, "mentor_ends") == 1
    end_match(old, reason="planned", by=SYSTEM)
    told_of_end = [told(world.person, "ended"), told(world.mentor, "mentor_ended"), told(outside.user, "takes_over")]
    assert told_of_end == [1, 1, 1]


def test_a_move_pauses_and_both_are_told_why_as_far_as_they_may_know(world, match, browse):
    person_changed.send(Person, person=world.someone, event="transferred", movement=None)
    assert (told(world.person, "paused"), told(world.mentor, "mentor_paused")) == (1, 1)
    assert "You moved to another prison." in browse(world.person).get("/my-mentor/").text
    shown = browse(world.mentor).get(page(match)).text
    assert "Something changed for the person." in shown
    assert "prison" not in shown.split('<div id="main"')[-1].split("<footer")[0].replace("Justice", "")
    assert str(world.someone) in browse(world.manager).get("/mentors/due/").text
    match.refresh_from_db()
    resume_match(match, by=world.manager)
    assert (told(world.person, "resumed"), told(world.mentor, "mentor_resumed")) == (1, 1)


def test_what_is_due_costs_the_same_for_any_length(world, match, browse, same_queries):
    def one_more():
        other = matched(PersonFactory(establishment=world.here, wing=world.wing), staff("mentor"), world.here)
        MatchReview.objects.filter(match=other, kind="week_6").update(due_on=clock.today())
        end_match(
            matched(PersonFactory(establishment=world.here), staff("mentor"), world.here), reason="away", by=SYSTEM
        )

    MatchReview.objects.filter(match=match, kind="week_6").update(due_on=clock.today())
    same_queries(browse(world.manager), "/mentors/due/", add_row=one_more)
