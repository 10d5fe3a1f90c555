"""Terms of courses in the demo: one that another comes before, one that is full, and a day to finish by that moved."""

import random

from justice_portal.seeding import SeedEstate, seeder
from learning.courses.models import Course, Enrolment
from learning.courses.terms import CourseNeeds, CoursePlaces, WaitingPlace
from learning.record_store.models import CourseProgress

FIRST = ("talking-about-a-conviction", "understanding-your-licence")
FULL = "letter-or-email"
DUE = "fractions-and-money"
#: Days that each has waited for the full course: the person of the demo last.
WAITED = (31, 18, 6)


@seeder(order=123)
def terms(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo, in the prison of the person whom the guide follows."""
    if estate.demo is None:
        return
    me, at = estate.demo.person, estate.days_ago(60, 10)
    courses = Course.objects.in_bulk([*FIRST, FULL, DUE], field_name="code")
    CourseNeeds.objects.create(id=estate.key(rng, at), course=courses[FIRST[0]], first=courses[FIRST[1]])
    on_it = CourseProgress.objects.live().filter(course=courses[FULL])
    here = on_it.filter(establishment=me.establishment, completed_at=None).count()
    CoursePlaces.objects.create(
        id=estate.key(rng, at), course=courses[FULL], establishment_id=me.establishment, places=max(1, here)
    )
    taken = set(on_it.values_list("person", flat=True)) | {me.id}
    free = [one for one in estate.people if one.establishment == me.establishment and one.id not in taken]
    for person, days in zip([*free[: len(WAITED) - 1], me], WAITED[-len(free[:2]) - 1 :], strict=False):
        asked_at = estate.days_ago(days, 11)
        WaitingPlace.objects.create(
            id=estate.key(rng, asked_at),
            person_id=person.id,
            course=courses[FULL],
            asked_at=asked_at,
            made_in_id=me.establishment,
        )
    Enrolment.objects.filter(person=me.id, course=courses[DUE]).update(due_on=estate.day(-12))
