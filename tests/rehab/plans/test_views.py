"""The pages of a plan, as the person and as staff see them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import escape

from justice_portal import clock
from rehab.models import Goal, Plan, Step
from rehab.plans import actions


@pytest.fixture
def plan(world):
    return actions.open_plan(world.someone, by=world.pom)


@pytest.fixture
def goal(world, plan):
    return actions.add_goal(
        plan, key=uuid4(), pathway="work", title="Find a job", due_on=clock.today(), by=world.key_worker
    )


def form(**changed):
    return {"key": str(uuid4()), "title": "See a dentist", "target": "3", **changed}


def test_a_person_starts_a_plan_and_writes_a_goal_with_a_step(world, browse):
    mine = browse(world.person)
    assert "Start my plan" in mine.get(reverse("plans:mine")).content.decode()
    mine.post(reverse("plans:mine"))
    plan = Plan.objects.get()
    assert mine.get(reverse("plans:mine")).headers["Location"] == plan.get_absolute_url()
    answer = mine.post(reverse("plans:goal-add", args=[plan.pk, "health"]), form())
    goal = Goal.objects.get()
    assert answer.headers["Location"] == goal.get_absolute_url()
    mine.post(
        reverse("plans:step-add", args=[goal.pk]), {"key": str(uuid4()), "title": "Ask for a form", "turn": "person"}
    )
    page = mine.get(goal.get_absolute_url()).content.decode()
    assert "Ask for a form" in page
    assert f"{world.person.name} wrote this" in page
    assert "See a dentist" in mine.get(reverse("plans:pathway", args=[plan.pk, "health"])).content.decode()
    assert "Ask for a form" in mine.get(plan.get_absolute_url()).content.decode()


def test_each_line_shows_who_wrote_it(world, browse, goal):
    page = browse(world.person).get(goal.get_absolute_url()).content.decode()
    assert f"{escape(world.key_worker.name)} wrote this" in page


def test_the_same_goal_sent_twice_is_one_goal(world, browse, plan):
    data, client = form(), browse(world.pom)
    for _ in range(2):
        client.post(reverse("plans:goal-add", args=[plan.pk, "health"]), data)
    assert plan.goals.count() == 1


BAD_GOALS = {
    "no title": ({"title": ""}, "Fill in"),
    "too long": ({"title": "x" * 141}, "140"),
    "no target": ({"target": ""}, "By when?"),
    "an unknown target": ({"target": "99"}, "By when?"),
    "no date": ({"target": "date"}, "day, the month and the year"),
    "an impossible date": (
        {"target": "date", "due_on_day": "31", "due_on_month": "2", "due_on_year": "2027"}, "real date",
    ),
    "a date in the past": (
        {"target": "date", "due_on_day": "1", "due_on_month": "1", "due_on_year": "2020"}, "today or later",
    ),
    "hidden characters": ({"title": "See a den\u200btist"}, "hidden"),
    "a key that is none": ({"key": "1; DROP TABLE"}, "send it again"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD_GOALS)
def test_bad_input_changes_nothing_and_keeps_what_was_typed(world, browse, plan, fault):
    changed, said = BAD_GOALS[fault]
    data = form(**changed)
    answer = browse(world.person).post(reverse("plans:goal-add", args=[plan.pk, "health"]), data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert "There is a problem" in page
    assert escape(data["title"]) in page
    assert not plan.goals.exists()


def test_two_people_editing_see_each_others_words(world, browse, goal):
    url = reverse("plans:goal-edit", args=[goal.pk])
    data = {"key": str(uuid4()), "target": "12", "version": "1"}
    browse(world.key_worker).post(url, {**data, "title": "Find work in a kitchen"})
    answer = browse(world.person).post(url, {**data, "title": "Find work outdoors"})
    page = answer.content.decode()
    assert "Find work in a kitchen" in page
    assert "Find work outdoors" in page
    assert Goal.objects.get().title == "Find work in a kitchen"
    browse(world.person).post(url, {**data, "title": "Find work outdoors", "version": "2"})
    assert Goal.objects.get().title == "Find work outdoors"


def test_steps_move_and_finish_by_a_post_each(world, browse, goal):
    steps = [actions.add_step(goal, key=uuid4(), title=word, turn="person", by=world.pom) for word in ("One", "Two")]
    client = browse(world.person)
    client.post(reverse("plans:step-move", args=[steps[1].pk, "up"]))
    client.post(reverse("plans:step-state", args=[steps[0].pk, "complete"]))
    assert [(step.title, step.status) for step in Step.objects.all()] == [("Two", "not_started"), ("One", "complete")]
    assert client.get(reverse("plans:step-move", args=[steps[1].pk, "up"])).status_code == 405
    assert client.post(reverse("plans:step-state", args=[steps[1].pk, "won"])).status_code == 404


def test_end_a_goal_and_open_it_again(world, browse, goal):
    client = browse(world.person)
    refused = client.post(reverse("plans:goal-end", args=[goal.pk]), {"status": "archived", "reason": ""})
    assert "Say why" in refused.content.decode()
    client.post(reverse("plans:goal-end", args=[goal.pk]), {"status": "archived", "reason": "Not now"})
    assert "Not now" in client.get(goal.get_absolute_url()).content.decode()
    client.post(reverse("plans:goal-reopen", args=[goal.pk]))
    assert Goal.objects.get().status == "active"


def test_the_pathway_keeps_its_status(world, browse, plan):
    url = reverse("plans:pathway", args=[plan.pk, "finance"])
    browse(world.com).post(url, {"status": "support_required"})
    assert "Support required" in browse(world.com).get(url).content.decode()
    for address in (url, plan.get_absolute_url()):
        own = browse(world.person).get(address).content.decode()
        assert "I need help with this" in own
        assert "Support required" not in own
    bad = browse(world.com).post(url, {"status": "won"})
    assert "There is a problem" in bad.content.decode()


def test_plan_pages_cost_the_same_for_any_length(world, browse, plan, same_queries):
    def add_goal():
        goal = actions.add_goal(plan, key=uuid4(), pathway="health", title="Goal", due_on=clock.today(), by=world.pom)
        actions.add_step(goal, key=uuid4(), title="Step", turn="staff", by=world.com)

    assert same_queries(browse(world.pom), plan.get_absolute_url(), add_row=add_goal) <= 16
    same_queries(browse(world.pom), reverse("plans:pathway", args=[plan.pk, "health"]), add_row=add_goal)


def test_goal_page_costs_the_same_for_any_length(world, browse, goal, same_queries):
    def add_step():
        actions.add_step(goal, key=uuid4(), title="Step", turn="staff", by=world.com)

    same_queries(browse(world.person), goal.get_absolute_url(), add_row=add_step)


def test_home_offers_the_next_step(world, browse, goal):
    actions.add_step(goal, key=uuid4(), title="Write a CV", turn="person", by=world.pom)
    page = browse(world.person).get("/").content.decode()
    assert "Write a CV" in page
    assert "1 step for you" in page


def test_a_workers_first_page_about_a_person_shows_how_the_plan_stands(world, browse, plan, goal):
    overview = plan.person.get_absolute_url()
    actions.add_step(goal, key=uuid4(), title="Ask for a form", turn="person", by=world.key_worker)
    page = browse(world.key_worker).get(overview).content.decode()
    assert "1 open goal." in page
    assert "Ask for a form" in page
    assert "overdue" not in page
    Goal.objects.update(due_on=clock.today() - timedelta(days=1))
    assert "1 overdue" in browse(world.key_worker).get(overview).content.decode()
    Plan.objects.update(closed_at=clock.now())
    assert "No plan is open." in browse(world.key_worker).get(overview).content.decode()


def test_t89_a_step_that_someone_else_changed_shows_both_and_saving_is_a_choice(world, browse, goal):
    step = actions.add_step(goal, key=uuid4(), title="Write a CV", turn="person", by=world.pom)
    actions.set_step(step, status="active", by=world.person)
    url, client = reverse("plans:step-state", args=[step.pk, "complete"]), browse(world.pom)
    stale = client.post(url, {"was": "not_started"})
    assert stale.status_code == 409
    said = stale.content.decode()
    assert all(words in said for words in ("Started", "Done", world.person.name, 'name="was" value="active"'))
    step.refresh_from_db()
    assert step.status == "active"
    assert client.post(url, {"was": "active"}).status_code == 302
    assert client.post(url, {"was": "not_started"}).status_code == 302, "the same wish twice is one"
    step.refresh_from_db()
    assert (step.status, step.changed_by) == ("complete", world.pom)


def test_t89_a_pathway_that_someone_else_set_shows_both_and_saving_is_a_choice(world, browse, plan):
    actions.set_pathway(plan, pathway="health", status="done", by=world.person)
    url, client = reverse("plans:pathway", args=[plan.pk, "health"]), browse(world.pom)
    stale = client.post(url, {"status": "support_required", "was": "not_started"}).content.decode()
    assert "What it says now" in stale
    assert world.person.name in stale
    assert plan.pathways.get(pathway="health").status == "done"
    assert 'name="was" value="done"' in stale
    assert client.post(url, {"status": "support_required", "was": "done"}).status_code == 302
    assert plan.pathways.get(pathway="health").status == "support_required"
