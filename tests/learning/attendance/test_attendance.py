"""Classes and registers: thirty in one form, nothing held against anybody that was not their choice, CSV in and out."""

import random
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.people.signals import person_changed
from learning.attendance import actions
from learning.attendance.figures import Said, fold, streak, totals
from learning.attendance.models import CAME, COULD_NOT, ClassPlace, Outcome, OwnWord, RegisterMark
from tests.factories import PersonFactory
from tests.learning.attendance.rows import join, meeting
from tests.signing_in import sign_in

START = date(2026, 1, 5)


@pytest.fixture
def day(db):
    return clock.today() - timedelta(days=1)


@pytest.fixture
def taught(world, day):
    return meeting(world.here, day)


def said(week, outcome, at=0):
    on = START + timedelta(days=7 * week)
    stamp = clock.now().replace(year=2026, month=1, day=5, hour=at % 24, minute=0, second=0, microsecond=0)
    return Said(
        UUID(int=1), UUID(int=2), on, outcome, stamp, UUID(int=week * 10_000 + at * 100 + Outcome.values.index(outcome))
    )


marks = st.lists(st.builds(said, st.integers(0, 9), st.sampled_from(Outcome.values), st.integers(0, 23)), max_size=30)


@given(marks, st.randoms())
def test_any_order_and_any_duplicates_give_the_same_attendance(told, chance):
    again = [*told, *chance.choices(told, k=3)] if told else []
    chance.shuffle(again)
    assert fold(again) == fold(told)
    assert streak(fold(again).values()) == streak(fold(told).values())


@pytest.mark.parametrize("outcome", sorted(COULD_NOT))
def test_what_was_not_their_choice_breaks_no_streak_and_no_share(outcome):
    told = [said(1, "attended"), said(2, outcome), said(3, "late"), said(4, outcome)]
    assert streak(told) == 2
    assert totals(told).share == 100


def test_what_was_their_choice_ends_a_streak():
    assert streak([said(1, "attended"), said(2, "missed"), said(3, "attended")]) == 1
    assert totals([said(1, "attended"), said(2, "missed")]).share == 50


def test_thirty_learners_are_registered_with_one_form(world, taught, day, client):
    people = [PersonFactory(establishment=world.here, wing=world.wing) for _ in range(30)]
    for person in people:
        join(taught, person, day)
    client = sign_in(client, world.tutor)
    url = reverse("attendance:register", args=[taught.pk, day])
    page = client.get(url)
    form = page.context["register"]
    sent = {name: form[name].value() for name in form.fields}
    assert list(sent.values()).count("attended") == 30  # whoever came needs no click
    sent |= {f"who-{people[0].pk}": "lockdown", f"who-{people[1].pk}": "missed"}
    for _ in range(2):  # the same form sent twice is one register
        assert client.post(url, sent).status_code == 302
    outcomes = list(RegisterMark.objects.values_list("outcome", flat=True))
    assert sorted(outcomes) == sorted(["attended"] * 28 + ["lockdown", "missed"])
    assert AuditEvent.objects.filter(event="class.register_taken").count() == 1
    again = client.get(url).context["register"]
    assert again[f"who-{people[0].pk}"].value() == "lockdown"


def test_the_list_of_a_register_costs_the_same_for_any_length(world, taught, day, client, same_queries):
    client = sign_in(client, world.tutor)

    def add():
        join(taught, PersonFactory(establishment=world.here, wing=world.wing), day)

    same_queries(client, reverse("attendance:register", args=[taught.pk, day]), add_row=add)


def test_a_register_is_put_right_by_a_new_line_and_the_old_one_stays(world, taught, day, learner):
    join(taught, learner, day)
    for outcome in ("missed", "court"):
        actions.take_register(taught, key=uuid7(), on=day, outcomes={learner.pk: outcome}, by=world.tutor)
    assert RegisterMark.objects.count() == 2
    told = [
        Said(taught.pk, learner.pk, one.on, one.outcome, one.marked_at, one.pk) for one in RegisterMark.objects.all()
    ]
    assert [one.outcome for one in fold(told).values()] == ["court"]


