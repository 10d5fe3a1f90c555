from datetime import datetime

import pytest
import time_machine

from justice_portal import clock
from justice_portal.people.models import Person
from learning.models import CourseProgress
from tests.learning.content import finish_lessons, make_course, start
from tests.reporting.dashboards import cases


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(datetime(2027, 3, 10, 12, tzinfo=clock.LONDON)):
        yield


@pytest.fixture
def worker(world, browse):
    return browse(world.key_worker)


@pytest.fixture
def manager(world, browse):
    return browse(world.manager)


@pytest.fixture
def busy(world):
    """The person with something in every column, and another with nothing in any."""
    Person.objects.filter(pk=world.someone.pk).update(family_name="Abel", given_name="Ann", cell=world.cell)
    plan = cases.plan_of(world, world.someone)
    cases.goal(world, plan, due_in=-3)
    cases.goal(world, plan, due_in=5)
    cases.goal(world, plan, due_in=-9, status="completed")
    cases.contact(world, world.someone, days_ago=20, by=world.pom)
    cases.contact(world, world.someone, days_ago=2)
    finish_lessons(start(world.someone, make_course(lessons=3)), count=1)
    start(world.someone, make_course("letters", lessons=4))
    CourseProgress.objects.filter(person=world.someone).update(last_at=cases.ago(days=5))
    return cases.one_more(world, family_name="Zed", given_name="Zoe")


@pytest.fixture
def calm(world):
    """Nothing is due for the person: a plan, a contact, and they came long ago."""
    cases.came(world.someone, 100)
    cases.contact(world, world.someone, kind="face_to_face", purpose="key_work")
    return cases.plan_of(world, world.someone)
