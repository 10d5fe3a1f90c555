"""The rules of drift, and in the demo what they put together of Jay's messages, for Grace's supervisor."""

from random import Random

from justice_portal.access import SYSTEM
from justice_portal.seeding import SeedEstate, seeder
from mentoring.drift.actions import load_first_drift_rules, look_at_match
from mentoring.drift.figures import looker
from mentoring.drift.models import DriftRule
from mentoring.matching.models import Match
from mentoring.mentors.models import Mentor
from mentoring.monitoring.models import ReadingAuthority
from mentoring.screening.rulebook import rules_in_force


@seeder(order=152)
def drift(estate: SeedEstate, rng: Random) -> None:
    load_first_drift_rules(DriftRule, by=SYSTEM)
    if estate.demo is None:
        return
    grace, dawn = estate.demo.staff["mentor"].id, estate.demo.staff["keyworker"].id
    Mentor.objects.filter(user=grace, supervisor=None).update(supervisor=dawn)
    ReadingAuthority.objects.get_or_create(
        holder_id=dawn,
        establishment_id=estate.demo.person.establishment,
        defaults={
            "why": "To look at messages that made a concern about boundaries.",
            "starts_on": estate.day(30),
            "until_on": estate.day(-60),
            "review_on": estate.day(-20),
            "given_by_id": estate.demo.staff["manager"].id,
        },
    )
    rules = {rule.kind: rule for rule in DriftRule.objects.filter(is_active=True)}
    look = looker(rules.values(), rules_in_force())
    for match in Match.objects.filter(person=estate.demo.person.id, mentor=grace):
        look_at_match(match, rules=rules, look=look, by=SYSTEM)
