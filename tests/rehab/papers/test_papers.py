"""The tracker of ID and the bank account: dated, both write, two at once lose nothing, answers reused."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from rehab.assessments import actions as asking
from rehab.models import AssessmentPart, Paper, PaperStep
from rehab.papers import actions
from tests.rehab.assessments.rows import question_sets

DAY = timedelta(days=1)


def data(**changed):
    today = clock.today()
    return {
        "version": "0", "status": "asked", "happened_on": str(today), "expected_on": str(today + 30 * DAY), "kept": "",
        "note": "", **changed,
    }  # fmt: skip


def url(world, kind="passport"):
    return reverse("papers:paper", args=[world.someone.pk, kind])


def test_person_and_staff_write_and_each_status_is_kept_with_its_day(world, browse):
    browse(world.person).post(url(world), data(status="wanted", expected_on=""))
    browse(world.key_worker).post(url(world), data(version="1"))
    browse(world.key_worker).post(url(world), data(version="2", status="held", kept="property"))
    paper = Paper.objects.get()
    assert (paper.status, paper.kept, paper.version) == ("held", "property", 3)
    assert sorted(PaperStep.objects.values_list("status", flat=True)) == ["asked", "held", "wanted"]
    page = browse(world.person).get(reverse("papers:mine")).content.decode()
    assert "With my things in prison" in page


BAD = {
    "no status": ({"status": ""}, "How far is it?"),
    "a day that is to come": ({"happened_on": "2099-01-01"}, "today or before"),
    "an impossible day": ({"happened_on": "2026-02-30"}, "real date"),
    "expected before it was asked": ({"expected_on": "2001-01-01"}, "after the day you asked"),
    "a long note": ({"note": "x" * 201}, "too long"),
}


@pytest.mark.parametrize("fault", BAD)
def test_bad_input_changes_nothing(world, browse, fault):
    changed, said = BAD[fault]
    page = browse(world.person).post(url(world), data(**changed)).content.decode()
    assert said in page
    assert "There is a problem" in page
    assert not Paper.objects.exists()
    assert browse(world.person).get(url(world, "spoon")).status_code == 404


def test_t89_two_at_once_see_both_versions(world, browse):
    browse(world.pom).post(url(world), data())
    browse(world.key_worker).post(url(world), data(version="1", status="held", kept="person"))
    page = browse(world.pom).post(url(world), data(version="1", status="refused")).content.decode()
    assert "Someone else changed this" in page
    assert "Have it · With the person" in page
    assert Paper.objects.get().status == "held"
    browse(world.pom).post(url(world), data(version="2", status="refused"))
    assert Paper.objects.get().status == "refused"


def test_only_those_who_write_the_plan_write_here(world):
    given = {"status": "held", "happened_on": clock.today(), "expected_on": None, "kept": "", "note": "", "version": 0}
    for who in (world.administrator, world.pom_elsewhere, world.tutor):
        with pytest.raises(PermissionDenied):
            actions.set_paper(world.someone, kind="bank", **given, by=who)
    assert not Paper.objects.exists()


def test_what_the_tracker_knows_is_an_answer_already(world, browse):
    question_sets()
    for kind, status in (("bank", "held"), ("passport", "held"), ("driving", "asked")):
        browse(world.pom).post(url(world, kind), data(status=status))
    assessment = asking.open_assessment(world.someone, kind="immediate", by=world.pom)
    part = AssessmentPart.objects.get(assessment=assessment, pathway="finance")
    page = browse(world.person).get(reverse("assessments:part", args=[part.pk, "person", 1])).content.decode()
    assert 'value="YES" id="id_BANK_0" checked' in page
    assert 'value="PASSPORT" id="id_ID_HAVE_1" checked' in page
    assert 'value="DRIVING" id="id_ID_HAVE_2" checked' not in page


def test_the_timeline_tells_all_rooms_in_plain_words_and_goes_back(world, browse, same_queries):
    for nth in range(32):
        browse(world.pom).post(url(world), data(version=str(nth), status=("asked", "held")[nth % 2], note=str(nth)))
    page = browse(world.person).get(reverse("timeline:mine")).content.decode()
    assert page.count("Passport") == 30
    assert "I have it" in page
    older = page.split('href="?before=')[1].split('"')[0].replace("&amp;", "&")
    assert (
        browse(world.person).get(f"{reverse('timeline:mine')}?before={older}").content.decode().count("Passport") == 2
    )
    assert browse(world.person).get(f"{reverse('timeline:mine')}?before=yesterday").status_code == 404
    staff = reverse("timeline:for-person", args=[world.someone.pk])
    assert "Have it" in browse(world.pom).get(staff).content.decode()
    assert browse(world.pom_elsewhere).get(staff).status_code == 404

    def add():
        version = Paper.objects.get().version
        status = ("asked", "held")[version % 2]
        browse(world.pom).post(url(world), data(version=str(version), status=status, note=str(uuid4())))

    same_queries(browse(world.pom), staff, add_row=add)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_the_timeline_goes_back_from_no_moment_outside_the_calendar(world, browse, moment):
    assert browse(world.person).get(reverse("timeline:mine"), {"before": moment}).status_code == 404
