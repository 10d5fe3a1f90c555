"""Invented check-ins of people on probation, some to read now."""

import random
from datetime import timedelta

from justice_portal.access import SYSTEM
from justice_portal.seeding import SeedEstate, seeder
from rehab.checkins.actions import GRACE, load_templates
from rehab.checkins.models import CheckIn, CheckInAnswer, CheckInPlan, PlannedQuestion, QuestionTemplate
from rehab.checkins.templates_file import OWN_FILE, read_templates

#: How somebody has been, what they want help with, whether they want a call, and what makes it urgent.
ANSWERS = [
    ("very_good", [], False, "", "nothing"), ("good", [], False, "", "nothing"), ("ok", ["work"], False, "", "support"),
    ("ok", [], True, "I start a new job on Monday.", "call"), ("not_good", ["money"], False, "", "not_good"),
    ("struggling", ["home", "mind"], True, "I may lose my room.", "struggling"),
]  # fmt: skip
ROW = ("id", "plan_id", "person_id", "due_on", "closes_on", "status", "created_at", "feeling", "support", "support_words",
       "wants_call", "submitted_at", "raised", "reviewed_at", "reviewed_by_id", "answer")  # fmt: skip


@seeder(order=114)
def check_ins(estate: SeedEstate, rng: random.Random) -> None:
    """Half of the people on probation check in; each has some behind them, and one to do or to read."""
    load_templates(QuestionTemplate, facts=read_templates(OWN_FILE.read_text()), by=SYSTEM)
    template = QuestionTemplate.objects.first()
    plans, questions, rows, answers = [], [], [], []
    for person in estate.people:
        is_guide = estate.demo is not None and person.id == estate.demo.person.id
        if person.place != "community" or not person.com or not person.user or (not is_guide and rng.random() < 0.5):
            continue
        weeks, plan = rng.choice([1, 2, 4, 8]), estate.key(rng)
        ago = 1 if is_guide else rng.randint(0, 6)
        next_on = estate.day(ago - weeks * 7)
        plans.append((plan, person.id, weeks, next_on, estate.days_ago(90), person.com))
        questions.append((estate.key(rng), plan, 1, template.pk, "your new job"))
        for nth in range(5):
            day = ago + nth * weeks * 7
            key, is_newest = estate.key(rng, estate.days_ago(day)), nth == 0
            rows.append(
                (
                    key,
                    plan,
                    person.id,
                    estate.day(day),
                    estate.day(day) + GRACE,
                    *_state(estate, rng, day, is_newest, person.com),
                )
            )
            question = (
                "How has your new job been going recently?",
                "Sut mae your new job wedi bod yn mynd yn ddiweddar?",
            )
            answers.append((estate.key(rng), key, 1, *question, "" if is_newest else "It is fine."))
    estate.load(CheckInPlan, ("id", "person_id", "weeks", "next_on", "set_at", "set_by_id"), plans)
    estate.load(PlannedQuestion, ("id", "plan_id", "position", "template_id", "thing"), questions)
    estate.load(CheckIn, ROW, rows)
    names = ("id", "check_in_id", "position", "question", "question_welsh", "words")
    estate.load(CheckInAnswer, names, answers)


def _state(estate: SeedEstate, rng: random.Random, day: int, is_newest: bool, officer: object) -> tuple[object, ...]:
    made = estate.days_ago(day, 9)
    if is_newest and day <= GRACE.days and rng.random() < 0.5:
        return ("created", made, "", [], "", None, None, "", None, None, "")
    if not is_newest and rng.random() < 0.1:
        return ("expired", made, "", [], "", None, None, "", None, None, "")
    feeling, support, call, words, raised = rng.choice(ANSWERS)
    sent = made + timedelta(hours=1)
    if is_newest:
        return ("submitted", made, feeling, support, words, call, sent, raised, None, None, "")
    read = sent + timedelta(days=1)
    return ("reviewed", made, feeling, support, words, call, sent, raised, read, officer, "Thank you. Talk soon.")
