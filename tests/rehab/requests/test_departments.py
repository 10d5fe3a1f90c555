"""Departments: who is named reads and answers what is asked of it; a private one is shut to all others."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.models import NamedAccess, Person
from rehab.models import Department, DepartmentMember, RequestNote, RequestType, SupportRequest
from rehab.requests.desk import actions as desk
from rehab.requests.routing import actions
from tests.factories import staff
from tests.rehab.requests.rows import asked_by, set_up


@pytest.fixture
def ready(world):
    set_up(world.here)
    set_up(world.there)
    return world


def member(world, name, *, place=None, **given):
    user = staff("tutor", at=place or world.here)
    department = Department.objects.get(name=name, establishment=place or world.here)
    actions.add_member(department.establishment, department=department, user=user, is_head=False, by=SYSTEM)
    return user


def test_a_member_reads_and_answers_what_is_asked_of_their_department_and_no_more(ready):
    visits, money = asked_by(ready, ready.someone, ready.here), asked_by(ready, ready.someone, ready.here, "money")
    user = member(ready, "Visits hall")
    assert list(SupportRequest.objects.visible_to(user)) == [visits]
    desk.decide(visits, status="approved", reason="Yes.", by=user)
    with pytest.raises(PermissionDenied):
        desk.decide(money, status="approved", reason="Yes.", by=user)
    assert not SupportRequest.objects.visible_to(ready.tutor).exists()


def test_what_is_asked_of_a_private_department_is_read_by_its_members_only(ready, browse):
    asked = asked_by(ready, ready.someone, ready.here, "health")
    for who in (ready.manager, ready.key_worker, ready.pom, member(ready, "Visits hall")):
        assert not SupportRequest.objects.visible_to(who).exists()
        assert browse(who).get(reverse("requests:desk-one", args=[asked.pk])).status_code == 404
    nurse = member(ready, "Health care")
    assert browse(nurse).get(reverse("requests:desk-one", args=[asked.pk])).status_code == 200
    assert SupportRequest.objects.visible_to(ready.person).get() == asked


def test_a_member_elsewhere_of_a_left_place_or_of_a_closed_case_sees_nothing(ready):
    asked_by(ready, ready.someone, ready.here)
    asked_by(ready, ready.people["restricted"], ready.here)
    gone = asked_by(ready, ready.people["released"], ready.here)
    here, there = member(ready, "Visits hall"), member(ready, "Visits hall", place=ready.there)
    assert [one.person for one in SupportRequest.objects.visible_to(here)] == [ready.someone]
    assert not SupportRequest.objects.visible_to(there).exists()
    NamedAccess.objects.create(person=ready.people["restricted"], user=here, reason="Named", given_by=ready.manager)
    assert SupportRequest.objects.visible_to(here).count() == 2
    assert gone not in SupportRequest.objects.visible_to(here)


def test_who_is_taken_out_sees_nothing_at_once(ready):
    asked_by(ready, ready.someone, ready.here)
    user = member(ready, "Visits hall")
    actions.end_member(DepartmentMember.objects.get(user=user), by=ready.manager)
    assert not SupportRequest.objects.visible_to(user).exists()


def test_passing_on_keeps_the_clock_tells_the_new_department_and_stays_with_staff(ready, browse):
    asked = asked_by(ready, ready.someone, ready.here)
    user = member(ready, "Business hub")
    hub = Department.objects.get(name="Business hub", establishment=ready.here)
    given = {"key": str(uuid7()), "department": str(hub.pk), "words": "This is about money"}
    browse(ready.key_worker).post(reverse("requests:forward", args=[asked.pk]), given)
    browse(ready.key_worker).post(reverse("requests:forward", args=[asked.pk]), given)
    assert RequestNote.objects.get().words == "This is about money"
    old, asked = asked, SupportRequest.objects.visible_to(user).get()
    assert (asked.department, asked.due_at) == (hub, old.due_at)
    assert "This is about money" not in browse(ready.person).get(asked.get_absolute_url()).content.decode()
    far = Department.objects.get(name="Business hub", establishment=ready.there)
    with pytest.raises(DomainError, match="another prison"):
        desk.forward(asked, key=uuid7(), department=far, words="", by=ready.manager)


def test_a_manager_sets_up_their_own_prison_and_no_other(ready, browse):
    client = browse(ready.manager)
    kitchen = Department.objects.get(name="Kitchen", establishment=ready.here)
    client.post(
        reverse("requests:setup-route", args=[ready.here.pk, "other"]),
        {"is_on": "on", "department": kitchen.pk, "days": "9"},
    )
    route = RequestType.objects.get(code="other").routes.get(establishment=ready.here)
    assert (route.department, route.days) == (kitchen, 9)
    page = client.post(
        reverse("requests:setup-route", args=[ready.here.pk, "other"]), {"department": kitchen.pk, "days": "99"}
    )
    assert 'role="alert"' in page.content.decode()
    with pytest.raises(PermissionDenied):
        actions.set_up(ready.there, by=ready.manager)


def test_nobody_lets_themselves_into_a_private_department(ready):
    health = Department.objects.get(name="Health care", establishment=ready.here)
    with pytest.raises(DomainError, match="Another manager"):
        actions.add_member(ready.here, department=health, user=ready.manager, is_head=False, by=ready.manager)
    with pytest.raises(DomainError, match="no role in this prison"):
        actions.add_member(ready.here, department=health, user=ready.tutor_elsewhere, is_head=False, by=ready.manager)


def test_a_request_is_never_gated_on_incentives():
    """No level of a scheme stands in the way: there is nothing to ask for but the person and the prison."""
    names = {field.name for model in (SupportRequest, RequestType, Person) for field in model._meta.fields}
    assert not {name for name in names if "incentive" in name or "level" in name}
