"""What the clock starts for this room."""

from datetime import timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.jobs.schedules import nightly
from mentoring.drift.actions import look_at_match
from mentoring.drift.figures import looker
from mentoring.drift.models import DriftRule
from mentoring.matching.models import Match
from mentoring.screening.rulebook import rules_in_force

#: A night that was missed is made up for.
BACK = timedelta(days=3)


@nightly(at="05:20", seconds=1800)
def look_for_drift() -> None:
    """Each running match in which somebody wrote since the last nights, by itself."""
    rules = {rule.kind: rule for rule in DriftRule.objects.filter(is_active=True)}
    if not rules:
        return
    look = looker(rules.values(), rules_in_force())
    wrote = Match.objects.filter(thread__messages__sent_at__gte=clock.now() - BACK).distinct()
    for match in wrote.select_related("mentor__mentor__supervisor").iterator(chunk_size=500):
        look_at_match(match, rules=rules, look=look, by=SYSTEM)
