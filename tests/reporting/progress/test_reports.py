"""A progress report from asking to the file in the person's hand, by the pages and the queue."""

import io
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse
from django.utils.html import escape

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import run_most_urgent
from rehab.plans import actions as plan_actions
from reporting.models import Account, ProgressReport, WingReport
from reporting.nightly import monthly_reports
from reporting.progress import actions
from tests.factories import PersonFactory

MONTHS = {"months": "3"}


@pytest.fixture
def report(world):
    today = clock.today()
    return actions.ask_report(world.someone, from_on=today - timedelta(days=90), to_on=today, by=world.key_worker)


def text_of(pdf):
    from pypdf import PdfReader

    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_line_from_asking_to_the_file(world, browse):
    """The key worker asks, both write, the file is made: both accounts stand in it with dates and who wrote them."""
    worker, person = browse(world.key_worker), browse(world.person)
    asked = worker.post(reverse("reports:for-person", args=[world.someone.pk]), MONTHS)
    report = ProgressReport.objects.get()
    assert asked.headers["Location"] == report.get_absolute_url()
    worker.post(reverse("reports:words", args=[report.pk]), {"text": "Came to every class."})
    assert "1 report waits for your words" in person.get("/").content.decode()
    person.post(reverse("reports:words", args=[report.pk]), {"text": "I want to work outdoors."})
    worker.post(reverse("reports:make", args=[report.pk]))
    assert "Being made" in worker.get(report.get_absolute_url()).content.decode()
    assert run_most_urgent() == "done"
    page = person.get(report.get_absolute_url()).content.decode()
    assert "Open the report" in page
    answer = person.get(reverse("reports:download", args=[report.pk]), follow=True)
    pdf = b"".join(answer.streaming_content)
    said = text_of(pdf)
    assert "Came to every class." in said
    assert "I want to work outdoors." in said
    assert world.key_worker.name in said
    assert world.someone.prison_number not in said
    assert world.someone.prison_number not in answer.headers["Content-Disposition"]
    assert AuditEvent.objects.filter(
        event="reports.downloaded", subjects=[world.someone.pk], by_id=world.person.pk
    ).exists()


def test_the_file_is_tagged_and_says_nothing_of_the_machine(world, browse, report):
    actions.make_report(report, by=world.key_worker)
    run_most_urgent()
    pdf = b"".join(browse(world.pom).get(reverse("reports:download", args=[report.pk]), follow=True).streaming_content)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "en"
        assert "/StructTreeRoot" in file.Root
    assert b"/home" not in pdf
    assert str(world.someone.pk).encode() not in pdf


def test_asking_twice_and_making_twice_gives_one_report_and_one_file(world, browse):
    client = browse(world.pom)
    for _ in range(2):
        client.post(reverse("reports:for-person", args=[world.someone.pk]), MONTHS)
    report = ProgressReport.objects.get()
    for _ in range(2):
        client.post(reverse("reports:make", args=[report.pk]))
    assert Job.objects.count() == 1
    run_most_urgent()
    report.refresh_from_db()
    path = report.path
    again = client.post(reverse("reports:make", args=[report.pk]))
    assert again.status_code == 409
    report.refresh_from_db()
    assert report.path == path


def test_nothing_new_leads_to_the_last_report(world, report):
    """At most one file for each person, kind and data version."""
    actions.make_report(report, by=world.pom)
    run_most_urgent()
    second = actions.ask_report(world.someone, from_on=report.from_on, to_on=report.to_on, by=world.pom)
    assert second != report
    actions.make_report(second, by=world.pom)
    run_most_urgent()
    second.refresh_from_db()
    assert (second.status, second.same_as) == ("cancelled", report)


def test_words_cannot_change_once_it_is_made_and_stay_in_the_form(world, browse, report):
    actions.make_report(report, by=world.pom)
    answer = browse(world.person).post(reverse("reports:words", args=[report.pk]), {"text": "Wait, one more thing"})
    page = answer.content.decode()
    assert "can no longer change" in page
    assert "Wait, one more thing" in page
    assert not Account.objects.exists()


@pytest.mark.parametrize("text", ["", "x" * 3001, "hid\u202eden"])
def test_bad_words_are_refused_and_kept(world, browse, report, text):
    answer = browse(world.person).post(reverse("reports:words", args=[report.pk]), {"text": text})
    assert "There is a problem" in answer.content.decode()
    assert escape(text) in answer.content.decode()
    assert not Account.objects.exists()


def test_nobody_else_writes_the_persons_words(world, browse, report):
    browse(world.manager).post(reverse("reports:words", args=[report.pk]), {"text": "From staff"})
    assert Account.objects.get().side == "staff"


