"""The two pictures of Today: where people's goals are, and how learning went in the last weeks."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncWeek
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from justice_portal import charts, clock
from justice_portal.access import Permission, people_for
from learning.models import LearningFact
from learning.record_store.models import ObjectType, Verb
from rehab.care.pathways import FORMAL_NAMES, Pathway
from rehab.models import Goal

#: So many weeks are drawn; the last of them is this one, up to now.
WEEKS = 8
NO_GOALS = (0, 0, 0)


def pictures(reader: Any) -> list[charts.Chart]:
    """Those of what the reader's roles can see."""
    drawn = ((Permission.PLAN_VIEW, goals_by_pathway), (Permission.LEARNING_VIEW, lessons_by_week))
    return [draw(reader) for needs, draw in drawn if reader.holds(needs)]


def goals_by_pathway(reader: Any) -> charts.Chart:
    """Goals in open plans on each of the seven pathways: worked on, overdue among them, reached."""
    goals = Goal.objects.filter(plan__closed_at=None, plan__person__in=people_for(reader, Permission.PLAN_VIEW))
    active = Q(status=Goal.Status.ACTIVE)
    counted = (
        goals.order_by()
        .values_list("pathway")
        .annotate(
            active=Count("pk", filter=active),
            overdue=Count("pk", filter=active & Q(due_on__lt=clock.today())),
            reached=Count("pk", filter=Q(status=Goal.Status.COMPLETED)),
        )
    )
    found = {pathway: figures for pathway, *figures in counted}
    lines = [(str(FORMAL_NAMES[pathway]), found.get(pathway, NO_GOALS)) for pathway in Pathway]
    chart = charts.bar_chart(
        _("Goals that people work on, by pathway"), [(name, open_) for name, (open_, *_r) in lines]
    )
    return replace(
        chart,
        head=(_("Pathway"), _("Working on it"), _("Overdue"), _("Reached")),
        rows=tuple((name, *map(charts.say, figures)) for name, figures in lines),
    )


def lessons_by_week(reader: Any) -> charts.Chart:
    """Lessons finished in each of the last weeks, and by how many people."""
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    facts = LearningFact.objects.filter(
        person__in=people_for(reader, Permission.LEARNING_VIEW),
        happened_at__gte=datetime.combine(weeks[0], time.min, clock.LONDON),
        happened_at__lte=clock.now(),  # a tablet's clock may be fast
        verb=Verb.COMPLETED,
        object_type=ObjectType.LESSON,
    )
    counted = (
        facts.order_by()
        .annotate(week=TruncWeek("happened_at", tzinfo=clock.LONDON))
        .values_list("week")
        .annotate(lessons=Count("pk"), people=Count("person", distinct=True))
    )
    found = {week.date(): (lessons, people) for week, lessons, people in counted}
    figures = [found.get(week, (0, 0)) for week in weeks]
    labels = [date_format(week, "j M") for week in weeks[:-1]] + [_("This week")]
    lines = [
        charts.Series(_("Lessons"), [lessons for lessons, _people in figures]),
        charts.Series(_("People"), [people for _lessons, people in figures], dashed=True),
    ]
    return charts.line_chart(_("Lessons finished in the last 8 weeks"), labels, lines, of=_("Week from"))