@pytest.mark.parametrize(
    "sql", ["UPDATE learning_registermark SET outcome = 'late'", "DELETE FROM learning_registermark"]
)
def test_the_database_refuses_to_change_a_register(sql, world, taught, day, learner):
    join(taught, learner, day)
    actions.take_register(taught, key=uuid7(), on=day, outcomes={learner.pk: "missed"}, by=SYSTEM)
    with pytest.raises(DatabaseError, match="Cannot (update|delete)"), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.mark.parametrize(("back", "words"), [(2, "does not meet"), (-6, "has not begun"), (84, "does not meet")])
def test_a_register_of_a_day_without_a_session_is_refused(back, words, taught, day, learner):
    join(taught, learner, day)
    on = day - timedelta(days=back) if back != -6 else day + timedelta(days=7)
    with pytest.raises(DomainError, match=words):
        actions.take_register(taught, key=uuid7(), on=on, outcomes={learner.pk: "late"}, by=SYSTEM)
    assert not RegisterMark.objects.exists()


def test_only_who_is_in_the_class_is_on_its_register(taught, day, learner):
    with pytest.raises(DomainError, match="was not in the class"):
        actions.take_register(taught, key=uuid7(), on=day, outcomes={learner.pk: "late"}, by=SYSTEM)


def test_a_file_is_taken_in_whole_or_not_at_all(world, taught, day, learner, client):
    join(taught, learner, day)
    client = sign_in(client, world.tutor)
    url = reverse("attendance:register", args=[taught.pk, day])

    def send(text):
        file = SimpleUploadedFile("register.csv", text.encode(), content_type="text/csv")
        return client.post(url, {"kind": "file", "key": uuid7(), "file": file})

    assert send(f"number,outcome\n{learner.prison_number},asleep\n").status_code == 400
    assert "Not in this class" in send("number,outcome\nA0999ZZ,late\n").text
    assert not RegisterMark.objects.exists()
    assert send(f"number,outcome\n{learner.prison_number.lower()},Health\n").status_code == 302
    assert RegisterMark.objects.get().outcome == Outcome.HEALTH


def test_the_person_sees_it_and_adds_their_own_word(world, taught, day, learner, client):
    join(taught, learner, day)
    actions.take_register(taught, key=uuid7(), on=day, outcomes={learner.pk: "missed"}, by=world.tutor)
    client = sign_in(client, learner.user)
    assert "Did not come" in client.get(reverse("attendance:mine")).text
    url = reverse("attendance:word", args=[taught.pk, day])
    key = client.get(url).context["form"]["key"].value()
    for _ in range(2):
        client.post(url, {"key": key, "text": "Nobody unlocked me."})
    assert OwnWord.objects.get().text == "Nobody unlocked me."
    assert "Nobody unlocked me." in client.get(reverse("attendance:mine")).text
    client = sign_in(client, world.tutor)
    assert "Nobody unlocked me." in client.get(reverse("attendance:register", args=[taught.pk, day])).text
    other = day - timedelta(days=7)
    with pytest.raises(DomainError, match="no register"):
        actions.add_word(learner, key=uuid7(), taught=taught, on=other, text="x", by=learner.user)


def test_people_are_put_in_by_their_numbers_and_only_those_within_reach(world, taught, learner, client):
    client = sign_in(client, world.tutor)
    far = PersonFactory(establishment=world.there, wing=world.far_wing)
    for numbers, count in ((far.prison_number, 0), (f"{learner.prison_number}\n{learner.prison_number}", 1)):
        client.post(taught.get_absolute_url(), {"numbers": numbers})
        assert ClassPlace.objects.live().count() == count


def test_whoever_is_moved_is_in_no_class_of_the_place_they_left(world, taught, day, learner):
    join(taught, learner, day)
    person_changed.send(sender=None, person=learner, event="moved", movement=None)
    assert ClassPlace.objects.live().exists()
    learner.establishment, learner.wing, learner.cell = world.there, world.far_wing, None
    learner.save()
    person_changed.send(sender=None, person=learner, event="moved", movement=None)
    assert not ClassPlace.objects.live().exists()


def test_the_page_costs_the_same_for_any_length(world, taught, day, client, same_queries):
    client = sign_in(client, world.manager)

    def add():
        person = PersonFactory(establishment=world.here, wing=world.wing)
        join(taught, person, day)
        outcome = random.choice(sorted(CAME))
        actions.take_register(taught, key=uuid7(), on=day, outcomes={person.pk: outcome}, by=SYSTEM)

    same_queries(client, reverse("attendance:site"), add_row=add)
    assert client.get(reverse("attendance:site"), {"to_on": "2020-01-01"}).context["count"] == 0
