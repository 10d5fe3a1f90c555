"""The learning plan of the demo's person: agreed half a year ago in words of their own."""

import random

from justice_portal.access import Role
from justice_portal.seeding import SeedEstate, seeder
from learning.courses.models import Course
from learning.planning.models import LearningPlan, PlannedCourse

LINES = (
    ("food-hygiene", "You want to work in a kitchen. They ask for this first."),
    ("fractions-and-money", "You weigh and measure each day. You want to be sure of your own money too."),
    ("letter-or-email", "You want to ask for a job in your own words."),
)


@seeder(order=124)
def learning_plan(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    tutors = estate.staff_of(Role.TUTOR, establishment=estate.demo.person.establishment) if estate.demo else []
    if not estate.demo or not tutors:
        return
    me, at = estate.demo.person, estate.days_ago(50, 14)
    plan = LearningPlan.objects.create(
        id=estate.key(rng, at), person_id=me.id, written_at=at, written_by_id=tutors[0].id, made_in_id=me.establishment,
        agreed_version=1, agreed_at=estate.days_ago(49, 18),
    )  # fmt: skip
    courses = Course.objects.in_bulk([code for code, _why in LINES], field_name="code")
    for place, (code, why) in enumerate(LINES, 1):
        PlannedCourse.objects.create(id=estate.key(rng, at), plan=plan, course=courses[code], position=place, why=why)
