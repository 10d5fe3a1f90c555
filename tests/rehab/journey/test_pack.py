"""The leaving pack, and what goes into the folder that somebody takes along."""

import io
import json
import re
import zipfile
from datetime import time, timedelta
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape

from justice_portal import clock
from justice_portal.devices.codes import code_hash
from justice_portal.files import open_stored
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import run_job
from justice_portal.models import AuditEvent, Notice
from justice_portal.phones.actions import KIND
from justice_portal.phones.models import JoinCode
from justice_portal.rights.actions import ask_copy
from rehab.journey import actions
from rehab.journey.pack import facts_of
from rehab.journey.render import as_pdf
from rehab.models import Appointment, LeavingPack, MeetingPlace, OpeningTime, VictimDetail
from tests.rehab.licence.licences import NO_CONTACT, live_of, load


@pytest.fixture
def meeting(world):
    place = MeetingPlace.objects.create(
        name="Mill Lane office", postcode="ZZ1 2ZZ", address="2 Mill Lane", phone="01632 960001", way="Turn left."
    )
    for day in range(7):
        OpeningTime.objects.create(place=place, weekday=day, opens=time(9), closes=time(17))
    starts = clock.now() + timedelta(days=3)
    return Appointment.objects.create(
        person=world.someone, kind="office", about="first", staff=world.com, place=place, starts_at=starts,
        ends_at=starts + timedelta(minutes=30), bring="Photo ID", made_in=world.here,
    )  # fmt: skip


def test_a_pack_has_the_code_that_works_and_only_the_newest_does(world, browse, meeting):
    client, url = browse(world.pom), reverse("journey:packs", args=[world.someone.pk])
    key = str(uuid4())
    pages = [client.post(url, {"key": key}).headers["Location"] for _twice in range(2)]
    assert pages[0] == pages[1]
    pack = LeavingPack.objects.get()
    assert "data-poll" in client.get(pages[0]).content.decode()
    assert run_job(pack.job_id) == "done"
    pack.refresh_from_db()
    paper = b"".join(client.get(reverse("journey:pack-pdf", args=[pack.pk]), follow=True).streaming_content)
    with pikepdf.open(io.BytesIO(paper)) as read:
        assert read.Root.MarkInfo.Marked
        assert str(read.Root.Lang) == "en"
    assert JoinCode.objects.filter(person=world.someone, cancelled_at=None).count() == 1
    assert Notice.objects.filter(user=world.pom, kind="journey.pack_ready").count() == 1
    assert AuditEvent.objects.filter(event="journey.pack_printed").count() == 1
    client.post(url, {"key": str(uuid4())})
    assert JoinCode.objects.filter(person=world.someone, cancelled_at=None).count() == 1
    assert JoinCode.objects.filter(person=world.someone).count() == 2


def test_t10_the_table_of_jobs_and_the_log_hold_no_code(world, meeting, monkeypatch):
    said = []
    monkeypatch.setattr("rehab.journey.jobs.as_pdf", lambda facts, *, code, **rest: said.append(code) or b"%PDF-1.7")
    pack = actions.make_pack(world.someone, key=uuid4(), by=world.pom)
    assert run_job(pack.job_id) == "done"
    letters = said[0].replace(" ", "")
    assert JoinCode.objects.get(cancelled_at=None).code_hash == code_hash(KIND, letters)
    kept = json.dumps([Job.objects.get(pk=pack.job_id).args, list(AuditEvent.objects.values_list("facts", flat=True))])
    assert letters not in kept
    assert said[0] not in kept


def test_it_says_when_where_and_whom_to_call_in_plain_words(world, meeting):
    facts = facts_of(world.someone, reader=world.pom)
    assert [one.pk for one in facts.meetings] == [meeting.pk]
    assert ("My probation officer", f"{world.com.name} ({world.unit})") in facts.contacts
    assert ("Mill Lane office", "01632 960001") in facts.contacts
    for language in ("en", "cy"):
        paper = as_pdf(facts, code="ABC 234", made_at=clock.now(), asked_by=world.pom, language=language)
        with pikepdf.open(io.BytesIO(paper)) as read:
            assert str(read.Root.Lang) == language


@pytest.mark.parametrize("who", ["pom_elsewhere", "person", "mentor", "tutor", "administrator"])
def test_who_may_not_have_a_pack_made(world, who):
    with pytest.raises(PermissionDenied):
        actions.make_pack(world.someone, key=uuid4(), by=getattr(world, who))
    assert not LeavingPack.objects.exists()


def test_the_folder_to_take_along_holds_the_calendar(world, meeting):
    made = ask_copy(world.someone, key=uuid4(), by=world.person)
    assert run_job(made.job_id) == "done"
    made.refresh_from_db()
    with open_stored(made.data_path) as file:
        pack = zipfile.ZipFile(io.BytesIO(file.read()))
    calendars = [name for name in pack.namelist() if re.fullmatch(r"Calendar/Appointment .*\.ics", name)]
    assert len(calendars) == 1
    assert b"BEGIN:VEVENT" in pack.read(calendars[0])
    assert {"read-me.txt", "record.pdf", "record.json", "parts/Appointment.json"} <= set(pack.namelist())


def test_t60_the_rules_of_the_licence_in_plain_words_and_never_whom_they_protect(world, meeting):
    policy = load()
    live = live_of(world.someone, by=world.pom, policy=policy, made_in=world.here)
    VictimDetail.objects.create(person=world.someone, code=NO_CONTACT, name="Xanthippe Quorn", added_by=world.pom)
    facts = facts_of(world.someone, reader=world.pom)
    assert facts.licence == live
    assert len(facts.rules) == live.conditions.in_force().count()
    page = render_to_string("rehab/journey/pack_pdf.html", {
        "facts": facts, "join_code": "ABC 234", "join_address": "x", "made_on": clock.today(), "title": "x", "language": "en",
        "mark": "", "code": "",
    })  # fmt: skip
    assert escape(facts.rules[0]) in page
    assert "Quorn" not in page
