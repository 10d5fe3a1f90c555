"""The caseload as CSV and on paper: exactly what the page shows, for who may see it, and on the record."""

import csv
import io
import re
from datetime import datetime, timedelta

import pikepdf
import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from pypdf import PdfReader

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.exports import paper
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import run_most_urgent
from justice_portal.people.models import Allocation, Person
from reporting.dashboards import actions, views
from reporting.models import CaseloadPrint
from reporting.nightly import drop_prints
from tests.factories import grant, staff
from tests.learning.content import finish_lessons, make_course, start
from tests.learning.pages import rows, send, words
from tests.reporting.dashboards import cases

URL, CSV, PDF = (reverse(f"dashboards:{name}") for name in ("caseload", "caseload-csv", "caseload-pdf"))


@pytest.fixture
def people(world):
    """Thirty people in every state of plan, learning and contact."""
    course = make_course(lessons=4)
    for number in range(30):
        person = cases.one_more(world, family_name=f"Name{number:02d}", preferred_name="=1+1" if number == 3 else "")
        if number % 2:
            finish_lessons(start(person, course), count=number % 5)
        if number % 3:
            plan = cases.plan_of(world, person)
            for due_in in range(-1, number % 4):
                cases.goal(world, plan, due_in=due_in)
        if number % 5:
            cases.contact(world, person, days_ago=number)


