"""Movements from other systems: any order, any number of times, all or nothing, each refusal with its reason."""

import json
import random
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from drf_spectacular.generators import SchemaGenerator

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.keys import uuid7
from justice_portal.models import Feed, Notice
from justice_portal.people.amending.actions import withdraw_movement
from justice_portal.people.feeds.actions import end_feed, open_feed
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.actions import release_person
from justice_portal.people.signals import person_changed
from justice_portal.protected.actions import restrict_case
from tests.factories import CellFactory, PersonFactory, staff

URL = "/api/movements/"


@pytest.fixture
def key(db):
    return open_feed(Feed, name="NOMIS", by=SYSTEM)[1]


@pytest.fixture
def newcomer(db):
    return PersonFactory(establishment=None, place="ended", status="ended")


def days_ago(days, hour=10):
    return datetime.combine(clock.today() - timedelta(days=days), datetime.min.time(), clock.LONDON).replace(hour=hour)


def life(world, person):
    """Remand, sentence, transfer, ROTL, release on curfew, recall, and out again."""
    here, there, unit, number = world.here.code, world.there.code, world.unit.name, person.prison_number
    told = [
        (90, "reception", {"to": here, "status": "unsentenced", "cell": world.cell.code}), (80, "sentenced", {}),
        (70, "transfer_out", {"left": here, "to": there}), (69, "transfer_in", {"to": there}), (60, "rotl_out", {}),
        (59, "rotl_in", {}), (50, "release", {"left": there, "status": "hdc", "unit": unit}), (40, "recall", {}),
        (39, "reception", {"to": here, "status": "recalled"}), (20, "release", {"status": "licence", "unit": unit}),
    ]  # fmt: skip
    return [
        {"reference": f"E{nth}", "number": number, "kind": kind, "happened_at": days_ago(days).isoformat(), **more}
        for nth, (days, kind, more) in enumerate(told)
    ]


def post(client, key, *events):
    headers = {"Authorization": f"Feed {key}"} if key else {}
    return client.post(URL, json.dumps({"events": list(events)}), content_type="application/json", headers=headers)


def where(person):
    person = Person.objects.get(pk=person.pk)
    return person.place, person.status, person.establishment, person.delivery_unit


def test_a_life_told_one_event_at_a_time_in_any_order_ends_in_the_same_place(world, client, key, newcomer):
    told = life(world, newcomer)
    random.Random(3).shuffle(told)
    for event in told:
        assert post(client, key, event).status_code == 200
    assert where(newcomer) == ("community", "licence", None, world.unit)
    rows = Movement.objects.filter(person=newcomer)
    assert (rows.count(), rows.counting().count()) == (10, 10)
    assert rows.get(reference="E6").from_establishment == world.there
    again = post(client, key, *told)
    assert {one["outcome"] for one in again.json()["events"]} == {"known"}
    assert rows.count() == 10


def test_what_does_not_fit_waits_with_its_reason_and_changes_nothing(world, client, key, newcomer):
    reception, _sentence, out, come = life(world, newcomer)[:4]
    answer = post(client, key, reception, come).json()["events"]
    assert [one["outcome"] for one in answer] == ["stored", "waiting"]
    assert answer[1]["reason"] == "The person is in a prison already at that time."
    assert where(newcomer)[2] == world.here
    assert post(client, key, out).json()["events"][0]["outcome"] == "stored"
    assert where(newcomer)[2] == world.there


def test_a_batch_with_one_refusal_keeps_nothing_and_says_every_reason(world, client, key, newcomer):
    good = life(world, newcomer)[0]
    answer = post(
        client,
        key,
        good,
        {**good, "reference": "a", "number": "A0999ZY"},
        {**good, "reference": "b", "to": "NONE"},
        {**good, "reference": "c", "happened_at": (clock.now() + timedelta(days=1)).isoformat()},
        {**good, "reference": "d", "happened_at": "1980-05-17T10:00:00Z"},
        {**good, "reference": "e", "cell": "ZZZ-9"},
        {**good, "reference": "f", "status": "licence"},
        {**good, "reference": "g", "kind": "release", "status": "licence", "to": ""},
        {**good, "status": "sentenced"},
    )
    assert answer.status_code == 409
    refused = {(one["event"], one["field"]) for one in answer.json()["refused"]}
    assert refused == {(1, "number"), (2, "to"), (3, "date"), (4, "date"), (5, "cell"), (6, "status"), (7, "unit"),
                       (8, "reference")}  # fmt: skip
    assert all(one["reason"] for one in answer.json()["refused"])
    assert not Movement.objects.filter(person=newcomer).exists()
    assert not AuditEvent.objects.filter(event="feed.events_taken_in").exists()


