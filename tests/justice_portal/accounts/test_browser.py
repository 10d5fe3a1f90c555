"""The doors, notices, problems, the audit page and the administration in Chromium."""

import pytest
from django.contrib import admin
from django.urls import reverse

from justice_portal.accounts import demo
from justice_portal.accounts.second_factor import code_now
from justice_portal.devices.proof import NAME
from justice_portal.grants import Reach, Role
from justice_portal.keys import uuid7
from justice_portal.problems import actions
from justice_portal.problems.models import Problem
from tests.factories import UserFactory, grant, staff
from tests.justice_portal.devices.tablets import PIN, give_pin, key_of, tablet_of_wing
from tests.look.test_browser import SIZES, violations, visit  # noqa: F401

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("assets")]

PHRASE = demo.PASSPHRASE


@pytest.fixture
def told(world):
    """One problem in each state, told by the person of the world."""
    made = {}
    for kind in ("unsafe", "tablet", "about_me"):
        made[kind] = actions.tell_problem(Problem, key=uuid7(), kind=kind, words="words", by=world.person)
    actions.take_problem(made["about_me"], by=world.manager)
    actions.answer_problem(made["tablet"], answer="A new one comes today.", by=world.manager)
    return made


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_pages_of_the_person_have_no_accessibility_faults(world, told, visit, size):  # noqa: F811
    for name in ("problems:tell", "problems:mine", "notices:list"):
        assert violations(visit(reverse(name), size, world.person)) == [], name
    for kind, problem in told.items():
        assert violations(visit(problem.get_absolute_url(), size, world.person)) == [], kind
    assert violations(visit(reverse("accounts:sign-in"), size)) == []


@pytest.mark.parametrize("size", [SIZES["phone"], SIZES["desk"]], ids=["phone", "desk"])
def test_pages_of_staff_have_no_accessibility_faults(world, told, visit, size):  # noqa: F811
    assert violations(visit(reverse("account_login"), size)) == []
    for name in ("problems:queue", "notices:list", "mfa_index", "mfa_generate_recovery_codes"):
        assert violations(visit(reverse(name), size, world.manager)) == [], name
    problem = told["unsafe"]
    for path in (problem.get_absolute_url(), reverse("problems:answer", args=[problem.pk])):
        assert violations(visit(path, size, world.manager)) == [], path
    page = visit(reverse("audit:list"), size, world.administrator)
    assert violations(page) == []
    page.locator("tbody a").first.click()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 256])
def test_no_page_scrolls_sideways_or_past_its_end(world, told, visit, width):  # noqa: F811
    places = [(world.person, "problems:tell"), (world.person, "problems:mine"), (world.person, "notices:list"),
              (world.manager, "problems:queue"), (world.administrator, "audit:list"), (None, "accounts:sign-in"),
              (None, "account_login")]  # fmt: skip
    for user, name in places:
        page = visit(reverse(name), (width, 640), user)
        wide, past = page.evaluate(
            "() => [document.documentElement.scrollWidth - innerWidth,"
            " document.documentElement.scrollHeight - document.body.getBoundingClientRect().bottom - scrollY]"
        )
        assert wide <= 0, (name, wide)
        assert past < 2 or page.evaluate("document.documentElement.scrollHeight <= innerHeight"), (name, past)


@pytest.fixture
def at_the_door(world, visit, live_server):  # noqa: F811
    """The tablet page in a browser that is a tablet of the person's wing, and the person with a PIN."""
    give_pin(world.person)
    page = visit(reverse("account_request_login_code"))
    page.context.add_cookies([{"name": NAME, "value": key_of(tablet_of_wing(world.someone)), "url": live_server.url}])
    return page


