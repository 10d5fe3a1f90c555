"""A part of the demo's course in Chromium: it takes its token, reads what it is told, and its statements become progress."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from learning.cmi5.seeding import demo_course
from learning.models import PackageTry, Registration, Statement
from tests.journeys.conftest import Visitor
from tests.learning.packages.made import offered
from tests.signing_in import cookies_of, sign_in
from tests.world import build_world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("assets")]


@pytest.fixture
def learner(chromium, live_server, settings):
    """A browser in which the person of a world is signed in, with that world."""
    settings.PACKAGES_URL = live_server.url.replace("//localhost", "//packages.localhost")
    world, faults = build_world(), []
    context = chromium.new_context(viewport={"width": 1024, "height": 768})
    context.add_cookies(cookies_of(sign_in(Client(), world.person), live_server.url))
    context.set_default_timeout(10_000)
    visitor = Visitor(context, live_server.url, faults)
    visitor.world = world
    yield visitor
    context.close()


def content(page):
    return page.frame_locator("[data-package] iframe").frame_locator("#part")


def test_a_learner_does_both_parts_and_the_course_says_so(learner):
    package = offered(demo_course(), learner.world.tutor)
    page = learner.open(reverse("cmi5:course", args=[package.pk])).check().page
    page.get_by_role("button", name="Start Read a payslip").click()
    content(page).get_by_role("button", name="I have read it").click(timeout=20_000)
    expect(content(page).get_by_role("heading", name="This part has ended.")).to_be_visible(timeout=20_000)
    learner.check()
    learner.follow("Back to the course").sees("Look again").check()
    page.get_by_role("button", name="Start Check a payslip").click()
    content(page).get_by_role("button", name="£47.60").click(timeout=20_000)
    content(page).get_by_role("button", name="£12").click()
    expect(content(page).get_by_role("heading", name="This part has ended.")).to_be_visible(timeout=20_000)
    verbs = [one.said["verb"]["id"].rpartition("/")[2] for one in Statement.objects.order_by("stored_at")]
    assert verbs == [
        "launched", "initialized", "completed", "terminated", "launched", "initialized", "passed", "satisfied", "terminated",
    ]  # fmt: skip
    assert Registration.objects.get().satisfied == [0], "the block; a part outside still waits, until a tutor waives it"
    going = PackageTry.objects.get()
    assert (going.completed_at, going.score) == (None, 100)
    assert learner.faults == []
