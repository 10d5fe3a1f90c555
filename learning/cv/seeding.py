"""The CV of the demo's two people: half written in prison, done on licence."""

import random
from datetime import timedelta

from justice_portal.access import Role
from justice_portal.seeding import SeedEstate, seeder
from learning.cv.models import CV, CVHelp, CVJob

#: What each wrote, and the work that they have done: what, for whom, when, what they did. The newest first.
CVS = {
    "person": (
        {
            "about": "I work hard and I like to learn. I am good in a busy kitchen and I get on with people.",
            "courses": ["food-hygiene"],
            "skills": ["food", "team", "time"],
            "version": 4,
        },
        [("Kitchen worker", "A large kitchen", "1 year", "I help to make lunch for 300 people each day.")],
    ),
    "licence_person": (
        {
            "about": "I am a careful worker. I turn up on time and I finish what I start.",
            "training": "CSCS card\nForklift licence",
            "skills": ["tools", "lift", "time", "drive"],
            "more_skills": "I can fix a bike",
            "phone": "07700 900461",
            "town": "Leeds",
            "version": 7,
        },
        [
            ("Warehouse worker", "Mill Lane Stores", "2 years", "I packed orders and drove a forklift."),
            ("Painter", "My own home and for friends", "Now and then", "I paint rooms and put up shelves."),
        ],
    ),
}


#: What the tutor wrote beside the person in prison: it waits for them.
BESIDE = {"skills": ["food", "team", "time", "listen"], "more_skills": "I can cook for 300 people"}


@seeder(order=124)
def help_with_cvs(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    tutors = estate.staff_of(Role.TUTOR, establishment=estate.demo.person.establishment) if estate.demo else []
    if estate.demo and tutors:
        me, at = estate.demo.person, estate.days_ago(2, 14)
        CVHelp.objects.create(
            id=estate.key(rng, at), person_id=me.id, part="skills", values=BESIDE, written_at=at,
            written_by_id=tutors[0].id, made_in_id=me.establishment,
        )  # fmt: skip


@seeder(order=121)
def cvs(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo. After the courses, since one of them stands on a CV."""
    if estate.demo is None:
        return
    for whose, (words, jobs) in CVS.items():
        person, at = getattr(estate.demo, whose), estate.days_ago(9, 15)
        cv = CV.objects.create(id=estate.key(rng, at), person_id=person.id, changed_at=at, **words)
        for nth, (what, where, when, did) in enumerate(jobs):
            added = at - timedelta(minutes=5 * nth)
            CVJob.objects.create(
                id=estate.key(rng, added), cv=cv, what=what, where=where, when=when, did=did, added_at=added
            )
