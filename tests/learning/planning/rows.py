"""Rows for the access matrix: a plan of one course."""

from learning.courses.models import Course
from learning.models import LearningPlan, PlannedCourse
from tests.learning.content import make_course


def rows(world, state, person):
    course = Course.objects.filter(code="planned").first() or make_course("planned")
    plan = LearningPlan.objects.create(person=person, written_by=world.tutor, words="I can do it.")
    PlannedCourse.objects.create(plan=plan, course=course, position=1, why="I can do it.")
    return {"learning_plan": plan}
