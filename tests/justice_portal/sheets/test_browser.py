"""Every page of sheets in Chromium: no accessibility faults, no sideways scrolling, at a phone's width and a desk's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from justice_portal.models import Sheet, SheetPrint
from justice_portal.sheets import actions
from rehab.plans.actions import add_goal, add_step, open_plan
from tests.signing_in import cookies_of, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("assets")]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def test_paper_pages_have_no_accessibility_faults(chromium, live_server, world):
    person = world.someone
    goal = add_goal(
        open_plan(person, by=world.pom), key=uuid4(), pathway="work", title="Get a job",
        due_on=clock.today() + timedelta(days=90), by=world.pom,
    )  # fmt: skip
    add_step(goal, key=uuid4(), title="Write a CV", turn="person", by=world.pom)
    first = actions.print_sheet(person, key=uuid4(), kind="plan", about="", by=world.manager)
    typed = first.sheets.get()
    actions.type_in(typed, answers={"goal1_step": "Phone mum"}, by=world.manager)
    actions.print_sheet(person, key=uuid4(), kind="plan", about="", by=world.manager)
    waits = Sheet.objects.get(status="printed")
    made = SheetPrint.objects.latest("asked_at")
    own = [reverse("sheets:mine"), *(reverse("sheets:own", args=[one.pk]) for one in (typed, waits))]
    staff = [
        reverse("sheets:find"), reverse("sheets:wing"), reverse("sheets:for-person", args=[person.pk]),
        reverse("sheets:sheet", args=[typed.pk]), reverse("sheets:sheet", args=[waits.pk]),
        reverse("sheets:print", args=[made.pk]),
    ]  # fmt: skip
    faults = []
    for user, paths, size in ((world.person, own, (360, 740)), (world.manager, staff, (1280, 900))):
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
        context.add_cookies(cookies_of(sign_in(Client(), user), live_server.url))
        page = context.new_page()
        for path in paths:
            page.goto(live_server.url + path)
            found = Axe().run(page, options=WCAG).response["violations"]
            faults += [(path, one["id"], one["nodes"][0]["html"][:160]) for one in found]
            if page.evaluate("document.documentElement.scrollWidth") > size[0]:
                faults.append((path, "scrolls sideways"))
        context.close()
    assert faults == []