def read_csv(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    *rows, mark = csv.reader(io.StringIO(text))
    assert mark[0].startswith("Taken by ")
    return rows


def as_shown(cell):
    """A cell of the CSV as the page writes it: days in words, and formulas without what defuses them."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
        return f"{datetime.fromisoformat(cell):%-d %b %Y}"
    return cell.removeprefix("'")


def all_rows(client, query):
    found, page = [], 1
    while shown := rows(client.get(URL, {**query, "page": page})):
        if found and shown[-1] == found[-1]:
            return found
        found += shown
        page += 1
    return found


def pdf_of(client, made):
    return b"".join(client.get(reverse("dashboards:print-download", args=[made.pk]), follow=True).streaming_content)


def squeezed(text):
    return "".join(text.split())


def ask(client, query=""):
    return send(client, client.get(f"{URL}?{query}"), "pdf")


QUERIES = ["", "sort=-overdue", "show=overdue&sort=due", "show=no-contact&sort=contact", "sort=learned"]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("kind", ["key_worker", "tutor", "manager"])
def test_csv_says_what_the_page_says_cell_by_cell(world, browse, people, kind, query):
    client = browse(getattr(world, kind))
    asked = dict(pair.split("=") for pair in query.split("&") if pair)
    found = read_csv(client.get(CSV, asked))
    shown = all_rows(client, asked)
    assert [[as_shown(cell) for cell in row] for row in found[1:]] == shown
    assert found[0] == [cell for cell in found[0] if cell in words(client.get(URL))]
    if not asked:
        assert len(shown) > 30


def test_paper_says_what_the_page_says_cell_by_cell_and_adds_up_the_same(world, browse, people):
    for kind, query in (("key_worker", "sort=-overdue"), ("manager", "show=no-contact&sort=contact"), ("tutor", "")):
        client = browse(getattr(world, kind))
        ask(client, query)
        assert run_most_urgent() == "done"
        made = CaseloadPrint.objects.latest("asked_at")
        said = squeezed(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_of(client, made))).pages))
        shown = all_rows(client, dict(pair.split("=") for pair in query.split("&") if pair))
        assert shown
        at = 0
        for row in shown:
            at = said.index(squeezed("".join(row)), at)
        assert squeezed(f"{len(shown)} people") in said[at:]
        assert made.subjects == [Person.objects.get(prison_number=row[1]).pk for row in shown]


def test_a_name_that_is_a_formula_is_text_in_the_csv(world, browse, people):
    Person.objects.filter(family_name="Name03").update(family_name="=cmd")
    cells = [cell for row in read_csv(browse(world.key_worker).get(CSV)) for cell in row]
    assert "'=cmd, =1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_csv_is_on_the_record_with_all_its_people(world, browse, people):
    response = browse(world.key_worker).get(CSV, {"show": "no-plan"})
    found = read_csv(response)
    event = AuditEvent.objects.get(event="dashboards.caseload_exported")
    assert len(event.subjects) == len(found) - 1 == event.facts["rows"]
    assert event.facts["show"] == "no-plan"
    assert "caseload" in response.headers["Content-Disposition"].lower()


def test_a_csv_of_more_people_than_its_limit_is_refused_in_plain_words(world, browse, people, monkeypatch):
    monkeypatch.setattr(views, "MOST_ROWS", 30)
    response = browse(world.key_worker).get(CSV)
    assert response.status_code == 409
    assert "You can take away at most 30" in words(response)
    assert not AuditEvent.objects.filter(event="dashboards.caseload_exported").exists()


def test_a_list_too_long_for_paper_is_refused_before_any_work(world, browse, people, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ON_PAPER", 30)
    response = ask(browse(world.key_worker))
    assert response.status_code == 409
    assert "choose a wing or a worker first" in words(response)
    assert not Job.objects.exists()
    assert not CaseloadPrint.objects.exists()


def test_nobody_on_the_list_makes_no_paper(world, browse):
    response = browse(staff("key_worker", at=world.here)).post(
        PDF, {"key": "01930000-0000-7000-8000-000000000001", "query": ""}
    )
    assert response.status_code == 409


def test_from_the_click_to_the_file(world, browse, people):
    client = browse(world.key_worker)
    page = ask(client)
    assert page.redirect_chain[-1][0].startswith("/caseload/prints/")
    assert "It is in the queue." in words(page)
    assert run_most_urgent() == "done"
    made = CaseloadPrint.objects.get()
    assert "31 people are on it." in words(client.get(made.get_absolute_url()))
    answer = client.get(reverse("dashboards:print-download", args=[made.pk]), follow=True)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    pdf = b"".join(answer.streaming_content)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.Root.MarkInfo.Marked
        assert float(file.pages[0].mediabox[2]) > float(file.pages[0].mediabox[3])
        assert "Name" not in str(file.docinfo.get("/Title"))
    event = AuditEvent.objects.get(event="dashboards.print_downloaded")
    assert sorted(event.subjects) == sorted(made.subjects)
    assert len(event.subjects) == 31


@pytest.mark.parametrize("kind", ["pom", "com", "tutor", "safer_custody", "manager"])
def test_whoever_has_a_dashboard_can_follow_and_stop_the_work(world, browse, kind):
    client = browse(getattr(world, kind))
    assert "It is in the queue." in words(ask(client))
    assert send(client, client.get(CaseloadPrint.objects.get().get_absolute_url()), "cancel").status_code == 200
    assert Job.objects.get().status == "cancelled"


def test_two_clicks_give_one_paper(world, browse):
    client = browse(world.key_worker)
    page = client.get(URL)
    send(client, page, "pdf")
    send(client, page, "pdf")
    assert CaseloadPrint.objects.count() == Job.objects.count() == 1


def test_a_key_of_someone_else_gives_nothing_away(world, browse):
    client = browse(world.key_worker)
    ask(client)
    made = CaseloadPrint.objects.get()
    response = browse(world.pom).post(PDF, {"key": str(made.pk), "query": ""})
    assert response.status_code == 409
    assert str(world.someone.prison_number) not in words(response)


@pytest.mark.parametrize("key", ["", "not-a-uuid", "\x00"])
def test_a_form_without_its_key_makes_nothing(world, browse, key):
    assert browse(world.key_worker).post(PDF, {"key": key, "query": "sort=\x00"}).status_code == 302
    assert not CaseloadPrint.objects.exists()


def test_the_job_asks_again_what_may_be_seen_when_it_runs(world, browse):
    """Whoever was taken off the caseload between the click and the work is not on the paper."""
    other = cases.one_more(world, family_name="Stays")
    ask(browse(world.key_worker))
    Allocation.objects.filter(person=world.someone, role="key_worker").update(ended_at=clock.now())
    assert run_most_urgent() == "done"
    assert CaseloadPrint.objects.get().subjects == [other.pk]


def test_who_lost_the_dashboard_gets_no_paper(world, browse):
    ask(browse(world.key_worker))
    world.key_worker.held_roles.update(ends_at=clock.now())
    assert run_most_urgent() == "refused"
    assert CaseloadPrint.objects.get().path == ""


@pytest.mark.parametrize("change", ["allocation", "restricted", "transfer", "role"])
def test_a_file_is_given_only_while_all_in_it_may_be_seen(world, browse, change):
    client = browse(world.key_worker)
    ask(client)
    run_most_urgent()
    made = CaseloadPrint.objects.get()
    if change == "allocation":
        Allocation.objects.filter(person=world.someone, role="key_worker").update(ended_at=clock.now())
    elif change == "restricted":
        Person.objects.filter(pk=world.someone.pk).update(is_restricted=True)
    elif change == "transfer":
        Person.objects.filter(pk=world.someone.pk).update(place="transfer", establishment=None, wing=None, cell=None)
    else:
        grant(world.key_worker, "tutor", at=world.here)
    response = browse(world.key_worker.__class__.objects.get(pk=world.key_worker.pk)).get(
        reverse("dashboards:print-download", args=[made.pk])
    )
    assert response.status_code == 409
    assert "has changed since this list was made" in words(response)
    assert not AuditEvent.objects.filter(event="dashboards.print_downloaded").exists()


def test_paper_is_thrown_away_after_a_day_with_what_was_typed(world, browse, django_capture_on_commit_callbacks):
    client = browse(world.key_worker)
    word = client.post(reverse("dashboards:caseload-find"), {"q": world.someone.family_name}).headers["Location"]
    ask(client, word.partition("?")[2])
    run_most_urgent()
    made = CaseloadPrint.objects.get()
    assert made.wanted["find"] == world.someone.family_name
    assert len(made.subjects) == 1
    kept = settings.MEDIA_ROOT / made.path
    assert kept.exists()
    with time_machine.travel(clock.now() + timedelta(hours=25)), django_capture_on_commit_callbacks(execute=True):
        drop_prints()
        drop_prints()
    made.refresh_from_db()
    assert (made.status, made.path, made.wanted, made.subjects) == ("dropped", "", {}, [])
    assert not kept.exists()
    assert AuditEvent.objects.filter(event="dashboards.print_dropped").count() == 1
    assert "We threw this list away" in words(client.get(made.get_absolute_url()))
    assert client.get(reverse("dashboards:print-download", args=[made.pk]), follow=True).status_code == 409


def test_paper_speaks_the_readers_language_and_says_how_it_was_narrowed(world, browse):
    world.manager.__class__.objects.filter(pk=world.manager.pk).update(language="cy")
    ask(browse(world.manager.__class__.objects.get(pk=world.manager.pk)), f"wing={world.wing.pk}")
    assert run_most_urgent() == "done"
    made = CaseloadPrint.objects.get()
    content = pdf_of(browse(world.manager), made)
    with pikepdf.open(io.BytesIO(content)) as file:
        assert str(file.Root.Lang) == "cy"
    said = squeezed(PdfReader(io.BytesIO(content)).pages[0].extract_text())
    assert squeezed(world.wing.name) in said


def test_the_limits_are_what_the_documents_say():
    assert (views.MOST_ROWS, paper.MOST_ON_PAPER) == (10_000, 200)
