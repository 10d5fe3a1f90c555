"""Whom a condition protects never reaches the person (T60)."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import run_most_urgent
from justice_portal.keys import uuid7
from justice_portal.rights.models import RecordCopy
from rehab.appointments import actions as appointments
from rehab.appointments.details import Details
from rehab.care.victims.actions import add_victim_detail, end_victim_detail
from rehab.contacts import actions as contacts
from rehab.handover import actions as handovers
from rehab.licence import actions
from rehab.models import VictimDetail
from rehab.plans import actions as plans
from rehab.reviews import actions as reviews
from tests.persons_pages import may_open
from tests.policy import arguments, policy, room_rows
from tests.rehab.licence.licences import AREA, CURFEW, HOURS, KEEP_OUT, NO_CONTACT, details, key, load

CANARY = {
    "name": "Xanthippe Quorn",
    "area_name": "Zebulon Crescent",
    "postcode": "ZQ9 7XJ",
    "reason": "Her aviary is next to the chandlery",
}
SIGNS = ("xanthippe", "quorn", "zebulon", "zq9 7xj", "zq97xj", "aviary", "chandlery")


@pytest.fixture
def detail(world):
    return add_victim_detail(world.someone, key=key(), code=NO_CONTACT, **CANARY, by=world.pom)


@pytest.fixture
def live(world, detail):
    """A licence that protects somebody: no contact, and an area whose reason is kept apart."""
    load()
    draft = actions.start_licence(world.someone, key=key(), kind="AP", details=details(), by=world.pom)
    for code, given, area in ((NO_CONTACT, {}, None), (KEEP_OUT, {}, AREA), (CURFEW, HOURS, None)):
        actions.add_condition(draft, key=key(), code=code, given=given, area=area, by=world.pom)
    return actions.make_live(draft, by=world.pom)


def given_away(content):
    text = content.decode(errors="replace").lower()
    return [sign for sign in SIGNS if sign in text]


def test_t60_no_page_of_the_person_gives_a_victim_away(world, browse, live):
    made = {"person": world.someone}
    for make in room_rows():
        with transaction.atomic():
            made.update(make(world, "here", world.someone)) if "licence" not in make.__module__ else None
    made |= {"licence_live": live, "licence_condition": live.conditions.get(code=NO_CONTACT)}
    client, opened = browse(world.person), 0
    urls = [reverse("licence:condition", args=[one.pk]) for one in live.conditions.all()]
    for name, row in policy().items():
        if may_open(row, world.person, ("get",)) and name != "accounts:sign-out":
            try:
                urls.append(reverse(name, kwargs=arguments(row, made)))
            except KeyError:
                continue
    for url in urls:
        answer = client.get(url, follow=True)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        opened += answer.status_code == 200
        assert given_away(content) == [], url
    assert opened > 40


def test_t60_nor_does_the_copy_of_the_record_on_paper_or_as_data(world, browse, live):
    client = browse(world.person)
    Job.objects.all().delete()
    RecordCopy.objects.all().delete()
    first = client.post("/my-record/copy/", {"key": str(uuid4())})
    assert run_most_urgent() == "done"
    pdf = b"".join(client.get(f"{first.url}pdf/", follow=True).streaming_content)
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        streams = b"".join(one.read_bytes() for one in paper.objects if isinstance(one, pikepdf.Stream))
    pack = zipfile.ZipFile(io.BytesIO(b"".join(client.get(f"{first.url}data/", follow=True).streaming_content)))
    data = b"".join(pack.read(name) for name in pack.namelist())
    assert b"named to you by your supervising officer" in data, "the licence itself is in the copy"
    assert given_away(data) == []
    assert given_away(pdf + streams) == []
    assert "Notes about other people" in json.dumps(json.loads(pack.read("record.json")))


BETRAYALS = {
    "a name in an input": {"given": {"nameOfIndividual": "quorn's friends"}, "code": "355700a9"},
    "a postcode without its space": {"given": {"typeOfPremises": "the shop at zq97xj"}, "code": "c4a17002"},
    "a street on a map": {"given": {}, "code": KEEP_OUT, "area": {"features": [
        *AREA["features"], {"kind": "place", "name": "Zébulon shops", "points": [[-1.6, 54.97]]}]}},
}  # fmt: skip


@pytest.mark.parametrize("way", BETRAYALS)
def test_t60_words_that_give_a_victim_away_are_refused(world, detail, way):
    load()
    draft = actions.start_licence(world.someone, key=key(), kind="AP", details=details(), by=world.pom)
    data = dict(BETRAYALS[way])
    data["code"] = next(one["code"] for one in draft.policy.additional("AP") if one["code"][:8] == data["code"][:8])
    before = draft.conditions.count()
    with pytest.raises(DomainError, match="victim is"):
        actions.add_condition(draft, key=key(), **data, by=world.pom)
    with pytest.raises(DomainError, match="victim is"):
        actions.ask_bespoke(draft, key=key(), text="Keep away from Zebulon Crescent.", own_words="x", by=world.pom)
    with pytest.raises(DomainError, match="victim is"):
        actions.change_details(draft, details=details(ask_name="Xanthippe"), by=world.pom)
    with pytest.raises(DomainError, match="victim is"):
        actions.change_details(draft, details=details(dates_source="Court, Zebulon Crescent"), by=world.pom)
    assert draft.conditions.count() == before


def test_t60_a_detail_that_comes_later_still_stops_the_words(world):
    load()
    draft = actions.start_licence(world.someone, key=key(), kind="AP", details=details(), by=world.pom)
    row = actions.ask_bespoke(draft, key=key(), text="Keep out of Zebulon Crescent.", own_words="x", by=world.pom)
    actions.decide_bespoke(row, is_agreed=True, by=world.manager)
    kept = add_victim_detail(world.someone, key=key(), code="other", **CANARY, by=world.pom)
    with pytest.raises(DomainError, match="victim is"):
        actions.make_live(draft, by=world.pom)
    end_victim_detail(kept, by=world.pom)
    actions.make_live(draft, by=world.pom)


@pytest.mark.parametrize("who", ["person", "key_worker", "tutor", "mentor", "administrator", "pom_elsewhere"])
def test_t60_only_who_writes_licences_reads_what_is_kept_apart(world, browse, detail, who):
    assert not VictimDetail.objects.visible_to(getattr(world, who)).exists()
    assert browse(getattr(world, who)).get(reverse("licence:victims", args=[world.someone.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        add_victim_detail(world.someone, key=key(), code="other", **CANARY, by=getattr(world, who))


def test_staff_keep_a_detail_and_say_when_it_counts_no_more(world, browse):
    client, url = browse(world.com), reverse("licence:victims", args=[world.someone.pk])
    assert "name, an area or a postcode" in client.post(url, {"key": key(), "code": "other"}).content.decode()
    assert "postcode, like" in client.post(url, {"key": key(), "code": "other", "postcode": "12345"}).content.decode()
    client.post(url, {"key": key(), "code": "other", **CANARY})
    assert "Zebulon Crescent" in client.get(url).content.decode()
    client.post(reverse("licence:victim-end", args=[VictimDetail.objects.get().pk]))
    assert "Zebulon Crescent" not in client.get(url).content.decode()


def written_by_staff(world, words, by):
    """Each thing that staff write and the person reads, as a call."""
    person, today = world.someone, clock.today()
    plan = plans.open_plan(person, by=world.pom)
    starts_at = datetime.combine(today + timedelta(days=2), time(12), clock.LONDON)  # at night an hour ends tomorrow
    meeting = Details(
        kind="phone",
        about="probation",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        phone="01632 960001",
        staff=world.pom,
    )
    booked = appointments.book_appointment(person, key=uuid7(), details=meeting, by=world.pom)
    handover = handovers.open_handover(person, key=uuid7(), due_on=today + timedelta(days=30), by=world.pom)
    goal = {"key": uuid7(), "pathway": "health", "due_on": today + timedelta(days=90)}
    contact = {"key": uuid7(), "kind": "phone", "happened_on": today}
    return (
        lambda: plans.add_goal(plan, title=words, by=by, **goal),
        lambda: contacts.add_contact(person, shared_note=words, by=by, **contact),
        lambda: contacts.add_contact(person, next_step=words, next_on=today, by=by, **contact),
        lambda: reviews.hold_review(person, key=uuid7(), held_on=today, words=words, by=by),
        lambda: appointments.cancel_appointment(booked, reason=words, by=by),
        lambda: appointments.change_appointment(
            booked, details=replace(meeting, bring=words), version=booked.version, by=by
        ),
        lambda: handovers.add_promise(handover, key=uuid7(), words=words, turn="pom", due_on=today, by=by),
    )


def test_t60_nothing_that_staff_write_to_the_person_gives_a_victim_away(world, detail):
    for write in written_by_staff(world, "Keep away from Zebulon Crescent", world.pom):
        with pytest.raises(DomainError, match="victim is"):
            write()
    contacts.add_contact(
        world.someone, key=uuid7(), kind="phone", happened_on=clock.today(), staff_note="Near Zebulon", by=world.pom
    )  # staff alone read this one


def test_t60_the_person_learns_nothing_from_what_they_may_write(world, detail):
    """A refusal would tell them that they guessed right."""
    plan = plans.open_plan(world.someone, by=world.pom)
    due_on = clock.today() + timedelta(days=90)
    assert plans.add_goal(plan, key=uuid7(), pathway="health", title="Zebulon", due_on=due_on, by=world.person)
