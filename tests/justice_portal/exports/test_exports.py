"""T12: more than fifty rows leave with a second person's consent, and the log says for whom. T108: each bears a mark."""

import csv
import io
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.urls import reverse

from justice_portal import clock, files
from justice_portal.audit.models import AuditEvent
from justice_portal.exports.taking import Export, taking
from justice_portal.models import Notice, PendingChange, RoleHeld
from reporting.models import CaseloadPrint
from tests.factories import PersonFactory, allocate, staff
from tests.filled_forms import forms_of

CSV = reverse("dashboards:caseload-csv")


@pytest.fixture
def crowd(world):
    """Fifty-one people on the list of the manager's prison."""
    there = 1  # world.someone; the restricted case is on nobody's list
    return [PersonFactory(establishment=world.here) for _ in range(51 - there)]


def lines(response):
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def ask(client, page, **given):
    """Send the form of the page that refused; gives the page of what was asked."""
    ((where, form),) = [one for one in forms_of(page.content.decode(), CSV) if "exports" in one[0]]
    sent = {**form.filled(), "recipient": "court", "why": "Directed by the court.", **given}
    return client.post(where, sent)


def events():
    return AuditEvent.objects.filter(event="dashboards.caseload_exported")


def test_t12_fifty_rows_are_taken_alone_and_the_log_says_by_whom_and_for_whom(world, browse, crowd):
    crowd.pop().delete()
    _head, *rows, mark = lines(browse(world.manager).get(CSV))
    assert len(rows) == 50
    assert mark[0].startswith(f"Taken by {world.manager.name}, ")
    event = events().get()
    assert (event.kind, event.by_id, event.facts["recipient"]) == ("disclosure", world.manager.pk, "self")


def test_t12_fifty_one_rows_are_refused_until_a_second_person_agrees(world, browse, crowd, time_machine):
    client, second = browse(world.manager), browse(staff("manager", at=world.here))
    page = client.get(CSV)
    assert page.status_code == 409
    assert world.someone.family_name not in page.content.decode()
    asked = ask(client, page)
    change = PendingChange.objects.get(kind="export.large")
    assert asked.url == change.get_absolute_url()
    assert client.get(CSV).status_code == 409, "asked for is not agreed to"
    assert client.post(reverse("changes:approve", args=[change.pk])).status_code == 409, "nobody agrees with themselves"
    shown = second.get(change.get_absolute_url()).content.decode()
    assert all(words in shown for words in ("51", "A court or the Parole Board", "Directed by the court."))
    assert second.post(reverse("changes:approve", args=[change.pk])).status_code == 302
    assert second.get(CSV).status_code == 409, "it opens the list to who asked, to nobody else"
    assert not events().exists()
    assert CSV in client.get(change.get_absolute_url()).content.decode()
    _head, *rows, mark = lines(client.get(CSV))
    assert len(rows) == 51
    assert mark[0].endswith("For: A court or the Parole Board")
    event = events().get()
    assert (event.kind, event.facts["recipient"], event.facts["agreed"]) == ("disclosure", "court", str(change.pk))
    assert set(event.subjects) == {str(one.pk) for one in (*crowd, world.someone)} or len(event.subjects) == 51
    assert client.get(f"{CSV}?sort=-name").status_code == 409, "another list than was agreed to"
    PersonFactory(establishment=world.here)
    assert client.get(CSV).status_code == 409, "more rows than were agreed to"
    time_machine.move_to(clock.now() + timedelta(hours=25))
    assert browse(world.manager).get(CSV).status_code == 409


def test_t12_a_caseload_worker_asks_and_the_manager_of_the_place_agrees(world, browse):
    RoleHeld.objects.filter(user=world.key_worker).update(establishment=world.here)
    mine = [PersonFactory(establishment=world.here) for _ in range(51)]
    for one in mine:
        allocate(one, world.key_worker, "key_worker", at=world.here)
    made = stored_print(world.key_worker, mine)
    client, where = browse(world.key_worker), reverse("dashboards:print-download", args=[made.pk])
    asked = ask(client, client.get(where))
    change = PendingChange.objects.get()
    assert client.get(asked.url).status_code == 200
    assert change.establishment == world.here
    assert Notice.objects.filter(user=world.manager, kind="change.asked").exists()
    assert browse(world.manager).post(reverse("changes:approve", args=[change.pk])).status_code == 302
    assert b"".join(client.get(where, follow=True).streaming_content) == b"%PDF-1.7"


