"""The plan on paper: the goals with their steps to tick, room for a new step, and for new goals."""

from typing import Any
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.people.models import Person
from justice_portal.rights.keeping import in_months
from justice_portal.sheets.kinds import Offer, SheetKind, form, register
from justice_portal.sheets.models import Sheet
from justice_portal.sheets.questions import asked
from rehab.care.pathways import Pathway
from rehab.plans import actions
from rehab.plans.models import Goal, Plan, Step

#: So many goals are printed, and so many new ones can be written.
MOST_GOALS, NEW_GOALS, NEW_STEPS = 12, 2, 2
MONTHS = [choice for choice in Goal.Target.choices if choice[0] != Goal.Target.DATE]


def offers(_user: Any, _person: Person) -> list[Offer]:
    return [Offer("", _("My plan"))]


def for_many(_user: Any, _places: Any) -> list[Offer]:
    return [Offer("", _("My plan"))]


def paper(person: Person, _about: str) -> dict[str, Any]:
    """`goals`: the keys of the goals on it, in the order of the page."""
    plan = Plan.objects.open().filter(person=person).first()
    goals = list(plan.goals.active().prefetch_related("steps")[:MOST_GOALS]) if plan else []
    questions = [question for nth, goal in enumerate(goals, start=1) for question in _of_goal(nth, goal)]
    for nth in range(1, NEW_GOALS + 1):
        questions += _new_goal(nth)
    return form(
        gettext_lazy("My plan"),
        questions,
        intro=gettext_lazy("What do you want to reach? Tick what is done. Write down what is new."),
        goals=[str(goal.pk) for goal in goals],
    )


def _of_goal(nth: int, goal: Goal) -> list[dict[str, Any]]:
    section = (goal.title, goal.title)
    steps = [(step.pk, (step.title, step.title)) for step in goal.steps.all() if step.status != Step.Status.COMPLETE]
    ticks = []
    if steps:
        label, hint = gettext_lazy("Which steps are done?"), gettext_lazy("Tick each step that is done now.")
        ticks = [asked(f"goal{nth}_done", "many", label, hint=hint, section=section, choices=steps)]
    more = asked(f"goal{nth}_step", "text", gettext_lazy("Is there a new step to take?"), section=section)
    return [*ticks, more]


def _new_goal(nth: int) -> list[dict[str, Any]]:
    start, section = f"new{nth}_", gettext_lazy("A new goal") if nth == 1 else gettext_lazy("One more new goal")
    steps = [
        asked(f"{start}step{one}", "text", gettext_lazy("A step to get there"), section=section)
        for one in range(1, NEW_STEPS + 1)
    ]
    example = gettext_lazy("Write it in your own words. Say one thing. For example: Find a place to live.")
    return [
        asked(f"{start}title", "text", gettext_lazy("What do you want to reach?"), hint=example, section=section),
        asked(
            f"{start}pathway", "choice", gettext_lazy("What is it about?"), section=section, choices=Pathway.choices
        ),
        asked(f"{start}target", "choice", gettext_lazy("By when?"), section=section, choices=MONTHS),
        *steps,
    ]  # fmt: skip


def check(_made: dict[str, Any], answers: dict[str, Any]) -> dict[str, str]:
    """A new goal needs its words, what it is about, and by when. Ask the person where one is missing."""
    wrong = {}
    for nth in range(1, NEW_GOALS + 1):
        start = f"new{nth}_"
        if any(name.startswith(start) for name in answers):
            for name in ("title", "pathway", "target"):
                if start + name not in answers:
                    wrong[start + name] = _("A new goal needs this. Ask the person, then type it.")
    return wrong


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    """Ticks, new steps and new goals add to what is there: nothing on the paper undoes what happened since."""
    del choice
    plan = actions.open_plan(sheet.person, by=by)
    return [*_old_goals(sheet, plan, answers, by), *_new_goals(sheet, plan, answers, by)]


def _old_goals(sheet: Sheet, plan: Plan, answers: dict[str, Any], by: Any) -> list[UUID]:
    made = []
    for nth, key in enumerate(sheet.form.get("goals", []), start=1):
        goal = Goal.objects.filter(plan__person=plan.person_id, pk=key).select_related("plan__person").first()
        if goal is None:
            continue
        for step in Step.objects.filter(goal=goal, pk__in=answers.get(f"goal{nth}_done", [])):
            actions.set_step(step, status=Step.Status.COMPLETE, by=by)
            made.append(step.pk)
        made += _steps(sheet, goal, {f"goal{nth}_step": answers.get(f"goal{nth}_step", "")}, by)
    return made


def _new_goals(sheet: Sheet, plan: Plan, answers: dict[str, Any], by: Any) -> list[UUID]:
    made = []
    for nth in range(1, NEW_GOALS + 1):
        start = f"new{nth}_"
        if not answers.get(f"{start}title"):
            continue
        goal = actions.add_goal(
            plan,
            key=uuid5(sheet.pk, start),
            pathway=answers[f"{start}pathway"],
            title=answers[f"{start}title"],
            due_on=in_months(clock.today(), int(answers[f"{start}target"])),
            by=by,
        )
        steps = {f"{start}step{one}": answers.get(f"{start}step{one}", "") for one in range(1, NEW_STEPS + 1)}
        made += [goal.pk, *_steps(sheet, goal, steps, by)]
    return made


def _steps(sheet: Sheet, goal: Goal, titles: dict[str, str], by: Any) -> list[UUID]:
    """New steps are the person's turn: they wrote them for themselves."""
    return [
        actions.add_step(goal, key=uuid5(sheet.pk, name), title=title, turn=Step.Turn.PERSON, by=by).pk
        for name, title in titles.items()
        if title
    ]


def leads_to(sheet: Sheet, own: bool) -> str:
    return reverse("plans:mine") if own else reverse("plans:for-person", args=[sheet.person_id])


register(
    SheetKind(
        code="plan",
        title=gettext_lazy("My plan"),
        icon="plan",
        needs=Permission.PLAN_EDIT,
        offers=offers,
        form=paper,
        save=save,
        check=check,
        for_many=for_many,
        leads_to=leads_to,
    )
)
