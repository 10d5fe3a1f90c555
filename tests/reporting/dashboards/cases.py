"""What the dashboards look at, made for tests."""

from datetime import timedelta
from html import unescape

from justice_portal import clock
from justice_portal.keys import uuid7
from justice_portal.people.models import Alert, AlertCode, Movement
from justice_portal.problems.models import Problem
from learning.models import CourseProgress
from rehab.models import Contact, Goal, Plan, Step
from reporting.models import ProgressReport
from tests.factories import PersonFactory, UserFactory, allocate
from tests.learning.content import make_course, start
from tests.learning.pages import rows


def in_days(days):
    return clock.today() + timedelta(days=days)


def ago(**time):
    return clock.now() - timedelta(**time)


def came(person, days_ago, at=None):
    """The person came to where they are so many days ago."""
    return Movement.objects.create(
        person=person, kind="reception", happened_at=ago(days=days_ago), to_establishment=at or person.establishment
    )


def one_more(world, *, days_here=100, **given):
    """Another person of the wing, with the same workers."""
    person = PersonFactory(establishment=world.here, wing=world.wing, delivery_unit=world.unit, **given)
    allocate(person, world.key_worker, "key_worker", at=world.here)
    allocate(person, world.pom, "pom", at=world.here)
    allocate(person, world.com, "com")
    came(person, days_here)
    return person


def plan_of(world, person):
    return Plan.objects.create(person=person, opened_by=world.pom, made_in=person.establishment)


def goal(world, plan, due_in=30, title="See a dentist", **given):
    return Goal.objects.create(
        plan=plan,
        pathway=given.pop("pathway", "health"),
        title=title,
        due_on=in_days(due_in),
        added_by=world.pom,
        **given,
    )


def step(world, goal, position=1, turn="staff", **given):
    return Step.objects.create(
        goal=goal, title=given.pop("title", "Send the form"), position=position, turn=turn, added_by=world.pom, **given
    )


def contact(world, person, days_ago=0, by=None, kind="phone", **given):
    return Contact.objects.create(
        person=person, kind=kind, happened_on=in_days(-days_ago), added_by=by or world.key_worker, **given
    )


def problem(person, kind="tablet", **given):
    user = given.pop("told_by", None) or person.user
    return Problem.objects.create(id=uuid7(), kind=kind, told_by=user, person=person, **given)


def alert(person, name="Take care", **given):
    code, _made = AlertCode.objects.get_or_create(
        code=name.upper()[:12], defaults={"type_code": "X", "type_name": "Security", "name": name}
    )
    return Alert.objects.create(person=person, code=code, **given)


def report(person, **given):
    return ProgressReport.objects.create(person=person, from_on=in_days(-90), to_on=in_days(0), **given)


def everything(world, person, plan):
    """Something of every rule about this person."""
    problem(person, "unsafe", told_by=UserFactory())
    problem(person, told_by=UserFactory())
    report(person)
    goal(world, plan, due_in=-1)
    step(world, goal(world, plan, due_in=2))
    alert(person, "Starts")
    alert(person, "Last day", starts_on=in_days(-9), ends_on=in_days(-1))
    start(person, make_course(code=f"c{person.prison_number.lower()}"))
    CourseProgress.objects.filter(person=person).update(last_at=ago(days=50))


def section(response, code):
    """What a rule says on the page, as the text between its heading and the next; empty when it is not there."""
    page = unescape(response.content.decode())
    start = page.find(f'aria-labelledby="{code}"')
    return page[start : page.find("</section>", start)] if start >= 0 else ""


def names(response):
    """The family names in the first column of the table, from the top."""
    return [row[0].split(",")[0] for row in rows(response)]
