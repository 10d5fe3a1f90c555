"""The databases of the bench: an invented estate of each size, and the sessions that its users browse with.

Run inside a process that has Django: `python -m tests.bench.estate SIZE CLIENTS` seeds and prints what the load needs.
"""

import json
import sys

import django


def prepare(size, clients):
    """Seed size people; sessions for some of them with a plan, a thread, an enrolment and an open quiz each."""
    from django.core.management import call_command

    call_command("seed", "--people", str(size), "--demo", verbosity=0)
    people = [person_ready(number) for number in range(clients)]
    reader = manager("bench-manager")
    take_away(reader, manager("bench-second"), rows=100 * size)
    mentor, moderator = writers(people[0]["thread"])
    return {
        "people": people,
        "manager": session_of(reader),
        "mentor": session_of(mentor),
        "moderator": session_of(moderator),
    }


def manager(name):
    """Someone who reads the class report of the whole estate, and has a caseload page over it."""
    from justice_portal.models import User
    from tests.factories import grant

    return grant(User.objects.create_user(name, None, name="Bench Manager"), "manager")


def writers(thread):
    """The mentor of a thread, and a moderator of the prison."""
    from justice_portal.models import User
    from mentoring.models import Hold, Thread
    from tests.factories import let_read, staff

    mentor = User.objects.get(pk=Thread.objects.get(pk=thread).match.mentor_id)
    place = Hold.objects.waiting().first().made_in
    moderator = staff("moderator", at=place, name="Bench Moderator")
    let_read(moderator, place)
    return mentor, moderator


def take_away(reader, second, *, rows):
    """Let reader have the class report as CSV, as a second person agreed."""
    from justice_portal.changes.actions import approve_change
    from justice_portal.exports.actions import ask_export
    from justice_portal.exports.recipients import Recipient
    from justice_portal.exports.taking import Export
    from justice_portal.models import PendingChange

    export = Export("learners:report-csv", {"sort": "-last"}, rows, "/learn/report/csv/")
    asked = ask_export(PendingChange, export=export, recipient=Recipient.SELF, why="To measure it.", by=reader)
    approve_change(asked, by=second)


def person_ready(number):
    """The number-th person in prison, with everything that the operations need, made by the product's own actions."""
    from justice_portal.models import Person

    matched = Person.objects.filter(place="prison", is_restricted=False, matches__status="active").distinct()
    person = matched.order_by("prison_number")[number]
    user = account_of(person)
    course, lesson = learning(person, user)
    session, tablet = visit_of(user)
    return {
        "session": session,
        "tablet": tablet,
        "at_the_door": twin(person),
        "username": user.username,
        "course": course,
        "lesson": lesson,
        "plan": str(plan(person, user)),
        "thread": str(thread(person)),
        "person": str(person.pk),
    }


def account_of(person):
    from justice_portal.models import RoleHeld
    from tests.factories import grant, sign_in_for

    user = person.user or sign_in_for(person)
    if not RoleHeld.objects.filter(user=user).exists():
        grant(user, "person")
    return user


def twin(person):
    """Someone else of the same wing, who signs in again and again: each time it ends the visit before."""
    from tests.factories import PersonFactory, sign_in_for
    from tests.justice_portal.devices.tablets import give_pin

    other = PersonFactory(establishment=person.establishment, wing=person.wing, prison_number=_free_number())
    give_pin(sign_in_for(other))
    return other.prison_number


def _free_number():
    from justice_portal.models import Person
    from tests.factories import reserved_number

    return next(
        number for n in range(1, 600_000)
        if not Person.objects.filter(prison_number=(number := reserved_number(676_000 - n))).exists()
    )  # fmt: skip


def learning(person, user):
    """Code of a course that the person has begun, and of its first lesson."""
    from justice_portal.keys import uuid7
    from learning.courses import actions
    from learning.models import Course, Enrolment

    course = Course.objects.get(code="fractions-and-money")
    if not Enrolment.objects.filter(person=person, version__course=course).exists():
        actions.start_course(person, course=course, key=uuid7(), by=user)
    return course.code, course.versions.get(status="published").lessons.order_by("position").first().code


def plan(person, user):
    from rehab.models import Plan
    from rehab.plans import actions

    return (Plan.objects.open().filter(person=person).first() or actions.open_plan(person, by=user)).pk


def thread(person):
    """The thread of the person with a mentor, who is vetted; made if the seed gave none."""
    from mentoring.models import Thread

    found = Thread.objects.filter(match__person=person, match__status="active").first()
    assert found, "people of the bench are chosen among those with a mentor"
    return found.pk


def visit_of(user):
    """The session of a person at a tablet of their wing, which outlasts the bench, and the key of that tablet."""
    from django.test import Client

    from justice_portal.models import Visit
    from tests.signing_in import sign_in

    client = sign_in(Client(), user)
    Visit.objects.filter(user=user).update(untouched_seconds=86_400, longest_seconds=86_400)
    return client.cookies["session"].value, client.cookies["tablet"].value


def session_of(user):
    from django.test import Client

    from tests.signing_in import sign_in

    client = Client()
    sign_in(client, user)
    return client.cookies["session"].value


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(prepare(int(sys.argv[1]), int(sys.argv[2]))))
