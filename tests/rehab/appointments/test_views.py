"""The pages of appointments."""

from datetime import UTC, time, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from justice_portal import clock
from justice_portal.editing import stamp
from rehab.appointments import actions, views_calendar
from rehab.appointments.calendar_file import as_calendar
from rehab.appointments.moving import actions as moving
from rehab.appointments.place_actions import place_now
from rehab.models import Appointment, MeetingPlace, OpeningTime
from tests.factories import staff
from tests.rehab.appointments.conftest import at, place
from tests.rehab.test_two_at_once import sent_by


def form(world, **changed):
    day = clock.today() + timedelta(days=3)
    given = {
        "key": str(uuid4()), "about": "supervision", "kind": "office", "day": day.isoformat(), "at": "14:30",
        "minutes": "30", "staff": str(world.com.pk), "place": str(place().pk), "is_required": "on", "bring": "Photo ID",
    }  # fmt: skip
    return given | changed


def test_staff_book_and_the_person_sees_it_with_the_way_there(world, browse, out):
    place(phone="01632 960001", way="Leave the station.\nTurn left at the bank.")
    answer = browse(world.com).post(reverse("appointments:book", args=[out.pk]), form(world))
    meeting = Appointment.objects.get()
    assert answer.headers["Location"] == meeting.get_absolute_url()
    mine = browse(out.user)
    page = mine.get(reverse("appointments:mine")).content.decode()
    for words in ("2:30pm to 3pm", "Mill Lane office", "How to get there", "Photo ID", "You must go"):
        assert words in page
    assert "2:30pm" in mine.get("/").content.decode()
    assert "Turn left at the bank." in mine.get(meeting.get_absolute_url()).content.decode()


BAD = {
    "no day": ({"day": ""}, "Day"),
    "an impossible day": ({"day": "2027-2-31"}, "real date"),
    "no time": ({"at": "25:99"}, "14:30"),
    "an unknown place": ({"place": str(uuid4())}, "Choose from the list"),
    "a stranger": ({"staff": str(uuid4())}, "Choose from the list"),
    "in the past": ({"day": "2020-01-01"}, "14 days ago"),
    "the last day of the calendar": ({"day": "9999-12-31", "at": "23:59"}, "more than a year ahead"),
}


@pytest.mark.parametrize("fault", BAD)
def test_bad_input_changes_nothing_and_keeps_what_was_typed(world, browse, out, fault):
    changed, said = BAD[fault]
    answer = browse(world.com).post(reverse("appointments:book", args=[out.pk]), form(world, **changed))
    page = answer.content.decode()
    assert "There is a problem" in page
    assert said in page
    assert "Photo ID" in page
    assert not Appointment.objects.exists()


def test_from_did_not_come_to_the_answer_and_the_decision(world, browse, over):
    meeting = over()
    officer, person = browse(world.com), browse(meeting.person.user)
    officer.post(reverse("appointments:ask", args=[meeting.pk]), {"how": "portal"})
    assert "What happened?" in person.get("/").content.decode()
    decide = reverse("appointments:decide", args=[meeting.pk])
    assert "Unacceptable absence" not in officer.get(decide).content.decode()
    assert "Choose from the list" in officer.post(decide, {"outcome": "unacceptable", "reason": "x"}).content.decode()
    reply = reverse("appointments:reply", args=[meeting.pk])
    assert "Choose an answer" in person.post(reply, {"answer": "", "words": "I was ill"}).content.decode()
    person.post(reply, {"answer": "ill", "words": "I had flu."})
    page = officer.get(decide).content.decode()
    assert "I had flu." in page
    assert "Unacceptable absence" in page
    assert "They answered" in officer.get(reverse("appointments:outcomes")).content.decode()
    officer.post(decide, {"outcome": "acceptable", "reason": "You told us you were ill."})
    own = person.get(meeting.get_absolute_url()).content.decode()
    assert "You had a good reason" in own
    assert "You told us you were ill." in own


