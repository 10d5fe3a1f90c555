"""T64 in Chromium: hostile text in every field of a person, on pages of staff as the product sends them, and nothing runs.

Pages come from the test client, with their headers, straight into the browser: the policy of each page is in force, and so
are our scripts. Whatever runs shows a dialog; whatever became an attribute that could run is counted besides.
"""

import mimetypes
import re
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client

from tests.browser import ROOT
from tests.policy import room_rows
from tests.signing_in import sign_in
from tests.test_markup import SHAPES, Shaped
from tests.test_words import addresses

pytestmark = [pytest.mark.usefixtures("assets"), pytest.mark.django_db(transaction=True)]

SITE = "http://testserver"
SOME = ("people:person", "plans:plan", "contacts:contacts", "problems:problem", "requests:desk-one")
#: Elements with an attribute of their own that runs, or an address that does.
RUNS = """() => [...document.querySelectorAll('*')].filter(one => [...one.attributes].some(each =>
    /^on/.test(each.name) || (/javascript:|data:text/i.test(each.value) && /^(href|src|action|formaction)$/.test(each.name))
)).length"""


class Running(Shaped):
    """Marks inside markup that shows a dialog where it runs."""

    def worded(self, mark, longest):
        shape = next(self.shapes).format(f"alert(`{mark}`)")
        short = f"<b onclick=alert(`{mark}`)>"
        return next((words for words in (shape, short, mark) if len(words) <= longest), mark)


class Shown:
    """A browser whose every request is answered by a client of Django's, or by our static files; and its dialogs."""

    def __init__(self, browser, answer, *, policy=True):
        self.context = browser.new_context(base_url=SITE, service_workers="block")
        self.page, self.dialogs = self.context.new_page(), []
        self.answer, self.policy = answer, policy
        self.page.on("dialog", lambda one: (self.dialogs.append(one.message), one.dismiss()))
        self.context.route(re.compile(".*"), self.fulfil)

    def fulfil(self, route):
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            file = ROOT / "static" / path.removeprefix("/static/")
            kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
            route.fulfill(body=file.read_bytes(), content_type=kind) if file.is_file() else route.abort()
        elif route.request.url.startswith(SITE) and route.request.is_navigation_request():
            status, headers, body = self.answer(path)
            headers = {key: value for key, value in headers.items() if self.policy or "Policy" not in key}
            route.fulfill(status=status, headers=headers, body=body)
        else:
            route.abort()

    def look(self, path):
        """How many elements could run something; what did run is among the dialogs."""
        self.page.goto(path)
        return self.page.evaluate(RUNS)


def ran(world, browser, roles, names=None):
    """(role, page, what) of everything that ran or could; and how many pages had a mark on them."""
    made = {"person": world.someone}
    for make in room_rows():
        made.update(make(world, "here", world.someone))
    marks, wrong, marked = Running(), [], 0
    assert marks.write(world) > 20
    for role in roles:
        client = sign_in(Client(), getattr(world, role))
        for name, url in addresses(made).items():
            if names is not None and name not in names:
                continue
            with transaction.atomic():
                answer = client.get(url)
                transaction.set_rollback(True)
            if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
                continue
            if not marks.seen_in(answer.content):
                continue
            marked += 1
            shown = Shown(browser, lambda _path, one=answer: (one.status_code, one.headers, one.content))
            if shown.look(url) or shown.dialogs:
                wrong.append((role, name, shown.dialogs))
            shown.context.close()
    return wrong, marked


@pytest.mark.journey
def test_t64_nothing_runs_on_pages_of_staff(world, chromium):
    wrong, marked = ran(world, chromium, ["manager"], SOME)
    assert wrong == []
    assert marked >= 4


@pytest.mark.proof
def test_t64_nothing_runs_on_any_page_of_any_role_of_staff(world, chromium):
    wrong, marked = ran(world, chromium, ["manager", "key_worker", "com", "moderator", "safer_custody"])
    assert wrong == []
    assert marked >= 100


@pytest.mark.journey
def test_t64_the_browser_does_run_what_a_page_shows_raw_unless_our_policy_stops_it(client, db, chromium):
    """Nothing is proved by a browser in which nothing ever runs; and the policy is the second wall behind the first."""
    ours = client.get("/sign-in/").headers
    raw = "".join(f"<div>{shape.format('alert(`qzx0001`)')}</div>" for shape in SHAPES[:5]).encode()
    found = {}
    for policy in (False, True):
        shown = Shown(chromium, lambda _path: (200, ours, b"<!doctype html><title>x</title>" + raw), policy=policy)
        assert shown.look("/raw/") >= 3
        shown.page.wait_for_load_state("load")
        found[policy] = len(shown.dialogs)
        shown.context.close()
    assert found[False] >= 2
    assert found[True] == 0