def test_a_person_signs_in_tells_what_is_wrong_and_signs_out(world, at_the_door, live_server):
    page = at_the_door
    page.goto(live_server.url + reverse("notices:list"))
    page.get_by_label("Your prison number").fill(world.person.username.lower())
    page.get_by_label("Your PIN").fill(PIN)
    page.get_by_role("button", name="Sign in").click()
    assert page.url == live_server.url + reverse("notices:list")
    page.get_by_role("link", name="Something is wrong?").click()
    page.get_by_label("I do not feel safe").check()
    page.get_by_role("button", name="Send").click()
    assert page.get_by_role("heading", name="Get help now").is_visible()
    page.get_by_role("button", name="Sign out").click()
    assert page.url == live_server.url + reverse("accounts:sign-in")
    page.go_back()
    assert not page.get_by_text("I do not feel safe").is_visible(), (
        "the page before came back from the browser's memory"
    )


def test_the_whole_way_with_the_keyboard_alone(world, at_the_door, live_server):
    page = at_the_door
    page.goto(live_server.url + reverse("accounts:sign-in"))
    page.get_by_label("Your prison number").focus()
    page.keyboard.type(world.person.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    page.wait_for_url(live_server.url + "/")
    page.goto(live_server.url + reverse("problems:tell"))
    page.get_by_label("The tablet does not work").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/problems/*/")
    assert Problem.objects.get().kind == "tablet"


def test_staff_add_a_second_factor_keep_their_codes_and_come_in(db, visit, live_server):  # noqa: F811
    user = UserFactory(username="kim", name="Kim", password=PHRASE)
    grant(user, Role.MENTOR)
    page = visit(reverse("account_login"))
    page.get_by_label("User name").fill("kim")
    page.get_by_label("Passphrase").fill(PHRASE)
    page.get_by_role("button", name="Continue").click()
    assert page.get_by_role("heading", name="Set up your codes").is_visible()
    drawn = "document.querySelector('.jp-qr').naturalWidth > 0"
    assert page.evaluate(drawn), "the QR code was not drawn: the content policy, perhaps"
    assert violations(page) == []
    secret = page.locator(".jp-key").inner_text().replace("\n", "").replace(" ", "")
    page.get_by_label("Code").fill(code_now(secret))
    page.get_by_role("button", name="Turn on").click()
    assert page.locator(".jp-codes li").count() == 10
    assert violations(page) == []
    page.get_by_role("link", name="I have kept them: go on").click()
    page.wait_for_url(live_server.url + "/")


def test_the_administration_holds_the_content_policy_on_every_page(world, visit):  # noqa: F811
    """visit() fails on anything that the console says and on any request that leaves us."""
    opened = visit(reverse("admin:index"), SIZES["desk"], world.administrator)
    for model, one in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        opened.goto(opened.url.split("/admin/")[0] + reverse(f"admin:{name}_changelist"))
        if one.has_add_permission(_request_of(world.administrator)):
            opened.goto(opened.url.split("/admin/")[0] + reverse(f"admin:{name}_add"))
            assert opened.locator("#content form").count() == 1


def test_a_search_box_of_the_administration_works_under_the_content_policy(world, visit):  # noqa: F811
    page = visit(reverse("admin:justice_portal_roleheld_add"), SIZES["desk"], world.administrator)
    page.locator(".field-user .select2-selection").click()
    page.locator(".select2-search__field").fill("Mentor")
    page.locator(".select2-results__option", has_text="Mentor ZZA").click()
    assert "Mentor ZZA" in page.locator(".field-user .select2-selection__rendered").inner_text()


def test_an_administrator_of_one_prison_finds_only_its_names(world, visit):  # noqa: F811
    local = staff(Role.ADMINISTRATOR, at=world.here, name="Local", is_staff=True)
    assert local.roles_held()[0].reach == Reach.ESTABLISHMENT
    page = visit(reverse("admin:justice_portal_roleheld_add"), SIZES["desk"], local)
    page.locator(".field-user .select2-selection").click()
    page.locator(".select2-search__field").fill("Farham")
    page.wait_for_selector(".select2-results__message")
    assert page.locator(".select2-results__option--selectable").count() == 0


def _request_of(user):
    from django.test import RequestFactory

    request = RequestFactory().get("/admin/")
    request.user = user
    return request
