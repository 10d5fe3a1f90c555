"""A copy of the record: everything that the person may have, nobody else's names or words (T103)."""

import io
import json
import zipfile
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied

from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.files import open_stored
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import run_most_urgent
from justice_portal.models import Alert, Correction, NamedAccess, Problem
from justice_portal.notices.models import Notice
from justice_portal.rights import actions
from justice_portal.rights.copying import collect
from justice_portal.rights.decisions import DECISIONS, Given, NotAboutAPerson
from justice_portal.rights.models import RecordCopy
from rehab.models import Goal
from tests.justice_portal.rights.records import OTHERS, full_record


@pytest.fixture
def record(world):
    made = full_record(world)
    Alert.objects.filter(pk=made["alert"].pk).update(note="Note for staff, walrus")
    NamedAccess.objects.create(person=world.someone, user=world.pom, reason="Reason, walrus", given_by=world.manager)
    Goal.objects.filter(pk=made["goal"].pk).update(title=f"Ask {OTHERS['staff']} for a form", added_by=world.pom)
    Problem.objects.filter(pk=made["problem"].pk).update(words="I told you that the tap drips.", told_by=world.person)
    Correction.objects.filter(pk=made["correction"].pk).update(
        status="refused", answer=f"{OTHERS['mentor']} said no.", answered_by=world.pom, answered_at="2026-01-01T10:00Z"
    )
    return made


def gathered(world, reader):
    sections = {one.name: one for one in collect(world.someone, reader=reader)}
    return sections, json.dumps({name: [one.rows, one.kept_back] for name, one in sections.items()}, default=str)


def test_t103_it_has_each_kind_that_the_map_gives_and_names_each_that_it_keeps_back(world, record):
    sections, text = gathered(world, world.person)
    about = {model.__name__ for model, one in DECISIONS.items() if not isinstance(one.copy, NotAboutAPerson)}
    assert set(sections) == about
    empty = {name for name, one in sections.items() if not one.rows and not one.kept_back}
    assert empty <= {
        "Notice",
        "KeepDate",
        "Account",
        "LearningFact",
        "Answer",
        "Mark",
        "TimeAllowance",
        "HelpFlag",
        "ReviewOff",
        "Contact",
        "PathwayState",
        "Pin",
        "PinCode",
        "JoinCode",
        "Visit",
        "Passkey",
        "CareCause",
        "RollLine",
        "Movement",
        "AuditEvent",
    }
    for word in ("I found a room", "the tap drips", world.someone.family_name, world.someone.prison_number):
        assert word in text
    for model, one in DECISIONS.items():
        if isinstance(one.copy, Given) and sections[model.__name__].rows and not one.copy.rows:
            assert set(sections[model.__name__].rows[0]) == set(one.copy.names)


def test_t103_no_name_and_no_word_of_anybody_else_is_in_it(world, record):
    _sections, text = gathered(world, world.person)
    for canary in (*OTHERS.values(), "wombat", "walrus", world.manager.name):
        assert canary not in text
    assert "Ask [name] for a form" in text
    assert "I found a room, and Dilys helped." in text  # their own words stay as they wrote them


def test_t103_a_message_that_never_reached_them_leaves_no_trace(world, record):
    from tests.mentoring.pairs import PHONE, say

    before = len(gathered(world, world.person)[0]["Message"].rows)
    assert say(record["thread"], world.mentor, PHONE).is_held
    assert len(gathered(world, world.person)[0]["Message"].rows) == before


def test_t103_staff_on_their_behalf_get_what_both_may_see(world, record):
    sections, text = gathered(world, world.pom)
    assert "I found a room" not in text
    assert sections["Message"].kept_back == "Only the person can open this part."
    assert sections["AuditEvent"].kept_back
    assert "Ask [name] for a form" in text


def test_t103_it_is_made_in_the_background_and_handed_out_as_pdf_and_data(world, browse):
    full_record(world)
    Job.objects.all().delete()
    RecordCopy.objects.all().delete()
    client = browse(world.person)
    key = {"key": str(uuid4())}
    first, again = client.post("/my-record/copy/", key), client.post("/my-record/copy/", key)
    assert first.url == again.url
    assert run_most_urgent() == "done"
    made = RecordCopy.objects.get(pk=first.url.strip("/").split("/")[-1])
    assert made.is_ready, made.job.error
    assert Notice.objects.filter(user=world.person, kind="rights.copy_ready").count() == 1
    pdf = b"".join(client.get(f"{first.url}pdf/", follow=True).streaming_content)
    assert pdf.startswith(b"%PDF-")
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        assert paper.Root.MarkInfo.Marked
    pack = zipfile.ZipFile(io.BytesIO(b"".join(client.get(f"{first.url}data/", follow=True).streaming_content)))
    data = json.loads(pack.read("record.json"))
    assert pack.read("record.pdf") == pdf
    assert json.loads(pack.read("parts/Goal.json"))["rows"]
    assert "You can open all of it without us" in pack.read("read-me.txt").decode()
    assert all(name.split("/")[0] and ".." not in name for name in pack.namelist())
    assert world.someone.family_name in json.dumps(data)
    assert OTHERS["mentor"] not in json.dumps(data)
    events = AuditEvent.objects.filter(event="rights.copy_downloaded", subjects=[world.someone.pk])
    assert sorted(one.facts["what"] for one in events) == ["data", "pdf"]
    with open_stored(made.pdf_path) as kept:
        assert kept.read() == pdf


@pytest.mark.parametrize("who", ["key_worker", "pom_elsewhere", "mentor", "person_elsewhere", "administrator"])
def test_who_may_not_have_a_copy_made(world, who):
    with pytest.raises(PermissionDenied):
        actions.ask_copy(world.someone, key=uuid4(), by=getattr(world, who))
    assert not RecordCopy.objects.exists()


def test_staff_never_open_the_persons_own_copy_and_lose_theirs_with_their_reach(world, browse, record):
    mine = record["record_copy"]
    assert browse(world.pom).get(f"{mine.get_absolute_url()}pdf/").status_code == 404
    theirs = RecordCopy.objects.get(pk=mine.pk)
    theirs.pk, theirs.asked_by = uuid4(), world.pom
    theirs.save()
    given = browse(world.pom).get(f"{theirs.get_absolute_url()}pdf/", follow=True)
    assert b"".join(given.streaming_content) == b"invented"
    assert browse(world.com).get(f"{theirs.get_absolute_url()}pdf/").status_code == 404
    world.someone.allocations.filter(user=world.pom).update(ended_at=theirs.asked_at)
    assert browse(world.pom).get(f"{theirs.get_absolute_url()}pdf/").status_code == 404


def test_a_key_of_another_page_is_refused(world):
    made = actions.ask_copy(world.someone, key=uuid4(), by=world.person)
    RecordCopy.objects.update(status="making", asked_by=world.com)
    with pytest.raises(DomainError):
        actions.ask_copy(world.someone, key=made.pk, by=world.person)