def test_calendar_lists_and_figures_cost_the_same_for_any_length(world, browse, book, same_queries):
    days = iter(range(1, 200))

    def add():
        book(days=2, hour=9, minutes=1, person=_someone(world))
        old = book(days=next(days))
        now = clock.now() - timedelta(days=2)
        Appointment.objects.filter(pk=old.pk).update(starts_at=now, ends_at=now + timedelta(hours=1))

    com = browse(world.com)
    for name in ("calendar", "outcomes", "figures"):
        same_queries(com, reverse(f"appointments:{name}") + "?whose=all", add_row=add, more=4)
    assert "Everybody I see" in com.get(reverse("appointments:calendar"), {"view": "day", "on": "x"}).content.decode()


def test_a_full_day_has_pages_and_a_week_leads_to_the_rest_of_it(world, browse, book, monkeypatch):
    monkeypatch.setattr(views_calendar, "OF_A_DAY", 2)
    monkeypatch.setattr(views_calendar, "A_PAGE", 2)
    for hour in (9, 10, 11):
        book(days=2, hour=hour, person=_someone(world))
    com, url = browse(world.com), reverse("appointments:calendar")
    day = Appointment.objects.first().starts_at.astimezone(clock.LONDON).date()
    week = com.get(url, {"on": day.isoformat()}).text
    assert ["3 appointments." in week, "And 1 more" in week, "09:00" in week, "11:00" in week] == [
        True,
        True,
        True,
        False,
    ]
    pages = [com.get(url, {"view": "day", "on": day.isoformat(), "page": page}).text for page in (1, 2)]
    assert ["11:00" in page for page in pages] == [False, True]
    assert "1 to 2 of 3" in pages[0]


def test_t89_nobody_decides_over_an_answer_that_they_have_not_read(world, browse, over):
    meeting = over()
    actions.ask_what_happened(meeting, how="phone", by=world.com)
    actions.reply(meeting, answer="ill", how="phone", by=world.com)
    url = reverse("appointments:decide", args=[meeting.pk])
    first, second = browse(world.com), browse(world.com)
    forms = [sent_by(client.get(url), url) for client in (first, second)]
    said = {"outcome": "unacceptable", "reason": "No word came."}
    assert first.post(url, forms[0] | said).status_code == 302
    page = second.post(url, forms[1] | {"outcome": "acceptable", "reason": "They were ill."})
    meeting.refresh_from_db()
    assert meeting.status == "unacceptable"
    for words in ("Look at both", "Unacceptable absence", "No word came.", "They were ill."):
        assert words in page.text
    again = {"seen": sent_by(page, url)["seen"], "outcome": "acceptable", "reason": "They were ill."}
    assert second.post(url, again).status_code == 302
    meeting.refresh_from_db()
    assert meeting.status == "acceptable"


def test_t53_an_hour_that_the_clocks_skip_is_refused_and_one_after_it_is_as_long_as_it_says(world, browse, out):
    """In March the clocks go from 1am to 2am: half past one is no time, and nothing lasts an hour longer for it."""
    sunday = next(
        day for day in (clock.today() + timedelta(days=n) for n in range(1, 366))
        if day.month == 3 and day.weekday() == 6 and (day + timedelta(days=7)).month == 4
    )  # fmt: skip
    com, url = browse(world.com), reverse("appointments:book", args=[out.pk])
    sent = form(world, day=sunday.isoformat(), kind="phone", place="", minutes="120")
    assert "no such time" in com.post(url, sent | {"at": "01:30"}).text
    assert com.post(url, sent | {"at": "00:30"}).status_code == 302
    meeting = Appointment.objects.get()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=2)


def test_no_appointment_goes_over_midnight_past_a_shut_door(world, browse, out):
    office = place()
    for day in range(7):
        OpeningTime.objects.create(place=office, weekday=day, opens=time(9), closes=time(23, 45))
    url = reverse("appointments:book", args=[out.pk])
    page = browse(world.com).post(url, form(world, at="23:30", minutes="60", place=str(office.pk))).text
    assert "on the same day" in page
    assert not Appointment.objects.exists()


