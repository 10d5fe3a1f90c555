"""Rows for the access matrix, with jobs in each state for the pages of the person."""

from rehab.models import Induction, JobGoal, Occupation, SkillRating
from tests.rehab.plans.rows import made_in


def rows(world, state, person):
    about = {"person": person, "made_in": made_in(world, state)}
    for code, status in (("5434", "reached"), ("8211", "put_away"), ("5313", "active")):
        occupation, _made = Occupation.objects.get_or_create(code=code, defaults={"title": f"Work of kind {code}"})
        job = JobGoal.objects.create(occupation=occupation, status=status, added_by=world.pom, **about)
    for level, skill in enumerate(SkillRating.Skill.values[:4], start=1):
        SkillRating.objects.create(skill=skill, level=level, evidence="words", added_by=world.pom, **about)
    Induction.objects.create(
        hopes_to_work="yes",
        has_worked="no",
        level="2",
        wants=["driving"],
        added_by=world.pom,
        changed_by=world.pom,
        **about,
    )
    return {"job_goal": job, "job_status": "active", "skill": "teamwork"}
