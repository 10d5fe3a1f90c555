"""The tab of learning and work, and its part of the timeline."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.people import tabs, timeline
from justice_portal.people.models import Person
from rehab.working.models import Induction, JobGoal, SkillRating


def past(user: Any, person: Person, before: datetime, most: int) -> list[timeline.Event]:
    """Skills, jobs, and the induction. Three queries."""
    ratings = SkillRating.objects.visible_to(user).filter(person=person, added_at__lt=before).select_related("added_by")
    events = [
        timeline.Event(
            one.added_at,
            f"{one.get_skill_display()}: {one.get_level_display()}",
            one.evidence,
            one.added_by.name,
            icon="work",
        )
        for one in ratings[:most]
    ]
    jobs = JobGoal.objects.visible_to(user).filter(person=person, added_at__lt=before).order_by("-added_at")
    events += [
        timeline.Event(
            one.added_at, _("New job to aim for"), one.occupation.title, one.added_by.name, icon="flag", language="en"
        )
        for one in jobs.select_related("occupation", "added_by")[:most]
    ]
    first = (
        Induction.objects.visible_to(user).filter(person=person, added_at__lt=before).select_related("added_by").first()
    )
    if first:
        events.append(timeline.Event(first.added_at, _("First talk about work"), "", first.added_by.name, icon="work"))
    return events


timeline.register("working", past, Permission.PLAN_VIEW)
tabs.register(gettext_lazy("Work"), "working:for-person", Permission.PLAN_VIEW, order=25)