def test_who_came_after_all_needs_no_answer_any_more(world, book):
    meeting = book()
    asked = moving.ask_to_move(meeting, key=uuid4(), wants="move", why="work", by=meeting.person.user)
    now = clock.now()
    Appointment.objects.filter(pk=meeting.pk).update(
        starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1)
    )
    actions.record_kept(Appointment.objects.get(pk=meeting.pk), by=world.com)
    asked.refresh_from_db()
    assert asked.status == "withdrawn"


def _someone(world):
    from tests.factories import PersonFactory, allocate

    person = PersonFactory(establishment=None, place="community", delivery_unit=world.unit)
    allocate(person, world.com, "com")
    return person


def test_my_week_costs_the_same_for_any_length(world, browse, out, book, same_queries):
    days = iter(range(1, 40))
    same_queries(browse(out.user), reverse("appointments:mine"), add_row=lambda: book(days=next(days)), more=4)


def test_the_calendar_file_says_when_and_where_and_no_more(world, book):
    meeting = book(service="Dôl, \\ Las; housing " + "x" * 80)
    text = as_calendar(meeting, address="https://portal.example/a/").decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"DTSTART:{at(2).astimezone(UTC):%Y%m%dT%H%M%SZ}\r\n" in text
    assert "LOCATION:2 Mill Lane\\, ZZ1 2ZZ" in text
    assert world.com.name not in text
    assert "robation" not in text


def test_a_manager_adds_a_place_with_its_hours(world, browse):
    data = {"key": str(uuid4()), "name": "Library", "address": "3 Mill Lane", "postcode": "ZZ1 3ZZ", "is_open": "on",
            "hours_0": "09:00-12:30, 13:30 to 17:00", "hours_1": "17:00-09:00"}  # fmt: skip
    url, client = reverse("appointments:place-add"), browse(world.manager)
    assert "close after it opens" in client.post(url, data).content.decode()
    client.post(url, data | {"hours_1": ""})
    kept = MeetingPlace.objects.get()
    assert [str(one) for one in kept.opening_times.all()] == ["Monday 09:00 12:30", "Monday 13:30 17:00"]
    edit = reverse("appointments:place-edit", args=[kept.pk])
    assert "09:00-12:30, 13:30-17:00" in client.get(edit).content.decode()
    client.post(edit, data | {"hours_0": "10:00-11:00", "hours_1": "", "seen": stamp(place_now(kept))})
    assert kept.opening_times.count() == 1
    assert browse(world.com).get(edit).status_code == 403
    assert "Library" in browse(world.com).get(reverse("appointments:places")).content.decode()


def test_a_mentor_sees_meetings_of_live_matches_only(world, browse):
    from tests.mentoring.pairs import matched

    person, mentor = world.someone, staff("mentor", name="Mo Mentor")
    match = matched(person, mentor, world.here)
    page = browse(world.pom).get(reverse("appointments:book", args=[person.pk])).content.decode()
    assert "Mo Mentor" in page
    data = form(world, staff="", place="", mentor=str(mentor.pk), about="mentoring", where="Library")
    browse(world.pom).post(reverse("appointments:book", args=[person.pk]), data)
    meeting = Appointment.objects.get()
    client, url = browse(mentor), reverse("matching:meetings")
    page = client.get(url).content.decode()
    assert "Library" in page
    assert person.family_name not in page
    assert client.get(meeting.get_absolute_url()).status_code == 404
    type(match).objects.update(status="ended", ended_at=clock.now(), end_reason="away")
    assert "Library" not in client.get(url).content.decode()


def test_nobody_is_written_down_as_there_before_it_began(world, browse, book):
    meeting = book()
    answer = browse(world.com).post(
        reverse("appointments:decide", args=[meeting.pk]), {"outcome": "kept", "reason": "Came."}
    )
    assert "It has not started yet." in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.status == "planned"
