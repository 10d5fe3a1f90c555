"""T21 and T22 in Chromium: a tablet that lies untouched, what the next person finds on it, pictures by touch and by key."""

import json

import pytest
from django.urls import reverse

from justice_portal.devices.proof import NAME
from justice_portal.visits.models import Visit, VisitLimit
from tests.factories import PersonFactory, sign_in_for
from tests.journeys.conftest import TABLET, Visitor
from tests.justice_portal.devices.tablets import give_pin, key_of, make_device
from tests.justice_portal.visits.conftest import DOOR

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("assets")]

CANARY = "canary words of the first person"
KEPT = """async () => JSON.stringify([{...localStorage}, {...sessionStorage}, await caches.keys(),
    (await indexedDB.databases()).map((one) => one.name), document.cookie])"""


@pytest.fixture
def at_tablet(chromium, live_server, person, wing):
    """A browser that is a tablet of the wing, with the person's number and PIN typed and sent by enter()."""
    context = chromium.new_context(viewport={"width": TABLET[0], "height": TABLET[1]})
    context.add_cookies([{"name": NAME, "value": key_of(make_device(wing)), "url": live_server.url}])
    faults = []
    visitor = Visitor(context, live_server.url, faults)

    def enter(number="A0001BC"):
        visitor.open(reverse(DOOR)).fill("Your prison number", number)
        visitor.page.locator("input[type=password]").fill("4862")
        visitor.click("Sign in").page.wait_for_url(lambda url: reverse(DOOR) not in url)
        return visitor

    visitor.enter = enter
    yield visitor
    context.close()
    assert [fault for fault in faults if "401" not in fault] == []


def pass_time(page, seconds):
    """Let the page's own clock run on; the server's stands where it is."""
    page.clock.run_for(seconds * 1000)


def test_t21_t22_an_untouched_tablet_warns_locks_and_keeps_words_for_nobody_but_who_typed_them(at_tablet, wing):
    other = PersonFactory(prison_number="A0005BC", establishment=wing.establishment, wing=wing)
    give_pin(sign_in_for(other))
    page = at_tablet.enter().page
    page.clock.install()
    at_tablet.open(reverse("problems:tell"))
    page.get_by_label("The tablet does not work").check()
    page.locator("main textarea").fill(CANARY)
    pass_time(page, 20)  # the touch is told
    pass_time(page, 125)
    at_tablet.sees("Are you still there?").check()
    page.get_by_role("button", name="I am still here").click()
    assert not page.get_by_text("Are you still there?").is_visible()
    pass_time(page, 185)
    page.wait_for_url("**/sign-in/?locked=1")
    at_tablet.sees("The tablet locked itself")
    assert Visit.objects.get().end == Visit.End.UNTOUCHED
    kept = page.evaluate(KEPT)
    assert "sealed." in kept
    assert CANARY not in kept
    page.go_back()
    page.wait_for_load_state()
    assert CANARY not in page.content()
    at_tablet.enter("A0005BC").open(reverse("problems:tell"))
    assert page.locator("main textarea").input_value() == ""
    assert CANARY not in page.content() + page.evaluate(KEPT)
    at_tablet.click("Sign out")
    at_tablet.enter()
    assert page.url.endswith(reverse("problems:tell"))
    at_tablet.sees("We kept what you typed")
    assert page.locator("main textarea").input_value() == CANARY
    assert page.get_by_label("The tablet does not work").is_checked()
    assert [name for name in json.loads(page.evaluate(KEPT))[0] if name.startswith("sealed.")] == []


def test_t21_the_end_of_the_longest_time_is_told_and_locks_too(at_tablet, wing):
    VisitLimit.objects.create(kind="shared", untouched_seconds=3600, longest_minutes=10)
    page = at_tablet.enter().page
    page.clock.install()
    at_tablet.open("/")
    pass_time(page, 9 * 60 + 5)
    at_tablet.sees("Your time on this tablet ends in")
    pass_time(page, 60)
    page.wait_for_url("**/sign-in/?locked=1")


def test_pictures_are_chosen_one_after_another_by_touch_and_by_key(at_tablet, person):
    give_pin(person.user, "sun,fish,key,moon", kind="pictures")
    at_tablet.open(reverse(DOOR)).follow("I have pictures").check()
    page = at_tablet.page
    page.get_by_label("Your prison number").fill("A0001BC")
    for name in ("Sun", "Fish"):
        page.get_by_label(name).locator("visible=true").first.check(force=True)
    assert page.locator(".jp-dots").inner_text() == "●●○○"
    page.keyboard.press("Tab") if page.evaluate("document.activeElement.type") != "radio" else None
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    page.get_by_label("Moon").locator("visible=true").first.check(force=True)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: reverse(DOOR) not in url)
