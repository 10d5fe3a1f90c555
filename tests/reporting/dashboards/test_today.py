"""What needs me today: each rule with a person of its own, in the order of need, within the reader's reach."""

import re
from datetime import datetime

import time_machine
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.people.models import Allocation
from learning.models import CourseProgress
from reporting.models import Account
from tests.factories import PersonFactory, allocate
from tests.learning.content import finish_lessons, make_course, start
from tests.learning.pages import words
from tests.reporting.dashboards import cases

URL = reverse("dashboards:today")


def test_a_calm_day_says_so_and_leads_on(world, worker, calm):
    page = worker.get(URL)
    assert "Nothing needs you today" in words(page)
    assert reverse("dashboards:caseload") in page.content.decode()
    assert "No contact for 14 days" in words(page)  # said to have been looked at


def test_staff_come_here_from_home(worker, calm):
    assert worker.get("/").headers["Location"] == URL


def test_someone_who_does_not_feel_safe_is_first_until_somebody_looks(world, worker, calm):
    cases.goal(world, calm, due_in=-3)
    told = cases.problem(world.someone, "unsafe", told_at=cases.ago(minutes=40))
    page = worker.get(URL)
    assert "40\xa0minutes ago" in cases.section(page, "unsafe")
    assert reverse("problems:problem", args=[told.pk]) in cases.section(page, "unsafe")
    assert re.findall(r'<section class="[^"]*" aria-labelledby="([a-z-]+)"', page.content.decode()) == [
        "unsafe",
        "goal-overdue",
    ]
    told.__class__.objects.filter(pk=told.pk).update(status="looking", taken_by=world.pom, taken_at=clock.now())
    page = worker.get(URL)
    assert not cases.section(page, "unsafe")
    assert "I do not feel safe" in cases.section(page, "problem")


def test_a_problem_waits_with_its_time_until_it_is_answered(world, worker, calm):
    told = cases.problem(world.someone, told_at=cases.ago(days=3))
    told_by_me = cases.problem(None, told_by=world.key_worker, place=world.here)
    assert "3 days" in cases.section(worker.get(URL), "problem")
    assert str(told_by_me.pk) not in worker.get(URL).content.decode()
    told.__class__.objects.filter(pk=told.pk).update(status="answered")
    assert not cases.section(worker.get(URL), "problem")


def test_a_problem_about_a_place_names_nobody(world, browse, calm):
    cases.problem(None, "treated_badly", told_by=world.person, place=world.here)
    shown = cases.section(browse(world.manager).get(URL), "problem")
    assert "Someone treated me badly" in shown
    assert "Someone <span" in shown
    assert world.someone.prison_number not in shown


def test_a_report_waits_for_the_words_of_staff(world, worker, calm):
    report = cases.report(world.someone, asked_by=world.person, asked_at=cases.ago(days=2))
    Account.objects.create(report=report, side="person", text="Mine", written_by=world.person)
    shown = cases.section(worker.get(URL), "report")
    assert reverse("reports:words", args=[report.pk]) in shown
    assert "2 days" in shown
    Account.objects.create(report=report, side="staff", text="Ours", written_by=world.key_worker)
    assert not cases.section(worker.get(URL), "report")


def test_goals_overdue_and_due_soon_are_told_by_the_date_in_london(world, worker, calm):
    late = cases.goal(world, calm, due_in=-3, title="Find a flat")
    cases.goal(world, calm, due_in=0, title="Ring the bank")
    cases.goal(world, calm, due_in=7, title="Write a letter")
    cases.goal(world, calm, due_in=8, title="Not yet")
    cases.goal(world, calm, due_in=-9, title="Reached", status="completed")
    page = worker.get(URL)
    overdue, soon = cases.section(page, "goal-overdue"), cases.section(page, "goal-soon")
    assert "Find a flat" in overdue
    assert "3 days late" in overdue
    assert reverse("plans:goal", args=[late.pk]) in overdue
    assert soon.index("Ring the bank") < soon.index("Write a letter")
    assert "Due today" in soon
    assert "Due in 7 days" in soon
    assert "Not yet" not in page.content.decode()
    assert "Reached</a>" not in page.content.decode()


