"""What the demo's person said about work: the first talk, how sure they are of some skills, the jobs they aim for."""

import random

from justice_portal.seeding import SeedEstate, seeder
from rehab.working.models import Induction, JobGoal, Occupation, SkillRating

Skill, Work, Hoping = SkillRating.Skill, Induction.Work, Induction.Hoping
#: Skill, how sure, what shows it, how many days ago.
SKILLS = [
    (Skill.TIMEKEEPING, 2, "I was late for class twice.", 150),
    (Skill.TIMEKEEPING, 3, "I was on time for class all month.", 30),
    (Skill.TEAMWORK, 3, "I work with four others in the kitchen.", 30),
    (Skill.COMMUNICATION, 2, "I find it hard to talk in a group.", 30),
    (Skill.RELIABILITY, 4, "The kitchen trusts me with the keys to the store.", 12),
]
JOBS = ("Kitchen and catering assistants", "Chefs", "Cooks")


@seeder(order=118)
def working(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    jay = estate.demo.person if estate.demo else None
    if jay is None or jay.user is None:
        return
    begun = estate.days_ago(220, 10)
    Induction.objects.create(
        id=estate.key(rng, begun), person_id=jay.id, hopes_to_work=Hoping.YES, has_worked=Hoping.YES,
        level=Induction.Level.ENTRY, done_before=[Work.CONSTRUCTION], wants=[Work.HOSPITALITY, Work.WAREHOUSING],
        barriers=[Induction.Barrier.CONFIDENCE], words="I like to cook.", added_at=begun, added_by_id=jay.pom or jay.user,
        changed_at=begun, changed_by_id=jay.pom or jay.user, made_in_id=jay.establishment,
    )  # fmt: skip
    for skill, level, evidence, ago in SKILLS:
        at = estate.days_ago(ago, 15)
        SkillRating.objects.create(
            id=estate.key(rng, at), person_id=jay.id, skill=skill, level=level, evidence=evidence, added_at=at,
            added_by_id=jay.user, made_in_id=jay.establishment,
        )  # fmt: skip
    for occupation in Occupation.objects.filter(title__in=JOBS, is_current=True):
        at = estate.days_ago(30, 15)
        JobGoal.objects.create(
            id=estate.key(rng, at), person_id=jay.id, occupation=occupation, added_at=at, added_by_id=jay.user,
            made_in_id=jay.establishment,
        )  # fmt: skip