def test_a_stopped_report_makes_no_file(world, browse, report):
    actions.make_report(report, by=world.pom)
    browse(world.pom).post(reverse("reports:stop", args=[report.pk]))
    run_most_urgent()
    report.refresh_from_db()
    assert (report.status, report.path) == ("cancelled", "")


def test_a_report_in_welsh_for_who_wants_it(world, report):
    world.someone.wants_welsh = True
    world.someone.save()
    actions.make_report(report, by=world.pom)
    run_most_urgent()
    report.refresh_from_db()
    assert report.data["language"] == "cy"


def test_the_plan_stands_in_the_report_but_not_what_was_put_away(world, browse, report):
    plan = plan_actions.open_plan(world.someone, by=world.pom)
    plan_actions.set_pathway(plan, pathway="health", status="in_progress", by=world.pom)
    actions.make_report(report, by=world.pom)
    run_most_urgent()
    pdf = b"".join(browse(world.com).get(reverse("reports:download", args=[report.pk]), follow=True).streaming_content)
    assert "In progress" in text_of(pdf)


def test_who_lost_the_right_gets_no_report(world, report):
    """The job checks the rights of who asked when it runs (T33)."""
    actions.make_report(report, by=world.key_worker)
    world.key_worker.is_active = False
    world.key_worker.save()
    assert run_most_urgent() == "refused"
    report.refresh_from_db()
    assert report.path == ""


def test_a_wing_in_one_click_with_a_zip(world, browse):
    for _ in range(2):
        PersonFactory(establishment=world.here, wing=world.wing)
    client = browse(world.manager)
    form = {"wing": str(world.wing.pk), **MONTHS}
    for _ in range(2):
        client.post(reverse("reports:wings"), form)
    batch = WingReport.objects.get()
    assert batch.reports.count() == 3, "the restricted person is not the manager's to report on"
    assert run_most_urgent() == "done"
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "Download all (ZIP)" in page
    answer = client.get(reverse("reports:wing-download", args=[batch.pk]), follow=True)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as pack:
        assert pack.testzip() is None
        assert len(pack.namelist()) == 3
        assert all(pack.read(name).startswith(b"%PDF") for name in pack.namelist())
        assert world.someone.family_name not in " ".join(pack.namelist())
    disclosed = AuditEvent.objects.get(event="reports.wing_downloaded")
    assert len(disclosed.subjects) == 3


def test_a_stopped_wing_keeps_what_was_made(world, browse):
    batch = actions.ask_wing_report(
        world.here, wing=world.wing, from_on=clock.today(), to_on=clock.today(), by=world.manager
    )
    browse(world.manager).post(reverse("reports:wing-stop", args=[batch.pk]))
    run_most_urgent()
    batch.refresh_from_db()
    assert (batch.status, batch.path) == ("cancelled", "")


def test_a_wing_of_another_prison_cannot_be_chosen(world, browse):
    answer = browse(world.manager).post(reverse("reports:wings"), {"wing": str(world.far_wing.pk), **MONTHS})
    assert "There is a problem" in answer.content.decode()
    assert not WingReport.objects.exists()


def test_every_month_by_itself_where_the_prison_says_so(world, time_machine):
    time_machine.move_to("2026-12-01 04:10+00:00", tick=False)
    world.here.monthly_reports = True
    world.here.save()
    for _ in range(2):
        monthly_reports()
    reports = ProgressReport.objects.filter(kind="monthly")
    assert set(reports.values_list("person", flat=True)) == {world.people["here"].pk, world.people["restricted"].pk}
    report = reports.first()
    assert (str(report.from_on), str(report.to_on)) == ("2026-11-01", "2026-11-30")
    while run_most_urgent():
        pass
    assert reports.filter(status="ready").count() == 2


def test_lists_cost_the_same_for_any_length(world, browse, same_queries):
    def add_report():
        ProgressReport.objects.create(
            person=world.someone, status="cancelled", from_on=clock.today(), to_on=clock.today(), asked_by=world.pom
        )

    same_queries(browse(world.pom), reverse("reports:for-person", args=[world.someone.pk]), add_row=add_report)


def test_a_wing_page_costs_the_same_for_any_length(world, browse, same_queries):
    batch = actions.ask_wing_report(
        world.here, wing=world.wing, from_on=clock.today(), to_on=clock.today(), by=world.manager
    )

    def add_report():
        ProgressReport.objects.create(
            person=PersonFactory(establishment=world.here, wing=world.wing),
            kind="wing", wing_report=batch, from_on=clock.today(), to_on=clock.today(), status="making",
        )  # fmt: skip

    same_queries(browse(world.manager), batch.get_absolute_url(), add_row=add_report)