def stored_print(reader, people):
    stored = files.store(b"%PDF-1.7", suffix=".pdf", kept_in="reporting.CaseloadPrint.path")
    return CaseloadPrint.objects.create(
        asked_by=reader, status="ready", path=stored.name, sha256=stored.sha256, size=stored.size, ready_at=clock.now(),
        subjects=[str(one.pk) for one in people], roles=[str(held.pk) for held in reader.roles_held()],
    )  # fmt: skip


def test_t12_what_is_asked_for_cannot_be_altered_on_its_way(world, browse, crowd):
    client = browse(world.manager)
    page = client.get(CSV)
    assert ask(client, page, what="made:up").status_code == 400
    other = browse(staff("manager", at=world.here))
    assert ask(other, page).status_code == 400
    assert not PendingChange.objects.exists()


def test_t12_each_way_out_passes_the_gate():
    """Every view that answers with a CSV, or with a file about many people, asks whether these rows may be taken."""
    from tests.test_architecture import doors

    way_out = ("csv_response(", "print_downloaded", "wing_downloaded")
    open_ways = [
        path
        for path in doors()
        if any(words in path.read_text() for words in way_out)
        and not any(gate in path.read_text() for gate in ("taking(", "paper_file("))
    ]
    assert [path for path in open_ways if ", EXAMPLE)" not in path.read_text()] == [], "only invented examples"


@pytest.mark.parametrize("name", ["people:list", "people:person", "dashboards:caseload", "plans:for-person"])
def test_t108_a_page_of_staff_says_who_reads_it_and_when(world, browse, name, time_machine):
    time_machine.move_to(datetime(2031, 1, 5, 4, 40, tzinfo=clock.LONDON), tick=False)
    client = browse(world.pom)
    args = [world.someone.pk] if name in {"people:person", "plans:for-person"} else []
    page = client.get(reverse(name, args=args), follow=True).content.decode()
    assert re.findall('<aside class="jp-mark"[^>]*>(.*?)</aside>', page) == [
        f"Read by {world.pom.name}, 5 January 2031, 04:40"
    ]
    nowhere = client.get(reverse("people:person", args=[uuid4()])).content.decode()
    assert "jp-mark" not in nowhere


def test_t108_the_mark_is_on_every_sheet_of_a_document(world, settings):
    pypdf = pytest.importorskip("pypdf")
    from justice_portal.pdf.render import made_for, render_pdf

    at = clock.now()
    rows = [("Some words", "More words")] * 400
    sections = [{"title": "A part", "kept_back": "", "rows": [rows], "total": 1, "left_out": 0}]
    context = {"called": "Sam", "made_on": "today", "sections": sections, "mark": made_for(world.pom, at)}
    content = render_pdf("rights/copy_pdf.html", context, title="Your record", language="en")
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert len(sheets) > 1
    assert all(f"Made for {world.pom.name}, " in sheet for sheet in sheets)


def test_addresses_of_exports_stay_on_this_site(world, browse, crowd):
    client = browse(world.manager)
    ask(client, client.get(CSV))
    assert not urlsplit(PendingChange.objects.get().data["address"]).netloc


def test_t12_what_was_agreed_to_for_a_part_opens_nothing_wider(world):
    part = Export("dashboards:caseload-csv", {"wing": "A"}, 60, "/")
    PendingChange.objects.create(
        kind="export.large", data={**part.same, "rows": 60, "address": "/", "recipient": "court", "why": "x"},
        asked_by=world.manager, status="approved", ends_at=clock.now(), decided_at=clock.now(), decided_by=staff("manager", at=world.here),
    )  # fmt: skip
    assert taking(world.manager, part)
    assert taking(world.manager, Export(part.name, {}, 60, "/")) is None
    assert taking(world.manager, Export(part.name, {"wing": "A", "place": "B"}, 60, "/")) is None