def test_what_staff_wrote_down_already_is_known(world, client, key):
    release_person(
        world.someone, key=uuid7(), on=clock.today(), status="licence", delivery_unit=world.unit, by=world.manager
    )
    told = {"reference": "R1", "number": world.someone.prison_number, "kind": "release", "status": "licence",
            "happened_at": clock.now().isoformat(), "unit": world.unit.name}  # fmt: skip
    assert post(client, key, told).json()["events"][0]["outcome"] == "known"
    assert Movement.objects.filter(person=world.someone).count() == 1


def test_each_part_hears_of_what_is_new_once_and_not_of_what_is_long_past(world, client, key, newcomer):
    heard = []

    def hear(sender, *, event, **_more):
        heard.append(event)

    person_changed.connect(hear)
    try:
        told = life(world, newcomer)
        post(client, key, told[0], told[2], told[3])
        post(client, key, told[1])  # the sentence, before the transfer
        post(client, key, told[0])
    finally:
        person_changed.disconnect(hear)
    assert heard == ["arrived", "transferred", "arrived", "put_right"]


def test_only_a_live_key_opens_the_door_and_only_this_one(world, client, key, newcomer, browse):
    told = life(world, newcomer)[0]
    for wrong in ("", "nothing", f"{key} more"):
        assert post(client, wrong, told).status_code == 401
    assert post(browse(world.manager), "", told).status_code == 401
    for url in ("/people/", "/api/jobs/state/"):
        assert client.get(url, headers={"Authorization": f"Feed {key}"}).status_code in {302, 401, 403}
    end_feed(Feed.objects.get(), by=SYSTEM)
    assert post(client, key, told).status_code == 401
    assert not Movement.objects.filter(person=newcomer).exists()
    assert key not in str(Feed.objects.values())


def test_the_door_is_in_the_openapi_text_with_its_key(db):
    schema = SchemaGenerator().get_schema(public=True)
    door = schema["paths"][URL]["post"]
    assert door["operationId"] == "movements_send"
    assert door["security"] == [{"feedKey": []}]
    assert {"200", "400", "401", "409"} <= set(door["responses"])
    assert schema["components"]["securitySchemes"]["feedKey"]["in"] == "header"


HEAD = "number,kind,date,status,to,cell,unit\n"


def upload(client, text):
    file = SimpleUploadedFile("moves.csv", (HEAD + text).encode(), "text/csv")
    return client.post("/movements/send/", {"key": uuid7(), "file": file})


def test_staff_send_a_file_twice_and_it_is_taken_in_once(world, browse):
    cell = CellFactory(wing=world.wing, code="ZZA-1-1-009")
    client, day = browse(world.manager), clock.today() - timedelta(days=2)
    for words in ("1 movement is new. 0 were known.", "0 movements are new. 1 was known."):
        answer = upload(client, f"{world.someone.prison_number},cell,{day},,{world.here.code},{cell.code},\n")
        assert answer.status_code == 302
        assert words in client.get("/movements/send/").text
    assert Person.objects.get(pk=world.someone.pk).cell == cell


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{here},reception,2026-01-05,sentenced,ZZB,,\n", "in a prison already"),
        ("{here},cell,2026-01-05,,ZZB,ZZB-1-1-001,\n", "another prison at that time"),
        ("{elsewhere},sentenced,2026-01-05,,,,\n", "is not known here"),
        ("{here},flew,2026-01-05,,,,\n", "is not a kind of event"),
        ("{here},recall,2026-02-30,,,,\n", "is not a day of the calendar"),
        ("{here},transfer_out,2026-01-05,,XYZ,,\n", "not a prison that we know"),
    ],
)
def test_a_file_that_contradicts_the_record_is_refused_whole(world, browse, row, why):
    people = {state: person.prison_number for state, person in world.people.items()}
    good = "{here},transfer_out,2026-01-04,,,,\n" if "transfer_out" in row else ""
    answer = upload(browse(world.manager), (good + row).format(**people))
    assert answer.status_code == 400
    assert why in answer.text
    assert not Movement.objects.filter(person=world.someone).exists()
    assert where(world.someone)[2] == world.here