def test_the_day_turns_at_midnight_in_london_also_in_summer(world, browse, calm):
    due = datetime(2027, 7, 1, 22, 30, tzinfo=clock.LONDON)
    with time_machine.travel(due, tick=False):
        cases.contact(world, world.someone)
        cases.goal(world, calm, due_in=0, title="Find a flat")
        assert "Due today" in cases.section(browse(world.key_worker).get(URL), "goal-soon")
    with time_machine.travel(due.replace(day=2, hour=0, minute=10), tick=False):
        assert "1 day late" in cases.section(browse(world.key_worker).get(URL), "goal-overdue")


def test_goals_of_a_closed_plan_need_nobody(world, worker, calm):
    cases.goal(world, calm, due_in=-3)
    calm.__class__.objects.filter(pk=calm.pk).update(closed_at=clock.now())
    cases.plan_of(world, world.someone)
    assert not cases.section(worker.get(URL), "goal-overdue")


def test_a_step_is_for_staff_once_it_is_next(world, worker, calm):
    goal = cases.goal(world, calm, due_in=20)
    first = cases.step(world, goal, 1, turn="person", title="Fill in the form")
    cases.step(world, goal, 2, title="Send it")
    cases.step(world, goal, 3, title="Ring them up")
    assert not cases.section(worker.get(URL), "step")
    first.__class__.objects.filter(pk=first.pk).update(status="complete")
    shown = cases.section(worker.get(URL), "step")
    assert "Send it" in shown
    assert "Ring them up" not in shown
    assert "Due in 20 days" in shown


def test_nobody_met_them_for_14_days(world, worker, calm):
    alone = cases.one_more(world, family_name="Alone", days_here=100)
    cases.plan_of(world, alone)
    cases.contact(world, alone, days_ago=14)
    seen = cases.one_more(world, family_name="Seen")
    cases.plan_of(world, seen)
    cases.contact(world, seen, days_ago=13)
    new = cases.one_more(world, family_name="Newcomer", days_here=13)
    cases.plan_of(world, new)
    shown = cases.section(worker.get(URL), "no-contact")
    assert "Alone" in shown
    assert "14 days" in shown
    assert "Seen" not in shown
    assert "Newcomer" not in shown


def test_the_days_alone_count_from_arrival_not_from_a_contact_before_it(world, worker, calm):
    person = cases.one_more(world, days_here=20)
    cases.plan_of(world, person)
    cases.contact(world, person, days_ago=50)
    shown = cases.section(worker.get(URL), "no-contact")
    assert "20 days" in shown
    assert "No contact since they came" in shown


def test_calls_and_letters_do_not_take_the_place_of_people(world, worker, calm):
    def somebody(name, days_here=100, met=None, purpose="key_work", kind="face_to_face"):
        person = cases.one_more(world, family_name=name, days_here=days_here)
        cases.plan_of(world, person)
        cases.contact(world, person, days_ago=2)
        if met is not None:
            cases.contact(world, person, days_ago=met, kind=kind, purpose=purpose)

    somebody("Oncall", met=21)
    somebody("Onvideo", met=5, kind="video")
    somebody("Inpassing", met=5, purpose="contact")
    somebody("Satdown", met=20)
    somebody("Newcomer", days_here=20)
    shown = cases.section(worker.get(URL), "nobody-met")
    assert all(name in shown for name in ("Oncall", "Onvideo", "Inpassing"))
    assert "Satdown" not in shown
    assert "Newcomer" not in shown
    assert "No key work face to face since then" in shown
    listed = words(worker.get(reverse("dashboards:caseload"), {"show": "nobody-met"}))
    assert "Oncall" in listed
    assert "Satdown" not in listed


def test_no_plan_ten_days_after_reception(world, worker, calm):
    cases.contact(world, cases.one_more(world, family_name="Waits", days_here=10))
    cases.contact(world, cases.one_more(world, family_name="Newcomer", days_here=9))
    shown = cases.section(worker.get(URL), "no-plan")
    assert "Waits" in shown
    assert "Newcomer" not in shown


