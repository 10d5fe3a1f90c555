"""The questions about needs on paper: in the person's name, on the version that was printed."""

from uuid import uuid4

import pytest
from django.urls import reverse

from justice_portal.access import SYSTEM
from justice_portal.models import Sheet
from justice_portal.sheets.actions import print_sheet
from rehab.assessments.actions import load_question_sets, open_assessment, save_answers
from rehab.assessments.importer import OWN_SETS, read_folder
from rehab.models import Assessment, QuestionSet


@pytest.fixture
def sets(db):
    contents = read_folder(OWN_SETS)
    load_question_sets(QuestionSet, contents=contents, source="own", by=SYSTEM)
    return {one["pathway"]: one for one in contents}


def printed(world):
    print_sheet(world.someone, key=uuid4(), kind="assessment", about="immediate", by=world.key_worker)
    return Sheet.objects.get(status="printed")


def type_in(client, sheet, answers, **more):
    given = {f"q_{name}": value for name, value in answers.items()} | more
    return client.post(reverse("sheets:sheet", args=[sheet.pk]), given, follow=True).content.decode()


def test_answers_come_back_on_the_persons_side_and_are_shown_so(world, browse, sets):
    sheet, client = printed(world), browse(world.key_worker)
    page = client.get(reverse("sheets:sheet", args=[sheet.pk])).content.decode()
    assert "Only if you ticked" in page
    wrong = type_in(client, sheet, {"5_ID_HAVE": ["NONE", "PASSPORT"], "0_HOME_BEFORE": "HOSTEL"})
    assert "by itself" in wrong
    assert not Assessment.objects.filter(person=world.someone).exists()
    type_in(client, sheet, {"0_HOME_BEFORE": "HOSTEL"})
    part = Assessment.objects.get(person=world.someone).parts.get(pathway="accommodation")
    assert part.values("person") == {"HOME_BEFORE": "HOSTEL"}
    check = reverse("assessments:check", args=[part.assessment_id])
    assert f"From your sheet, typed by {world.key_worker.name}" in browse(world.person).get(check).content.decode()


def test_what_a_newer_set_no_longer_asks_is_put_aside_and_what_differs_is_shown(world, browse, sets):
    assessment = open_assessment(world.someone, kind="immediate", by=world.pom)
    sheet, client = printed(world), browse(world.key_worker)
    newer = {**sets["ACCOMMODATION"], "version": 99}
    first = newer["pages"][0]["questions"]
    newer["pages"] = [
        {**newer["pages"][0], "questions": [one for one in first if one["id"] != "HOME_BEFORE"]},
        *newer["pages"][1:],
    ]
    load_question_sets(QuestionSet, contents=[newer], source="own", by=SYSTEM)
    part = assessment.parts.get(pathway="accommodation")
    other = first[-1]
    answer = other["options"][0]["id"]
    mine = other["options"][1]["id"]
    given = {"names": {other["id"]}, "version": 0}
    save_answers(part, side="person", values={other["id"]: mine}, **given, by=world.person)
    paper = {"0_HOME_BEFORE": "HOSTEL", f"0_{other['id']}": answer}
    assert "The paper says something else" in type_in(client, sheet, paper)
    assert "Typed in by" in type_in(client, sheet, paper, choice="now")
    kept = part.sheets.get(side="person")
    assert kept.values == {other["id"]: mine}
    assert kept.set_aside[0]["answer"] == ["A hostel"]
    sheet.refresh_from_db()
    assert sheet.answers == paper, "the sheet keeps what stood on the paper"
