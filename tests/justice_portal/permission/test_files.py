"""T09: a file's address opens for one reader, in one session, for five minutes; and its row's rules are asked each time."""

import ast
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from justice_portal import clock, files
from justice_portal.models import Allocation
from reporting.models import ProgressReport
from tests.masked import masked
from tests.signing_in import sign_in
from tests.test_architecture import doors, named


@pytest.fixture
def report(world):
    """A report that is there, about the person who is here."""
    stored = files.store(b"%PDF-1.7 of a test", suffix=".pdf", kept_in="reporting.ProgressReport.path")
    today = clock.today()
    return ProgressReport.objects.create(
        person=world.someone, from_on=today - timedelta(days=30), to_on=today, asked_by=world.pom, made_in=world.here,
        status="ready", ready_at=clock.now(), path=stored.name, sha256=stored.sha256, size=stored.size, data_version="1",
    )  # fmt: skip


def fetched(client, where):
    """The bytes of the file at this address, after the way that it leads."""
    return b"".join(client.get(where, follow=True).streaming_content)


def is_nowhere(client, where):
    """Whether this answers as an id that never existed does."""
    return masked(client.get(where)) == masked(client.get(reverse("reports:download", args=[uuid4()])))


def test_t09_a_link_opens_for_who_asked_in_that_session_for_five_minutes(world, browse, report, time_machine):
    time_machine.move_to(clock.now(), tick=False)
    client, page = browse(world.pom), reverse("reports:download", args=[report.pk])
    link = client.get(page).headers["Location"]
    assert b"".join(client.get(link).streaming_content) == b"%PDF-1.7 of a test"
    for who in (
        world.pom,
        world.com,
        world.pom_elsewhere,
    ):  # the same reader's other session; one who may; one who may not
        assert is_nowhere(sign_in(Client(), who), link), who
    assert Client().get(link).status_code == 302, "nobody signed in: to the door"
    for broken in (f"{link}x", link.replace("key=1", "key=2"), f"{page}?key=", f"{page}?key=%00", f"{page}?key=9.9"):
        assert is_nowhere(client, broken), broken
    time_machine.move_to(clock.now() + timedelta(minutes=6), tick=False)
    assert is_nowhere(client, link), "after six minutes"
    assert fetched(client, page) == b"%PDF-1.7 of a test", "the page of the file leads on to a new one"


def test_t09_a_link_closes_at_once_when_the_right_ends(world, browse, report):
    client, page = browse(world.pom), reverse("reports:download", args=[report.pk])
    link = client.get(page).headers["Location"]
    Allocation.objects.filter(user=world.pom).delete()
    assert is_nowhere(client, link)
    assert is_nowhere(client, page)


@pytest.mark.parametrize("path", [path for path in doors() if re.search(r"\bdownload\(", path.read_text())], ids=named)
def test_t09_each_page_that_sends_a_file_asks_for_the_key(path):
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            called = [call.func for call in ast.walk(node) if isinstance(call, ast.Call)]
            sends = any("download" in (getattr(one, "attr", ""), getattr(one, "id", "")) for one in called)
            assert not sends or any(getattr(one, "id", "") == "on_the_way" for one in called), node.name