def test_nobody_allocated_is_for_the_manager_who_gives(world, browse, calm):
    left = PersonFactory(establishment=world.here, family_name="Left")
    cases.came(left, 1)
    half = PersonFactory(establishment=world.here, family_name="Half")
    allocate(half, world.key_worker, "key_worker", at=world.here)
    ended = allocate(half, world.pom, "pom", at=world.here)
    Allocation.objects.filter(pk=ended.pk).update(ended_at=clock.now())
    elsewhere = PersonFactory(establishment=world.there, family_name="Other")
    shown = cases.section(browse(world.manager).get(URL), "nobody-allocated")
    assert "No key worker and no POM" in shown
    assert re.search(r"Half.*No POM</a>", shown, re.DOTALL)
    assert elsewhere.family_name not in shown
    assert not cases.section(browse(world.key_worker).get(URL), "nobody-allocated")
    assert "Other" in cases.section(browse(world.manager_elsewhere).get(URL), "nobody-allocated")


def test_alerts_that_start_and_that_ended(world, browse, calm):
    cases.alert(world.someone, "Starts")
    cases.alert(world.someone, "Was before", starts_on=cases.in_days(-9))
    cases.alert(world.someone, "Last day", starts_on=cases.in_days(-9), ends_on=cases.in_days(-1))
    cases.alert(world.someone, "Ended now", starts_on=cases.in_days(-9), ended_at=clock.now())
    cases.alert(world.someone, "Ended then", starts_on=cases.in_days(-9), ended_at=cases.ago(days=2))
    page = browse(world.safer_custody).get(URL)
    started, ended = cases.section(page, "alert-started"), cases.section(page, "alert-ended")
    assert "Starts</a>" in started
    assert "Was before" not in started
    assert "Last day" in ended
    assert "Ended now" in ended
    assert "Ended then" not in ended


def test_a_course_gone_quiet_is_for_the_tutor(world, browse, calm):
    enrolment = start(world.someone, make_course(title="Halves"))
    finish_lessons(enrolment, count=1)
    tutor = browse(world.tutor)
    assert not cases.section(tutor.get(URL), "quiet")
    CourseProgress.objects.filter(person=world.someone).update(last_at=cases.ago(days=29))
    assert "Halves" in cases.section(tutor.get(URL), "quiet")
    assert "29 days" in cases.section(tutor.get(URL), "quiet")


def test_a_rule_shows_five_counts_all_and_leads_to_them(world, worker, calm):
    for days in range(20, 28):
        person = cases.one_more(world, family_name=f"Alone{days}", days_here=days)
        cases.plan_of(world, person)
    shown = cases.section(worker.get(URL), "no-contact")
    assert re.findall(r"Alone\d+", shown) == ["Alone27", "Alone26", "Alone25", "Alone24", "Alone23"]
    assert "And 3 more" in shown
    href = re.search(r'href="(/caseload/[^"]+)"', shown).group(1)
    assert "1 to 8 of 8" in words(worker.get(href))


def test_today_costs_the_same_for_many(world, worker, calm, same_queries):
    def add_row():
        person = cases.one_more(world)
        cases.everything(world, person, cases.plan_of(world, person))

    assert same_queries(worker, URL, add_row=add_row) < 40


def test_what_was_looked_at_is_recorded_with_everyone_on_it(world, worker, calm):
    cases.goal(world, calm, due_in=-1)
    worker.get(URL)
    event = AuditEvent.objects.get(event="dashboards.today_viewed")
    assert event.subjects == [world.someone.pk]
    assert event.facts == {"counts": {"goal-overdue": 1}}


def test_pictures_say_the_same_figures_in_a_table(world, browse, calm):
    cases.goal(world, calm, due_in=-1, pathway="work")
    cases.goal(world, calm, due_in=9, pathway="work")
    cases.goal(world, calm, due_in=9, pathway="work", status="completed")
    finish_lessons(start(world.someone, make_course(lessons=3)), count=2)
    page = browse(world.key_worker).get(URL)
    said = words(page)
    assert "Education, skills and work 2 1 1" in said
    assert "Health 0 0 0" in said
    assert "This week 2 1" in said
    assert said.count("See the numbers") == 2
    assert 'role="img"' in page.content.decode()
