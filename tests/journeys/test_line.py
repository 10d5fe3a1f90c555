"""A day of every user, in Chromium, through the real doors: lesson, quiz, message, plan, report, administration."""

import io

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from justice_portal.access import SYSTEM
from justice_portal.jobs.running import run_most_urgent
from learning.models import Attempt, CourseProgress
from mentoring.models import Message, Rule
from mentoring.screening.actions import load_first_rules
from rehab.models import Step
from reporting.models import ProgressReport
from tests.journeys.conftest import DESK, give_door
from tests.mentoring.pairs import matched
from tests.world import build_world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def day(transactional_db):
    """The world with the courses, the rules and a running match; the doors of those who come today."""
    world = build_world()
    call_command("load_courses", verbosity=0, stdout=io.StringIO())
    load_first_rules(Rule, by=SYSTEM)
    world.match = matched(world.someone, world.mentor, world.here)
    names = ("person", "mentor", "moderator", "key_worker", "manager", "administrator")
    world.secrets = {name: give_door(getattr(world, name)) for name in names}
    return world


def staff_at(visitor, day, role):
    return visitor(DESK).staff_door(getattr(day, role).username, day.secrets[role])


def test_a_day_of_every_user(visitor, day):
    person = visitor().tablet_door(day.someone.prison_number).sees("Where things are").check()
    learns(person)
    writes(person)
    plans(person)
    moderates(staff_at(visitor, day, "moderator"))
    person.open("/messages/").check().follow(day.match.mentor.name.split()[0]).sees("I did the lesson on food")
    answers(staff_at(visitor, day, "mentor"))
    person.sees("Good to hear").check()  # it came by itself
    worker = staff_at(visitor, day, "key_worker")
    asks_for_report(worker, day)
    adds_words(person)
    makes_it(worker, person)
    administers(staff_at(visitor, day, "administrator"), day)


def learns(person):
    """A lesson, then the quiz to its result."""
    person.open("/learn/").check().follow("Food hygiene").check().click("Start this course").check()
    while person.page.get_by_role("button", name="I have done this").count():
        person.click("I have done this")
    assert CourseProgress.objects.get().lessons_done > 0
    person.open("/learn/courses/food-hygiene/quiz/").check().click("Start the quiz")
    for _question in range(12):
        if not person.page.get_by_role("button", name="Save and go on").count():
            break
        person.check()
        choices = person.page.locator("input[name=answer]")
        lists = person.page.locator("select[name=answer]").all()
        if lists:
            for place, one in enumerate(lists, 1):
                one.select_option(index=place)
        elif choices.first.get_attribute("type") in {"radio", "checkbox"}:
            choices.first.check()
        else:
            choices.first.fill("5")
        person.click("Save and go on")
    assert Attempt.objects.get().status != "open"
    person.check()


def writes(person):
    """A clean message goes; one with a number waits, and says so."""
    person.open("/messages/").page.locator(".jp-inbox a").first.click()
    person.fill("Your message", "I did the lesson on food today.").click("Send").check()
    person.fill("Your message", "Ring me on 07700 900 123").click("Send").sees("Being checked").check()
    assert Message.objects.count() == 2


def plans(person):
    person.open("/plan/").check().click("Start my plan").check().follow("Learning and work").check()
    person.follow("Add a goal").check().fill("What do you want to reach?", "Get a job in a kitchen")
    person.page.get_by_label("In 3 months").check()
    person.click("Save").check().follow("Add a step").fill("What is the step?", "Ask about the kitchen")
    person.page.get_by_label("Mine").check()
    person.click("Save").sees("Ask about the kitchen").click("Mark as done").check()
    assert Step.objects.get().status == "complete"


def moderates(moderator):
    moderator.open("/moderation/").check().follow("Read and decide").check().click("Pass it on")
    assert Message.objects.filter(status="passed").count() == 2


def answers(mentor):
    mentor.open("/mentoring/").check().page.locator(".jp-inbox a").first.click()
    mentor.fill("Your message", "Good to hear. What comes next?").click("Send").check()


def asks_for_report(worker, day):
    worker.open("/today/").check().open("/caseload/").check()
    worker.follow(day.someone.family_name).check().follow("Reports").check()
    worker.page.get_by_label("The last 3 months").check()
    worker.click("Start").check().follow("Write the staff account").check()
    worker.fill("Your words", "Came to each class. Asked good questions.").click("Save").check()


def adds_words(person):
    report = ProgressReport.objects.get()
    person.open("/").sees("1 report waits for your words").open(report.get_absolute_url()).check()
    person.follow("Write my words").check().fill("Your words", "I like the kitchen course.").click("Save").check()


def makes_it(worker, person):
    """The bar while it is made, then the file: the page changes by itself."""
    report = ProgressReport.objects.get()
    worker.open(report.get_absolute_url()).click("Make the report now").sees("Being made").check()
    assert run_most_urgent() == "done"
    worker.sees("Open the report (PDF)").check()
    person.open(report.get_absolute_url())
    with person.page.expect_download() as download:
        person.follow("Open the report")
    said = " ".join(page.extract_text() for page in PdfReader(str(download.value.path())).pages)
    assert "I like the kitchen course." in said
    assert "Came to each class." in said


def administers(admin, day):
    """Everything is there, and people only to read."""
    admin.open("/admin/").sees("Administration")
    places = "auditevent user job person".split()
    paths = [f"justice_portal/{place}" for place in places]
    paths += ["learning/course", "learning/courseprogress", "rehab/plan", "mentoring/match", "reporting/progressreport"]
    for path in paths:
        assert admin.page.goto(f"{admin.site}/admin/{path}/").status == 200, path


def test_the_persons_line_without_scripts(visitor, day):
    """The same pages on a tablet that runs no scripts."""
    person = visitor(scripts=False).tablet_door(day.someone.prison_number)
    person.page.get_by_role("heading", name="Where things are").wait_for()
    person.open("/learn/").follow("Food hygiene").click("Start this course")
    person.click("I have done this")
    writes_without_scripts(person)
    person.open("/plan/").click("Start my plan").follow("Health").follow("Add a goal")
    person.fill("What do you want to reach?", "See a dentist")
    person.page.get_by_label("In 6 months").check()
    person.click("Save")
    assert person.page.get_by_role("heading", name="See a dentist").count()


def writes_without_scripts(person):
    person.open("/messages/").page.locator(".jp-inbox a").first.click()
    person.fill("Your message", "Hello. How was your week?").click("Send")
    assert Message.objects.get().status == "passed"
