"""The safety card: the person's own, heard like all words of theirs, and in the folder that they take with them."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.files import open_stored
from justice_portal.jobs.running import run_job
from justice_portal.rights.actions import ask_copy
from rehab.models import CareAlert, Goal, SafetyCard
from rehab.plans.actions import open_plan
from rehab.safety_card.actions import save_card
from tests.reporting.progress.test_reports import text_of

CARD = {"signs": "I do not sleep.", "helps": "Music\nA walk", "people": "My sister", "around": "", "reasons": "My dog"}


def save(world, **changed):
    return save_card(world.someone, **CARD | changed, by=world.person)


def test_a_person_writes_reads_and_changes_their_card_and_nobody_else_opens_it(world, browse):
    mine = browse(world.person)
    assert reverse("safety-card:mine") in mine.get("/").text
    assert "Write my card" in mine.get(reverse("safety-card:mine")).text
    for _twice in range(2):
        assert mine.post(reverse("safety-card:change"), CARD).status_code == 302
    page = mine.get(reverse("safety-card:mine")).text
    for words in ("I do not sleep.", "My dog", "Press your cell bell", "116 123"):
        assert words in page
    assert "How I make it safe around me" not in page, "what was left out is not there"
    long = mine.post(reverse("safety-card:change"), CARD | {"helps": "x" * 301})
    assert "x" * 301 in long.text
    assert SafetyCard.objects.get().helps.split() == ["Music", "A", "walk"]
    mine.post(reverse("safety-card:change"), CARD | {"people": "My brother"})
    assert SafetyCard.objects.get().people == "My brother"
    events = AuditEvent.objects.filter(event__in=["safety_card.written", "safety_card.changed"]).order_by("at")
    assert [one.event for one in events] == ["safety_card.written", "safety_card.changed"]
    assert "brother" not in str(events[1].facts)
    for who in (world.key_worker, world.pom, world.com, world.manager, world.safer_custody, world.administrator):
        assert not SafetyCard.objects.visible_to(who).exists()
        with pytest.raises(PermissionDenied):
            save_card(world.someone, **CARD, by=who)


def test_t56_words_of_danger_on_the_card_reach_staff(world):
    save(world)
    assert not CareAlert.objects.exists()
    save(world, signs="I want to kill myself")
    assert CareAlert.objects.get().person == world.someone


def test_the_folder_to_take_along_holds_the_card_and_the_plan_as_papers_for_the_person_alone(world):
    plan = open_plan(world.someone, by=world.pom)
    Goal.objects.create(
        plan=plan, pathway="work", title="Get a job in a kitchen", due_on="2030-01-01", added_by=world.pom
    )
    save(world)
    papers = {}
    for who in (world.person, world.pom):
        made = ask_copy(world.someone, key=uuid4(), by=who)
        assert run_job(made.job_id) == "done"
        made.refresh_from_db()
        with open_stored(made.data_path) as file:
            folder = zipfile.ZipFile(io.BytesIO(file.read()))
            papers[who] = {name: folder.read(name) for name in folder.namelist()}
    own, theirs = papers[world.person], papers[world.pom]
    assert "Get a job in a kitchen" in text_of(own["My plan/My plan.pdf"])
    assert "My dog" in text_of(own["My safety card/My safety card.pdf"])
    assert b"My dog" in own["parts/SafetyCard.json"]
    assert "My plan/My plan.pdf" in theirs
    assert not [name for name, content in theirs.items() if "safety card" in name.lower() or b"My dog" in content]
