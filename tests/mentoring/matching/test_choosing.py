"""A person says what they want; staff see suggestions in words; both are asked and both can say no."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.models import Notice
from justice_portal.people.merging.joining import move_rows
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from justice_portal.protected.models import Connection
from mentoring.matching.actions import end_match, propose_match, start_match
from mentoring.matching.choosing import actions
from mentoring.matching.choosing.figures import suggestions
from mentoring.models import Match, Mentor, Wish
from tests.factories import PersonFactory, staff
from tests.masked import masked
from tests.mentoring.pairs import WANTED, answered, matched, proposed, vetted_mentor, wished

TICKED = {**WANTED, "ways": ["phone"], "limits": ["stairs"], "area": ""}


def offers(world, name, **more):
    """A mentor of the prison who is ready."""
    mentor = vetted_mentor(staff("mentor", name=name), world.here)
    Mentor.objects.filter(pk=mentor.pk).update(**{"languages": ["en"], **more})
    return Mentor.objects.get(pk=mentor.pk)


def names(world, wish):
    return [one.mentor.called for one in suggestions(world.someone, wish, world.manager)]


def young(person):
    person.born_on = clock.today() - timedelta(days=17 * 365)
    person.save()


def test_a_person_asks_changes_and_takes_back_and_keeps_their_place(world, browse):
    client = browse(world.person)
    assert "Ask for a mentor" in client.get("/my-mentor/").text
    wrong = client.post("/my-mentor/wishes/", {**TICKED, "languages": []})
    assert "Choose at least one" in wrong.text
    assert 'value="work" id="id_help_wanted_1" checked' in wrong.text
    assert not Wish.objects.exists()
    for _twice in range(2):
        assert client.post("/my-mentor/wishes/", {**TICKED, "area": world.unit.pk}).status_code == 302
    wish = Wish.objects.get()
    since = wish.asked_at
    assert client.post("/my-mentor/wishes/", {**TICKED, "help_wanted": ["home"]}).status_code == 302
    wish.refresh_from_db()
    assert (wish.asked_at, wish.help_wanted, wish.area) == (since, ["home"], None)
    shown = browse(world.manager).get("/mentors/waiting/").text
    assert str(world.someone) in shown
    assert "A place to live" in shown
    assert str(world.someone) not in browse(world.manager_elsewhere).get("/mentors/waiting/").text
    assert client.post("/my-mentor/take-back/").status_code == 302
    assert not Wish.objects.waiting().exists()
    assert AuditEvent.objects.filter(event="matching.wish_said", subjects=[world.someone.pk]).count() == 3


def test_suggestions_say_why_and_stand_in_an_order_that_is_told(world, browse):
    wish = wished(world.someone, area=world.unit, ways=["phone", "meet"])
    busy = offers(world, "Abel", languages=["en", "pl"], helps_with=["work"], area=world.unit, free_times=["evening"])
    matched(PersonFactory(establishment=world.here, wing=world.wing), busy.user, world.here)
    offers(world, "Cleo", languages=["pl"], helps_with=["home"], interests=[])
    offers(world, "Bea", ways=["meet"], interests=[])
    for left_out in ({"languages": ["fr"]}, {"ways": ["video"]}, {"vetted_until_on": clock.today() - timedelta(1)}):
        offers(world, "Nobody", **left_out)
    offers(world, "Unready").checks.filter(kind="training").delete()
    assert names(world, wish) == ["Bea", "Cleo", "Abel"]
    shown = browse(world.manager).get(f"/people/{world.someone.pk}/mentoring/propose/").text
    for words in (
        "Both speak: English, Polish.", "Wants help with, and gets it here: Finding work.", "Both like: Music.",
        "Both are free: Weekday evenings.", "Both are near: Near unit.", "Mentors 1 person now.", "There is no score.",
    ):  # fmt: skip
        assert words in shown
    Mentor.objects.filter(pk=busy.pk).update(most_people=1)
    assert names(world, wish) == ["Bea", "Cleo"]


def test_t38_t54_who_is_kept_apart_is_never_suggested_and_no_rule_can_be_talked_round(world, rules):
    wish, mentor = wished(world.someone), offers(world, "Bea")
    assert names(world, wish) == ["Bea"]
    known = Connection.objects.create(user=mentor.user, person=world.someone, source="declared")
    assert names(world, wish) == []
    known.delete()
    young(world.someone)
    assert names(world, wish) == []
    with pytest.raises(DomainError, match="under 18"):
        proposed(world.someone, mentor.user, world.here)
    for make in (Match.objects.create, lambda **row: Match.objects.bulk_create([Match(**row)])):
        with pytest.raises(IntegrityError, match="under 18"), transaction.atomic():
            make(person=world.someone, mentor=mentor.user, made_in=world.here)
    Mentor.objects.filter(pk=mentor.pk).update(under_18_until_on=clock.today())
    assert names(world, wish) == ["Bea"]
    assert proposed(world.someone, mentor.user, world.here)


def test_t54_a_corrected_birthday_stops_what_runs_and_what_was_proposed(world, match):
    other = proposed(world.someone, offers(world, "Bea").user, world.here)
    young(world.someone)
    person_changed.send(Person, person=world.someone, event="corrected", movement=None)
    for row, status in ((match, "paused"), (other, "ended")):
        row.refresh_from_db()
        assert row.status == status


def test_both_are_asked_in_turn_and_the_match_starts_only_when_both_said_yes(world, browse, rules):
    wished(world.someone)
    mentor = offers(world, "Bea", helps_with=["work"], area=world.unit)
    manager, person, her = browse(world.manager), browse(world.person), browse(mentor.user)
    page = f"/people/{world.someone.pk}/mentoring/propose/"
    typed = {"key": str(uuid4()), "mentor": str(mentor.pk), "help_wanted": ["health"]}
    for _twice in range(2):
        assert manager.post(page, typed).status_code == 302
    match = Match.objects.get()
    assert (match.help_wanted, match.free_times) == (["work"], ["evening"])  # the person's words, not the sender's
    assert Notice.objects.filter(user=world.person, kind="matching.asked_person").count() == 1
    assert world.someone.called not in her.get("/my-mentoring/asked/").text
    assert her.post(f"/my-mentoring/asked/{match.pk}/yes/").status_code == 404
    assert "Is asked when the person says yes" in manager.get(f"/people/{world.someone.pk}/mentoring/").text
    with pytest.raises(DomainError, match="Both must say yes"):
        start_match(match, by=world.manager)
    shown = person.get("/my-mentor/").text
    assert "Would you like Bea as your mentor?" in shown
    assert "they can help: Finding work." in shown
    assert "Near unit" not in shown
    for _twice in range(2):
        assert person.post(f"/my-mentor/{match.pk}/yes/").status_code == 302
    assert world.someone.called in her.get("/my-mentoring/asked/").text
    for _twice in range(2):
        assert her.post(f"/my-mentoring/asked/{match.pk}/yes/").status_code == 302
    match.refresh_from_db()
    start_match(match, by=world.manager)
    assert Wish.objects.get().asked_at is None
    assert AuditEvent.objects.filter(event="matching.side_answered").count() == 2


@pytest.mark.parametrize("who", ["person", "mentor"])
def test_a_no_needs_no_reason_ends_the_proposal_and_is_not_told_to_the_other(world, browse, who):
    wish, mentor = wished(world.someone), offers(world, "Bea")
    match = proposed(world.someone, mentor.user, world.here)
    if who == "person":
        assert browse(world.person).post(f"/my-mentor/{match.pk}/no/").status_code == 302
    else:
        actions.person_answers(match, says="yes", by=world.person)
        assert browse(mentor.user).post(f"/my-mentoring/asked/{match.pk}/no/").status_code == 302
    match.refresh_from_db()
    assert (match.status, match.end_reason) == ("ended", "no_thanks")
    assert world.someone.called not in browse(mentor.user).get("/my-mentoring/asked/").text
    assert b"Bea" not in masked(browse(world.person).get("/my-mentor/"))[2]
    assert names(world, wish) == []  # the same two are not brought up again
    assert Wish.objects.waiting().get() == wish
    with pytest.raises(DomainError, match="answered already"):
        actions.person_answers(match, says="yes" if who == "person" else "no", by=world.person)


def test_a_rule_that_came_in_between_ends_it_without_a_word_of_why(world, browse):
    wished(world.someone)
    match = proposed(world.someone, offers(world, "Bea").user, world.here)
    Connection.objects.create(user=match.mentor, person=world.someone, source="declared")
    answer = browse(world.person).post(f"/my-mentor/{match.pk}/yes/", follow=True)
    match.refresh_from_db()
    assert (match.status, match.end_reason) == ("ended", "safety")
    assert "Staff know what you said." in answer.text
    assert not Notice.objects.filter(user=match.mentor).exists()


def test_nobody_answers_for_another_and_only_the_mentor_says_what_they_offer(world, browse):
    match = proposed(world.someone, world.mentor, world.here)
    for user in (world.person_elsewhere, world.manager, world.mentor, world.key_worker):
        with pytest.raises(PermissionDenied):
            actions.person_answers(match, says="yes", by=user)
        assert browse(user).post(f"/my-mentor/{match.pk}/yes/").status_code == 404
    assert browse(world.mentor_elsewhere).post(f"/my-mentoring/asked/{match.pk}/yes/").status_code == 404
    assert browse(world.person).post(f"/my-mentor/{match.pk}/maybe/").status_code == 404
    mine = {
        "languages": ["en", "pl"],
        "helps_with": ["home"],
        "ways": ["phone"],
        "most_people": "3",
        "area": world.unit.pk,
    }
    for _twice in range(2):
        assert browse(world.mentor).post("/my-mentoring/offer/", mine).status_code == 302
    mentor = Mentor.objects.get(user=world.mentor)
    assert (mentor.languages, mentor.most_people, mentor.area, mentor.interests) == (["en", "pl"], 3, world.unit, [])
    assert AuditEvent.objects.filter(event="mentors.offer_said").count() == 1
    with pytest.raises(PermissionDenied):
        actions.say_offer(mentor, languages=["fr"], by=world.manager)


def test_what_the_person_changes_their_mentor_reads_at_once(world, match, browse):
    actions.say_wish(world.someone, **{**WANTED, "help_wanted": ["family"]}, by=world.person)
    assert "Family" in browse(world.mentor).get(reverse("mentoring:thread", args=[match.thread.pk])).text
    assert Wish.objects.get().asked_at is None  # who has a mentor does not wait


def test_two_records_of_one_person_keep_one_wish(world):
    other = PersonFactory(establishment=world.here, wing=world.wing)
    kept, gone = wished(world.someone), wished(other)
    move_rows(world.someone, other)
    assert list(Wish.objects.all()) == [kept]
    assert gone.pk != kept.pk


def test_lists_cost_the_same_for_any_length(world, browse, same_queries):
    wished(world.someone)
    same_queries(
        browse(world.manager), f"/people/{world.someone.pk}/mentoring/propose/", add_row=lambda: offers(world, "A")
    )

    def one_waits():
        wished(PersonFactory(establishment=world.here, wing=world.wing))

    same_queries(browse(world.manager), "/mentors/waiting/", add_row=one_waits)

    def one_asks():
        person = PersonFactory(establishment=world.here, wing=world.wing)
        match = propose_match(person, key=uuid4(), mentor=Mentor.objects.get(user=world.mentor), by=SYSTEM, **WANTED)
        Match.objects.filter(pk=match.pk).update(person_says="yes")

    vetted_mentor(world.mentor, world.here)
    same_queries(browse(world.mentor), "/my-mentoring/asked/", add_row=one_asks)


def test_an_ended_match_frees_the_person_to_ask_again(world, match):
    end_match(match, reason="planned", by=SYSTEM)
    wish = actions.say_wish(world.someone, **WANTED, by=world.person)
    assert wish.asked_at
    answered(proposed(world.someone, offers(world, "Bea").user, world.here))
    actions.take_wish_back(wish, by=world.person)
    assert not Match.objects.live().exists()
