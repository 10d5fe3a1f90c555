"""A course of SCORM 2004 in Chromium: a first test, what is known is skipped, a last test until it is passed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from learning.packages.models import PackageTry
from learning.packages.seeding import demo_package_2004
from tests.learning.packages.made import offered
from tests.learning.packages.test_browser import content, learner

__all__ = ["learner"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("assets")]


def answer(page, *texts):
    for text in texts:
        content(page).get_by_role("button", name=text, exact=True).click()


def at(page, title):
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible(timeout=20_000)
    expect(content(page).get_by_role("heading", name=title)).to_be_visible(timeout=20_000)


def test_a_learner_skips_what_they_know_and_tries_the_last_test_until_it_is_passed(learner):
    package = offered(demo_package_2004(), learner.world.tutor)
    page = learner.open(reverse("packages:about", args=[package.pk])).check().click("Start").page
    page.set_viewport_size({"width": 360, "height": 740})
    at(page, "What do you know?")
    learner.check()
    answer(page, "Thick gloves", "Your back", "Go on")  # lifting is not known
    at(page, "Lift a box")
    answer(page, "Next", "Next")
    # The learner leaves by our button: what the part said last is kept first.
    page.get_by_role("button", name="Next part").click()
    at(page, "Show what you know")
    answer(page, "Nothing")
    page.get_by_role("button", name="Stop for now").click()
    expect(page.get_by_role("heading", name="What is in this course")).to_be_visible()
    learner.check()
    page.get_by_role("button", name="Carry on").click()
    at(page, "Show what you know")
    answer(page, "Your knees", "Ask for help", "Go on")
    at(page, "Show what you know")
    answer(page, "Thick gloves", "Your knees", "Ask for help", "Go on")
    learner.sees("Done and passed").sees("100 out of 100.").check()
    going = PackageTry.objects.get()
    assert (going.success, going.states["last"]["completion_status"]) == ("passed", "completed")
    assert going.course["tree"]["activities"]["last"]["attempts"] == 2
    assert "hands" not in going.states
    assert learner.faults == []
