"""The first 72 hours: each clash is seen, with who mends it and by when; travel times come from the estate's table."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from justice_portal import clock
from justice_portal.errors import DomainError
from rehab.care.victims.actions import add_victim_detail
from rehab.models import Appointment, MeetingPlace, OpeningTime, ReleaseDay, ReleaseStep, TravelTime
from rehab.release_days import actions, home_places
from tests.filled_forms import forms_of
from tests.rehab.licence.licences import key, live_of

TABLE = "from,to,mode,minutes,fare\nPrison gate,Farham,bus,40,4.20\nFarham,Low Road,walk,12,\n"


def on(days=0):
    return clock.today() + timedelta(days=7 + days)


def at(hour, minute=0, days=0):
    return datetime.combine(on(days), time(hour, minute), clock.LONDON)


@pytest.fixture
def day(world):
    """A day on which everything is in order."""
    details = {
        "gate_at": time(9), "gate_place": "Prison gate", "sleeps_at": "4 Low Road", "home_place": "Low Road",
        "money_pence": 5000, "has_warrant": False, "has_credit": True, "medication": "", "has_medication": False,
    }  # fmt: skip
    return actions.plan_release(world.someone, release_on=on(), details=details, by=world.pom)


def travel(day, starts_at, minutes, *, by, **fields):
    given = {
        "kind": "travel",
        "mode": "bus",
        "from_place": "Prison gate",
        "place": "Farham",
        "fare_pence": 420,
        **fields,
    }
    return actions.add_step(day, key=key(), starts_at=starts_at, minutes=minutes, fields=given, by=by)


def stop(day, starts_at, minutes=30, *, by, **fields):
    given = {"kind": "stop", "place": "Chemist", "what": "Get medicine", **fields}
    return actions.add_step(day, key=key(), starts_at=starts_at, minutes=minutes, fields=given, by=by)


def meeting(world, starts_at, opens=time(9), closes=time(17)):
    place = MeetingPlace.objects.create(name="Near office", address="1 Mill Lane", postcode="ZZ1 1ZZ")
    for weekday in range(7):
        OpeningTime.objects.create(place=place, weekday=weekday, opens=opens, closes=closes)
    return Appointment.objects.create(
        person=world.someone, kind="office", about="first", place=place, staff=world.com, starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30), made_in=world.here, booked_by=world.com,
    )  # fmt: skip


def page(browse, user, world):
    url = "/my-release/" if user == world.person else reverse("release-days:for-person", args=[world.someone.pk])
    return browse(user).get(url).content.decode()


def test_a_day_in_order_has_no_clash_and_both_see_it(world, browse, day):
    travel(day, at(9, 15), 40, by=world.pom)
    meeting(world, at(14))
    staff, mine = page(browse, world.com, world), page(browse, world.person, world)
    assert "Nothing clashes" in staff
    for said in (
        "Out of the gate",
        "Prison gate to Farham",
        "First meeting after prison",
        "1 Mill Lane",
        "Open from 9am to 5pm",
        "4 Low Road",
        "£4.20",
    ):
        assert said in mine
    assert "Still to fix" not in mine


CLASHES = {
    "two at once": (lambda day, world: (stop(day, at(14, 15), by=world.pom), meeting(world, at(14))), "are at the same time", "COM"),
    "no time for the way": (lambda day, world: (stop(day, at(10), place="Farham", by=world.pom),
                            stop(day, at(10, 35), place="Low Road", what="Keys", by=world.pom)), "no time to get from", "COM"),
    "arrival after closing": (lambda day, world: meeting(world, at(17, 30)), "is closed then", "COM"),
    "a stop after closing": (lambda day, world: stop(day, at(18), opens=time(9), closes=time(17, 30), by=world.pom), "is closed then", "COM"),
    "a leg that comes after closing": (lambda day, world: travel(day, at(17), 40, opens=time(9), closes=time(17, 30), by=world.pom), "is closed then", "COM"),
    "before the gate": (lambda day, world: meeting(world, at(8, 30), opens=time(8)), "before the gate opens", "Prison offender"),
    "in the curfew": (lambda day, world: (live_of(world.someone, by=world.pom), stop(day, at(18, 45), 60, by=world.pom)), "hours of the curfew", "COM"),
    "nowhere to sleep": (lambda day, world: ReleaseDay.objects.update(sleeps_at=""), "no place to sleep", "COM"),
    "no way to pay": (lambda day, world: (travel(day, at(9, 15), 40, fare_pence=9900, by=world.pom)), "not enough money", "Prison offender"),
    "no credit": (lambda day, world: ReleaseDay.objects.update(has_credit=False), "no phone credit", "Prison offender"),
    "no medicine": (lambda day, world: ReleaseDay.objects.update(medication="Inhaler"), "medicine to take along is not ready", "Prison offender"),
}  # fmt: skip


@pytest.mark.parametrize("clash", CLASHES)
def test_each_clash_turns_red_and_says_who_mends_it_by_when(world, browse, day, clash):
    make, said, who = CLASHES[clash]
    actions.load_travel_times(TravelTime, rows=rows_of(TABLE), by=world.administrator)
    make(day, world)
    staff = page(browse, world.com, world)
    assert said in staff
    assert f"{world.com.name if who == 'COM' else world.pom.name} fixes this by" in staff
    assert said in page(browse, world.person, world)


def rows_of(text):
    from rehab.release_days.importer import read_travel_times

    return read_travel_times(text.encode())


def test_a_warrant_pays(world, browse, day):
    travel(day, at(9, 15), 40, fare_pence=9900, by=world.pom)
    ReleaseDay.objects.update(has_warrant=True)
    assert "not enough money" not in page(browse, world.com, world)


def test_a_leg_takes_its_time_and_fare_from_the_table(world, day, tmp_path, capsys):
    (tmp_path / "ways.csv").write_text(TABLE)
    call_command("import_travel_times", str(tmp_path / "ways.csv"))
    assert "Ways: 2" in capsys.readouterr().out
    step = travel(day, at(9, 15), None, from_place="prison GATE", fare_pence=0, by=world.pom)
    assert (step.ends_at - step.starts_at, step.fare_pence) == (timedelta(minutes=40), 420)
    with pytest.raises(DomainError, match="not in the table"):
        travel(day, at(12), None, place="Nowhere", by=world.pom)


@pytest.mark.parametrize(("line", "said"), [
    ("Farham,Gate,rocket,5,1", "mode"), ("Farham,Gate,bus,0,1", "minutes"), ("Farham,Gate,bus,5,one", "fare"),
    (",Gate,bus,5,1", "empty"), ("Prison gate,Farham,bus,9,1", "same as"),
])  # fmt: skip
def test_a_table_with_a_bad_row_is_refused_whole(world, tmp_path, line, said):
    actions.load_travel_times(TravelTime, rows=rows_of(TABLE), by=world.administrator)
    (tmp_path / "ways.csv").write_text(f"{TABLE}{line}\n")
    with pytest.raises(CommandError, match=said):
        call_command("import_travel_times", str(tmp_path / "ways.csv"))
    assert TravelTime.objects.count() == 2


def test_impossible_steps_are_refused(world, day):
    for starts_at, minutes, said in ((at(9, days=5), 30, "day of release"), (at(9), 9999, "how many minutes")):
        with pytest.raises(DomainError, match=said):
            stop(day, starts_at, minutes, by=world.pom)
    with pytest.raises(DomainError, match="where from"):
        travel(day, at(9), 10, from_place="", by=world.pom)
    with pytest.raises(DomainError, match="next year"):
        actions.plan_release(world.someone, release_on=on(900), details={}, by=world.pom)
    assert not ReleaseStep.objects.exists()


def held(page, url):
    """What the form holds, but for ticks."""
    form = dict(forms_of(page.text, url))[url]
    return {name: values[0] for name, values in form.fields.items() if name not in form.choices}


def test_t89_the_day_changed_by_two_shows_both_and_saving_is_a_choice(world, browse, day):
    url = reverse("release-days:for-person", args=[world.someone.pk])
    pom, com = browse(world.pom), browse(world.com)
    sent = [held(client.get(url), url) for client in (pom, com)]
    assert pom.post(url, sent[0] | {"sleeps_at": "9 High Road"}).status_code == 302
    page = com.post(url, sent[1] | {"sleeps_at": "2 Low Lane"})
    assert "Look at both" in page.text
    assert "9 High Road" in page.text
    assert "2 Low Lane" in page.text
    assert ReleaseDay.objects.get().sleeps_at == "9 High Road"
    assert com.post(url, held(page, url)).status_code == 302
    assert ReleaseDay.objects.get().sleeps_at == "2 Low Lane"


def test_a_release_that_comes_later_takes_its_steps_along(world, browse, day):
    travel(day, at(9, 15), 40, by=world.pom)
    stop(day, at(10, days=1), by=world.pom)
    url = reverse("release-days:for-person", args=[world.someone.pk])
    client = browse(world.pom)
    fields = held(client.get(url), url)
    later = on(200)  # beyond a change of the clocks
    client.post(
        url, fields | {"release_on_day": later.day, "release_on_month": later.month, "release_on_year": later.year}
    )
    assert ReleaseDay.objects.get().release_on == later
    times = [step.starts_at.astimezone(clock.LONDON) for step in ReleaseStep.objects.order_by("starts_at")]
    assert [(one.date(), one.time()) for one in times] == [(later, time(9, 15)), (on(201), time(10))]
    with time_machine.travel(at(12, days=230)):
        actions.plan_release(world.someone, release_on=on(300), details=details_of(day), by=world.pom)
    assert ReleaseDay.objects.count() == 2, "a second release, after a return, has a plan of its own"


def details_of(day):
    names = (
        "gate_at",
        "gate_place",
        "sleeps_at",
        "home_place",
        "has_warrant",
        "has_credit",
        "medication",
        "has_medication",
    )
    return {name: getattr(day, name) for name in names}


def test_who_may_not_plan_it(world, day):
    for who in ("person", "pom_elsewhere", "tutor", "administrator"):
        with pytest.raises(PermissionDenied):
            stop(day, at(12), by=getattr(world, who))
    with pytest.raises(PermissionDenied):
        actions.load_travel_times(TravelTime, rows=[], by=world.com)


def test_t60_no_stop_gives_a_victim_away(world, day):
    add_victim_detail(world.someone, key=key(), code="other", area_name="Zebulon Crescent", by=world.pom)
    with pytest.raises(DomainError, match="victim is"):
        stop(day, at(12), place="Zebulon Crescent", by=world.pom)


def test_staff_plan_it_through_the_pages(world, browse):
    client, url = browse(world.key_worker), reverse("release-days:for-person", args=[world.someone.pk])
    bad = client.post(url, {"release_on": on().isoformat(), "gate_at": "99:99", "gate_place": "Gate"})
    assert "09:30" in bad.content.decode()
    client.post(url, {"release_on": on().isoformat(), "gate_at": "09:00", "gate_place": "Gate", "money": "46.50"})
    day = ReleaseDay.objects.get()
    assert day.money_pence == 4650
    sent = {"key": key(), "kind": "stop", "day": "1", "at": "10:00", "minutes": "20", "place": "Bank"}
    for _ in range(2):
        client.post(reverse("release-days:step-add", args=[day.pk]), sent)
    step = ReleaseStep.objects.get()
    assert step.starts_at == at(10, days=1)
    client.post(reverse("release-days:step-drop", args=[step.pk]))
    assert not ReleaseStep.objects.exists()


def test_the_page_costs_the_same_for_any_number_of_steps(world, browse, day, same_queries):
    hours = iter(range(0, 23 * 60, 30))

    def add_row():
        minute = next(hours)
        stop(day, at(minute // 60, minute % 60, days=1), 20, by=world.pom)

    same_queries(browse(world.com), reverse("release-days:for-person", args=[world.someone.pk]), add_row=add_row)
    same_queries(browse(world.person), "/my-release/", add_row=add_row)


def test_the_tile_stays_for_all_three_days(world, day):
    said = []
    for later in range(4):
        with time_machine.travel(at(12, days=later)):
            tile = home_places.panel(world.person)
            said.append(str(tile.state) if tile.is_shown else None)
    assert said == ["Today", "Day 2 of 3", "Day 3 of 3", None]
