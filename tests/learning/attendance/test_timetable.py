"""The timetable: classes changed and ended, several days a week, sessions that are not on; page, CSV and paper say the same."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.notices.models import Notice
from learning.attendance import actions, actions_timetable
from learning.attendance.actions_timetable import Slot
from learning.attendance.models import CancelledSession, Meeting, RegisterMark, TaughtClass
from learning.lists.nightly import drop_list_prints
from learning.models import ListPrint
from tests.factories import PersonFactory, grant
from tests.learning.attendance.rows import join, meeting
from tests.learning.taken import same_everywhere
from tests.signing_in import sign_in


@pytest.fixture
def day(db):
    return clock.today() - timedelta(days=1)


@pytest.fixture
def taught(world, day):
    return meeting(world.here, day)


def sent_by(form, **more):
    return {name: value if (value := form[name].value()) is not None else "" for name in form.fields} | more


def test_a_class_is_made_with_several_days_and_changed_from_today_on(world, day, learner, client):
    client = sign_in(client, world.tutor)
    form = client.get(reverse("attendance:add")).context["form"]
    two = {"starts_1": "09:30", "minutes_1": "90", "starts_3": "13:15", "minutes_3": "60"}
    wrong = client.post(reverse("attendance:add"), sent_by(form, title="Art", place=world.here.pk, starts_1="9:30"))
    assert "how many minutes" in wrong.text
    assert not TaughtClass.objects.exists()
    for _ in range(2):  # the same form sent twice is one class
        client.post(reverse("attendance:add"), sent_by(form, title="Art", room="2", place=world.here.pk, **two))
    made = TaughtClass.objects.with_days().get()
    assert made.when == "Tuesday 09:30, Thursday 13:15"
    join(made, learner, day)
    url = reverse("attendance:change", args=[made.pk])
    change = client.get(url).context["form"]
    sent = sent_by(change, starts_3="", minutes_3="", starts_4="10:00", minutes_4="60")
    for _ in range(2):
        assert client.post(url, sent).status_code == 302
    made = TaughtClass.objects.with_days().get()
    assert made.when == "Tuesday 09:30, Friday 10:00"
    assert Notice.objects.filter(user=learner.user, kind="attendance.moved").count() == 1
    stale = client.post(url, sent | {"title": "Maths"})  # a page from before that change
    assert "Somebody else has changed" in stale.text
    assert TaughtClass.objects.get().title == "Art"


def test_registers_of_the_days_before_a_change_stay_to_be_put_right(world, taught, day, learner):
    join(taught, learner, day)
    actions.take_register(taught, key=uuid7(), on=day, outcomes={learner.pk: "missed"}, by=SYSTEM)
    other = Slot((day.weekday() + 2) % 7, time(9), 60)
    given = {"version": 1, "title": "Maths", "room": "7", "meetings": [other]}
    actions_timetable.change_class(taught, **given, by=world.tutor)
    now = TaughtClass.objects.with_days().get()
    assert now.meets_on(day)
    assert not now.meets_on(day + timedelta(days=7))
    actions.take_register(now, key=uuid7(), on=day, outcomes={learner.pk: "court"}, by=SYSTEM)
    actions_timetable.change_class(now, version=2, title="Maths", room="7", meetings=[], by=world.tutor)
    assert TaughtClass.objects.with_days().get().is_group
    assert Meeting.objects.count() == 1  # the one that began and ended today never was


def test_a_class_ends_and_takes_nobody_in_after(world, taught, day, learner, client):
    join(taught, learner, day)
    with pytest.raises(DomainError, match="today or later"):
        actions_timetable.end_class(taught, last_on=day, by=world.tutor)
    last = clock.today()
    for _ in range(2):
        actions_timetable.end_class(taught, last_on=last, by=world.tutor)
    assert Notice.objects.get(user=learner.user, kind="attendance.ends")
    assert AuditEvent.objects.filter(event="class.ended").count() == 1
    assert "The last day is" in sign_in(client, learner.user).get(reverse("attendance:mine")).text
    TaughtClass.objects.update(until_on=day)  # the day after
    for refused in (
        lambda: actions.add_people(taught, people=[PersonFactory(establishment=world.here)], by=world.tutor),
        lambda: actions_timetable.end_class(taught, last_on=last, by=world.tutor),
        lambda: actions_timetable.cancel_session(taught, key=uuid7(), on=day, why="staff", by=world.tutor),
    ):
        with pytest.raises(DomainError, match="has ended"):
            refused()
    assert "No class yet" in client.get(reverse("attendance:mine")).text
    assert "Ended" in sign_in(client, world.tutor).get(reverse("attendance:classes")).text
    assert TaughtClass.objects.with_days().get().meets_on(day)  # its registers can still be put right


def test_a_cancelled_session_is_explained_and_breaks_no_streak(world, taught, day, learner, client):
    for person in (learner, PersonFactory(establishment=world.here), PersonFactory(establishment=world.here)):
        join(taught, person, day)
    for back in (14, 21):
        actions.take_register(
            taught, key=uuid7(), on=day - timedelta(days=back), outcomes={learner.pk: "attended"}, by=SYSTEM
        )
    lost = day - timedelta(days=7)
    staff = sign_in(client, world.tutor)
    url = reverse("attendance:cancel", args=[taught.pk, lost])
    assert "Choose" in staff.post(url, {"key": uuid7()}).text
    sent = {"key": uuid7(), "why": "lockdown", "words": "We meet again next week."}
    for _ in range(2):
        assert staff.post(url, sent).status_code == 302
    cancelled = CancelledSession.objects.get()
    assert Notice.objects.filter(user=learner.user, kind="attendance.cancelled").count() == 1
    with pytest.raises(DomainError, match="cancelled"):
        actions.take_register(taught, key=uuid7(), on=lost, outcomes={learner.pk: "missed"}, by=SYSTEM)
    actions.take_register(taught, key=uuid7(), on=day, outcomes={learner.pk: "late"}, by=SYSTEM)
    page = sign_in(client, learner.user).get(reverse("attendance:mine"))
    assert page.context["streak"] == 3
    for words in ("Everybody is locked up", "We meet again next week.", "does not count against you"):
        assert words in page.text
    with pytest.raises(DomainError, match="has a register"):
        actions_timetable.cancel_session(taught, key=uuid7(), on=day, why="staff", by=world.tutor)
    for _ in range(2):
        sign_in(client, world.tutor).post(reverse("attendance:restore", args=[cancelled.pk]))
    assert AuditEvent.objects.filter(event="class.session_restored").count() == 1
    assert "Everybody is locked up" not in sign_in(client, learner.user).get(reverse("attendance:mine")).text


def test_who_is_not_in_the_class_is_not_told_of_its_sessions(world, taught, day, learner, client):
    CancelledSession.objects.create(taught_class=taught, on=day, why="staff", words="Only for the class.")
    assert "Only for the class." not in sign_in(client, learner.user).get(reverse("attendance:mine")).text


@pytest.mark.parametrize("kind", ["attendance", "register"])
def test_page_csv_and_paper_say_the_same_cell_by_cell(
    world, taught, day, client, kind, django_capture_on_commit_callbacks
):
    people = [PersonFactory(establishment=world.here, wing=world.wing) for _ in range(3)]
    for person, outcome in zip(people, ("attended", "court", "missed"), strict=True):
        join(taught, person, day)
        actions.take_register(taught, key=uuid7(), on=day, outcomes={person.pk: outcome}, by=SYSTEM)
    client = sign_in(client, world.tutor)
    page = {
        "attendance": reverse("attendance:site"),
        "register": reverse("attendance:register", args=[taught.pk, day]),
    }[kind]
    assert len(same_everywhere(client, page)) == len(people)
    made = ListPrint.objects.get()
    to = made.get_absolute_url()
    assert "Open the list" in client.get(to).text
    assert sign_in(client, world.manager).get(to).status_code == 404  # theirs alone
    file = reverse("lists:print-download", args=[made.pk])
    grant(world.tutor, "key_worker", at=world.here)
    kept_away = sign_in(client, type(world.tutor).objects.get(pk=world.tutor.pk)).get(file)
    assert (kept_away.status_code, "has changed since this list was made" in kept_away.text) == (409, True)
    ListPrint.objects.update(asked_at=clock.now() - timedelta(days=2))
    drop_list_prints()
    made.refresh_from_db()
    assert (made.path, made.subjects, made.status) == ("", [], "dropped")


def test_a_register_of_another_prison_is_no_list_for_me(world, taught, day, client):
    far = meeting(world.there, day)
    client = sign_in(client, world.tutor)
    asked = {"class": str(far.pk), "on": str(day)}
    assert client.get(reverse("lists:csv", args=["register"]), asked).status_code == 404
    sent = {"key": uuid7(), "query": f"class={far.pk}&on={day}"}
    assert client.post(reverse("lists:pdf", args=["register"]), sent).status_code == 404
    assert not ListPrint.objects.exists()
    assert not RegisterMark.objects.exists()
