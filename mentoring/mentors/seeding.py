"""Files of the invented mentors: what was checked, who looks after them, what they did."""

from datetime import timedelta
from random import Random

from justice_portal import clock
from justice_portal.access import Role
from justice_portal.seeding import SeedEstate, seeder
from mentoring.mentors.applying.models import MentorApplication
from mentoring.mentors.file.figures import BOUNDARIES
from mentoring.mentors.file.models import MentorCheck, MentorHours, SupervisionTalk
from mentoring.mentors.models import Mentor

CHECK = ("id", "mentor_id", "kind", "is_good", "on", "version", "note", "at", "by_id")
HOURS = (
    "id",
    "mentor_id",
    "what",
    "done_on",
    "minutes",
    "pence",
    "cost_note",
    "cost",
    "added_at",
    "decided_at",
    "decided_by_id",
)
APPLICATION = (
    "id", "user_id", "establishment_id", "kind", "called", "languages", "helps_with", "interests", "free_times", "why",
    "referees", "applied_at",
)  # fmt: skip
WHYS = ("Someone listened to me when I came here.", "I can read well. I would like to help others to read.")
TALK = ("id", "mentor_id", "held_on", "words", "next_on", "at", "by_id")
CHECKS = (
    ("application", ""), ("reference", "Former employer"), ("reference", "Tutor at college"), ("training", ""),
    ("boundaries", ""),
)  # fmt: skip
TALKS = (
    "Goes well. Asked how to answer when the person is low: we went through it together.",
    "Messages are short now. Will ask about goals. Nothing that worries us.",
    "Wants to meet face to face before release. I ask the wing for a slot.",
)
#: The second mentor of the demo has still to read the boundaries: whoever plays him can agree.
STILL_TO_AGREE = "mentor2"


@seeder(order=145)
def applications(estate: SeedEstate, rng: Random) -> None:
    """Two people of the first demo prison would like to be mentors."""
    if estate.demo is None:
        return
    place, kept = estate.demo.ashcombe.pk, estate.demo.person.id
    there = [one for one in estate.people if one.establishment == place and one.user and one.id != kept]
    rows = []
    for person, why in zip(there[-2:], WHYS, strict=False):
        at = estate.days_ago(rng.randint(1, 12), 16)
        rows.append(
            (
                estate.key(rng, at), person.user, place, "peer", person.called, ["en"], ["talk", "read"], ["games"],
                ["evening"], why, "My tutor, and the wing officer.", at,
            )
        )  # fmt: skip
    estate.load(MentorApplication, APPLICATION, rows)


@seeder(order=142)
def files(estate: SeedEstate, rng: Random) -> None:
    """A file for each mentor of a prison that has a manager to look after them."""
    managers = {one.establishment: one.id for one in estate.staff_of(Role.MANAGER) if one.establishment}
    waits = estate.demo.staff[STILL_TO_AGREE].id if estate.demo else None
    mentors = list(Mentor.objects.filter(supervisor=None, establishment__in=managers).order_by("pk"))
    for mentor in mentors:
        mentor.supervisor_id = managers[mentor.establishment_id]
    Mentor.objects.bulk_update(mentors, ["supervisor"], batch_size=2000)
    checks, hours, talks = [], [], []
    for mentor in mentors:
        by, since = mentor.supervisor_id, estate.days_ago(rng.randint(120, 500))
        for kind, note in CHECKS:
            if kind == "boundaries" and mentor.user_id == waits:
                continue
            own, version = (mentor.user_id, BOUNDARIES) if kind == "boundaries" else (by, 0)
            checks.append((estate.key(rng, since), mentor.pk, kind, True, since.date(), version, note, since, own))
        for nth in range(rng.randint(1, 5)):
            at = estate.days_ago(rng.randint(1, 50), 12)
            asks = nth == 0
            hours.append(
                (
                    estate.key(rng, at), mentor.pk, "travel" if asks else rng.choice(["meeting", "writing"]), at.date(),
                    rng.choice([30, 45, 60, 90]), 460 if asks else 0, "Bus to the prison and back" if asks else "",
                    "asked" if asks else "none", at, None, None,
                )
            )  # fmt: skip
        at = estate.days_ago(rng.randint(5, 55), 15)
        next_on = clock.today() + timedelta(days=rng.randint(3, 40))
        talks.append((estate.key(rng, at), mentor.pk, at.date(), rng.choice(TALKS), next_on, at, by))
    estate.load(MentorCheck, CHECK, checks)
    estate.load(MentorHours, HOURS, hours)
    estate.load(SupervisionTalk, TALK, talks)