def test_the_command_takes_in_a_file_of_anybody_or_nothing(world, newcomer, tmp_path, capsys):
    file = tmp_path / "moves.csv"
    row = f"{newcomer.prison_number},order,2026-01-05,,,,{world.unit.name}\n"
    file.write_text(HEAD + row)
    call_command("import_movements", str(file))
    call_command("import_movements", str(file))
    assert capsys.readouterr().out == "Movements: 1 new, 0 known\nMovements: 0 new, 1 known\n"
    assert where(newcomer) == ("community", "community_order", None, world.unit)
    file.write_text(HEAD + row.replace("order", "ended").replace("01-05", "01-04"))
    with pytest.raises(CommandError, match="not in the community at that time"):
        call_command("import_movements", str(file))


def test_what_waits_is_listed_with_its_reason_for_who_may_move(world, client, key, browse, same_queries):
    number = world.someone.prison_number

    def wait():
        nth = Movement.objects.count()
        event = {"reference": f"W{nth}", "number": number, "kind": "recall"}
        assert post(client, key, {**event, "happened_at": days_ago(nth + 1).isoformat()}).status_code == 200

    staff = browse(world.manager)
    same_queries(staff, "/movements/waiting/", add_row=wait)
    assert "Only someone on licence" in staff.get("/movements/waiting/").text
    assert number not in browse(world.manager_elsewhere).get("/movements/waiting/").text


def test_a_unit_cannot_move_people_out_of_prison_with_a_file(world, browse):
    officer = staff("manager", unit=world.unit)
    day = f"{clock.today() - timedelta(days=1):%Y-%m-%d}"
    answer = upload(browse(officer), f"{world.someone.prison_number},release,{day},licence,,,{world.unit.name}\n")
    assert answer.status_code == 400
    assert "is moved by their prison." in answer.text
    assert where(world.someone)[0] == "prison"
    assert not Movement.objects.filter(person=world.someone).exists()


def restrict(person, days, kind="restricted"):
    return {
        "reference": f"R{kind}{days}", "number": person.prison_number, "kind": kind, "happened_at": days_ago(days).isoformat()
    }  # fmt: skip


def test_a_feed_restricts_a_case_at_once_and_names_the_managers_who_then_decide(world, key, client, browse):
    person, page = world.someone, f"/people/{world.someone.pk}/"
    assert browse(world.pom).get(page).status_code == 200
    for _twice in range(2):
        assert post(client, key, restrict(person, 3)).status_code == 200
    person.refresh_from_db()
    assert person.is_restricted
    assert [named.user for named in person.named_access.all()] == [world.manager]
    assert [browse(user).get(page).status_code for user in (world.pom, world.key_worker, world.manager)] == [
        404,
        404,
        200,
    ]
    assert AuditEvent.objects.filter(event="protected.case_restricted").count() == 1
    assert "Another system restricted a record" in browse(world.manager).get("/notices/").text
    assert post(client, key, restrict(person, 2, "unrestricted")).status_code == 200
    assert browse(world.pom).get(page).status_code == 200


def test_a_restriction_told_late_counts_by_its_own_day_and_ends_when_it_is_taken_back(world, key, client, browse):
    person = world.someone
    post(client, key, restrict(person, 2, "unrestricted"), restrict(person, 5))
    person.refresh_from_db()
    assert not person.is_restricted  # it had ended before we heard of it
    post(client, key, restrict(person, 1))
    person.refresh_from_db()
    assert person.is_restricted
    told = Movement.objects.get(person=person, kind="restricted", reference="Rrestricted1")
    withdraw_movement(told, why="other_person", by=world.manager)
    person.refresh_from_db()
    assert not person.is_restricted


def test_a_feed_does_not_open_what_staff_restricted_or_named_staff_for(world, key, client):
    person = world.someone
    restrict_case(person, key=uuid7(), reason="Police", by=world.manager)
    post(client, key, restrict(person, 3))
    post(client, key, restrict(person, 2, "unrestricted"))
    person.refresh_from_db()
    assert person.is_restricted
    assert Notice.objects.filter(user=world.manager, kind="protected.feed_opens").exists()
