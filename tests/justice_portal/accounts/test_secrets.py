"""T95: what is typed at the doors stays out of logs, addresses, error pages and the database."""

import json

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from tests.justice_portal.accounts.conftest import PHONE, STAFF, give_code, staff_door
from tests.log_lines import log_lines

CANARY = "canary-passphrase-7f3a"


@pytest.fixture
def lines():
    with log_lines() as kept:
        yield kept


def everything_kept():
    rows = []
    for model in apps.get_models():
        if model._meta.managed:
            rows += [str(row) for row in model._default_manager.values()]
    return "\n".join(rows)


def test_a_passphrase_is_neither_logged_nor_kept(worker, browser, lines):
    client = browser()
    for _ in range(12):
        staff_door(client, "sam", CANARY)
    staff_door(browser(STAFF), CANARY, CANARY)
    staff = browser(STAFF)
    staff_door(staff, "sam")
    give_code(staff, CANARY[:20])
    said = "\n".join(lines)
    assert CANARY not in said
    assert CANARY[:20] not in said
    assert CANARY not in everything_kept()


def test_a_page_that_breaks_at_the_door_tells_no_passphrase(worker, lines, settings):
    """The answer to a bug in the middle of signing in, and its log line."""
    settings.PASSWORD_HASHERS = ["tests.justice_portal.accounts.hashers.BrokenHasher"]
    worker.password = "broken$x"
    worker.save()
    settings.DEBUG = False
    response = staff_door(Client(raise_request_exception=False), "sam", CANARY)
    assert response.status_code == 500
    assert CANARY not in response.content.decode()
    assert CANARY not in "\n".join(lines)


def test_no_form_of_a_door_can_put_a_passphrase_into_an_address(db, browser):
    for door in (PHONE, STAFF):
        page = Client().get(reverse(door)).content.decode()
        form = page[page.index("<main") :]
        assert '<form method="post"' in form
        assert 'method="get"' not in form


def test_a_log_line_is_one_line_whatever_was_typed(worker, browser, lines):
    """T96."""
    for typed in ("x\r\nINJECTED line", "\x1b[31mred", '{"level": "FAKE"}'):
        staff_door(browser(), typed, "words\n{}")
    for line in lines:
        json.loads(line)
        assert "\n" not in line
        assert "INJECTED" not in line
