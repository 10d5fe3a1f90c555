"""T99: whoever is shown a person leaves a row that says who, when, whom and what: on every page, list, file and answer."""

import ast
import io
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from justice_portal.audit.events import EVENTS, Kind
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent
from justice_portal.people.models import Person
from tests.factories import PersonFactory
from tests.signing_in import sign_in
from tests.test_access_matrix import cases_of, policy, room_rows
from tests.test_architecture import OURS, ROOT

READS = {Kind.CONSULTATION, Kind.DISCLOSURE}
#: Pages that name someone without opening anything of theirs, and why they leave no row of their own.
NAMES_ONLY = {"feeds:example": "a file of invented people, whose numbers the people of tests have too"}


def shown(response, people):
    """The people whose name or number is in the answer."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.headers.get("Content-Type", "").startswith("application/pdf"):
        body = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages).encode()
    text = body.decode(errors="replace")
    return {
        one.pk for one in people if re.search(rf"\b({one.given_name}|{one.family_name}|{one.prison_number})\b", text)
    }


def traced(reader, mark):
    """Whom the rows that this reader left since then are about."""
    rows = AuditEvent.objects.filter(seq__gt=mark, by_id=reader.pk, kind__in=READS)
    return {person for row in rows for person in row.subjects}


def readers_of(name, row):
    """(kind, state) for each who may open the page: somebody else's record."""
    for state, kind, verb, wanted in cases_of(row):
        if verb == "GET" and wanted == "allowed" and kind != "anonymous" and not row.get("public"):
            yield kind, state


def untraced(name, row, world, made, clients, kinds, opened):
    """What is wrong with the rows that opening this page leaves, as each of these kinds of user. opened: pages that did open."""
    people = Person.objects.filter(pk__in=[one.pk for one in world.people.values()])
    for kind, state in kinds:
        reader, client = getattr(world, kind), clients(kind)  # signed in out here: what is in the transaction is undone
        kwargs = {
            key: getattr(made[state][value], "pk", made[state][value]) for key, value in row.get("kwargs", {}).items()
        }
        with transaction.atomic():
            mark = AuditEvent.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
            response = client.get(reverse(name, kwargs=kwargs))
            if response.status_code == 200:
                opened.add(name)
                others = people.exclude(user=reader)
                if missing := shown(response, others) - traced(reader, mark):
                    states = sorted(key for key, one in world.people.items() if one.pk in missing)
                    yield f"{name} as {kind} ({state}): shows {states}, and leaves no row"
            transaction.set_rollback(True)


@pytest.fixture
def clients(world):
    made = {}

    def client(kind):
        return made.get(kind) or made.setdefault(kind, sign_in(Client(), getattr(world, kind)))

    return client


@pytest.fixture
def made(world):
    rows = {state: {"person": person} for state, person in world.people.items()}
    for make in room_rows():
        for state, person in world.people.items():
            rows[state].update(make(world, state, person))
    return rows


def all_pages():
    return [(name, row) for name, row in sorted(policy().items()) if name not in NAMES_ONLY]


def test_t99_a_page_that_shows_a_person_leaves_a_row(world, made, clients):
    """Each page as one kind of user: those who see most come first."""
    wrong, opened = [], set()
    for name, row in all_pages():
        kinds = sorted(readers_of(name, row), key=lambda one: ("manager administrator pom".find(one[0]) < 0, one))
        wrong += untraced(name, row, world, made, clients, kinds[:1], opened)
    assert not wrong, "\n".join(wrong)
    assert len(opened) > 120, "a page that does not open proves nothing"


@pytest.mark.proof
def test_t99_each_page_in_each_state_leaves_a_row_whoever_reads(world, made, clients):
    wrong, opened = [], set()
    for name, row in all_pages():
        wrong += untraced(name, row, world, made, clients, readers_of(name, row), opened)
    assert not wrong, "\n".join(wrong)
    assert len(opened) > 150


def test_t99_a_list_of_fifty_people_is_a_row_with_fifty_subjects(world, browse):
    people = {PersonFactory(establishment=world.here).pk for _nth in range(50)}
    reader, about = browse(world.administrator), []
    for page in (1, 2, 3):
        reader.get(reverse("people:list"), {"page": page})
        row = AuditEvent.objects.filter(event="person.listed", by_id=world.administrator.pk).latest("seq")
        assert (row.by_roles, row.kind, bool(row.request_id)) == (["administrator"], Kind.CONSULTATION, True)
        about += row.subjects
    assert len(about) == len(set(about)) == Person.objects.visible_to(world.administrator).count()
    assert people <= set(about)


def test_t99_reading_the_log_is_logged(world, browse):
    row = record(world.manager, "person.viewed", world.people["here"])
    reader = browse(world.administrator)
    reader.get(reverse("audit:list"))
    reader.get(reverse("audit:event", args=[row.pk]))
    about = AuditEvent.objects.filter(by_id=world.administrator.pk, event__startswith="audit.")
    assert [(one.event, world.people["here"].pk in one.subjects) for one in about.order_by("seq")] == [
        ("audit.viewed", True),
        ("audit.event_viewed", True),
    ]


def test_t99_each_declared_event_is_of_one_of_the_six_kinds_or_about_security():
    assert {Kind(kind) for kind in EVENTS.values()} == set(Kind)


def test_t99_each_event_that_is_recorded_anywhere_is_declared():
    """Found in the source, so that an event which no test happens to cause is found too."""
    for path, call in calls_of_record():
        names = [one.value for one in ast.walk(call.args[1]) if isinstance(one, ast.Constant) and "." in str(one.value)]
        assert set(names) <= set(EVENTS), f"{path}:{call.lineno}"


@pytest.mark.parametrize("words", ["He said so.", "two words", "line\nbreak", "x" * 101])
def test_an_event_refuses_text_that_someone_typed(world, words):
    for fact in (words, [words], {"key": words}):
        with pytest.raises(ValueError, match="typed"):
            record(world.manager, "person.viewed", world.people["here"], said=fact)


def calls_of_record():
    for app in OURS:
        for path in sorted((ROOT / app).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and len(node.args) > 1:
                    yield path.relative_to(ROOT), node
