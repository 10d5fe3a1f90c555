"""Every page of the front doors in Chromium, at three sizes: no accessibility faults, nothing wider than the screen.

DOOR_PICTURES=folder keeps a picture of each, to look at.
"""

import os
import tomllib
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.look.test_browser import SIZES, WCAG
from tests.policy import HERE, arguments, policy, room_rows
from tests.signing_in import sign_in
from tests.test_markup_browser import Shown

pytestmark = [pytest.mark.proof, pytest.mark.usefixtures("assets"), pytest.mark.django_db(transaction=True)]

ROOMS = (
    "accounts", "audit", "changes", "devices", "exports", "invitations", "passkeys", "phones", "pins", "protected", "resets",
    "rights", "rota", "visits",
)  # fmt: skip
WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"


def pages():
    """(page, kind of user) of every page of these rooms: who is first in its row, and a visitor where anybody may come."""
    for room in ROOMS:
        for name, row in tomllib.loads((HERE / "access" / f"{room}.toml").read_text()).items():
            if row.get("public"):
                yield name, "anonymous"
            elif row.get("get") or row.get("everyone"):
                yield name, (row.get("get") or "manager").split()[0]


def test_pages_of_the_doors_are_for_everybody_at_every_size(world, chromium):
    made = {"person": world.someone}
    for make in room_rows():
        made.update(make(world, "here", world.someone))
    wrong, seen, clients = [], 0, {"anonymous": Client()}
    for name, kind in pages():
        client = clients.setdefault(kind, None) or sign_in(Client(), getattr(world, kind))
        clients[kind] = client
        row = policy()[name]
        url = reverse(name, kwargs=arguments(row, made) if row.get("kwargs") else None)
        with transaction.atomic():
            answer = client.get(url)
            transaction.set_rollback(True)
        if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        seen += 1
        wrong += [(name, kind, *fault) for fault in faults(chromium, url, answer, f"{kind}-{name}".replace(":", "-"))]
    assert wrong == []
    assert seen >= 40


def faults(browser, url, answer, called):
    shown = Shown(browser, lambda _path: (answer.status_code, answer.headers, answer.content))
    for size, (width, height) in SIZES.items():
        shown.page.set_viewport_size({"width": width, "height": height})
        shown.page.goto(url)
        for fault in Axe().run(shown.page, options=WCAG).response["violations"]:
            yield size, fault["id"], [node["html"][:120] for node in fault["nodes"]]
        if shown.page.evaluate(WIDE):
            yield size, "wider than the screen"
        if folder := os.environ.get("DOOR_PICTURES"):
            shown.page.screenshot(path=Path(folder) / f"{called}-{size}.png", full_page=True)
    shown.context.close()
