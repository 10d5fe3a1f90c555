"""Whom Today tells of: each role the rules that it can act on, about the people within its reach."""

import pytest
from django.urls import reverse

from justice_portal.people.models import Allocation
from reporting.dashboards.rules import RULES
from tests.factories import PersonFactory, grant
from tests.reporting.dashboards import cases
from tests.reporting.dashboards.cases import everything

URL = reverse("dashboards:today")

RULES_OF = {
    "key_worker": "unsafe alert-started problem no-contact goal-overdue step report goal-soon quiet alert-ended",
    "pom": "unsafe alert-started problem no-contact goal-overdue step report goal-soon quiet alert-ended",
    "com": "unsafe alert-started problem no-contact goal-overdue step report goal-soon quiet alert-ended",
    "tutor": "quiet",
    "safer_custody": "unsafe alert-started problem alert-ended",
    "manager": "unsafe alert-started problem no-contact goal-overdue step report goal-soon quiet alert-ended",
}


@pytest.mark.parametrize("kind", RULES_OF)
def test_each_role_sees_the_rules_that_it_can_act_on(world, browse, kind):
    cases.came(world.someone, 100)
    everything(world, world.someone, cases.plan_of(world, world.someone))
    page = browse(getattr(world, kind)).get(URL)
    shown = {rule.code for rule in RULES if world.someone.family_name in cases.section(page, rule.code)}
    assert shown == set(RULES_OF[kind].split())


@pytest.mark.parametrize("state", ["elsewhere", "in_transfer", "released", "restricted"])
@pytest.mark.parametrize("kind", ["key_worker", "tutor", "safer_custody", "manager"])
def test_nobody_of_another_place_in_transfer_released_or_restricted_is_shown(world, browse, state, kind):
    person = world.people[state]
    everything(world, person, cases.plan_of(world, person))
    page = browse(getattr(world, kind)).get(URL).content.decode()
    assert person.family_name not in page
    assert person.prison_number not in page


def test_whom_supervision_has_ended_needs_nobody(world, browse, calm):
    person = world.people["released"]
    everything(world, person, cases.plan_of(world, person))
    com = browse(world.com)
    assert person.family_name in com.get(URL).content.decode()
    person.__class__.objects.filter(pk=person.pk).update(place="ended")
    assert person.family_name not in com.get(URL).content.decode()


def test_a_tutor_who_is_someones_key_worker_too_is_told_of_the_plan_of_that_one_only(world, browse, calm):
    other = PersonFactory(establishment=world.here, family_name="Learner")
    cases.goal(world, cases.plan_of(world, other), due_in=-1, title="Not for the tutor")
    cases.goal(world, calm, due_in=-1, title="For the key worker")
    grant(world.tutor, "key_worker", at=world.here)
    Allocation.objects.filter(person=world.someone, role="key_worker").update(user=world.tutor)
    page = browse(world.tutor).get(URL).content.decode()
    assert "For the key worker" in page
    assert "Not for the tutor" not in page
