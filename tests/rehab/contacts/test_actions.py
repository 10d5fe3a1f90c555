"""Writing down that staff and a person met."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.models import Notice
from rehab.contacts import actions
from rehab.models import Contact
from tests.factories import PersonFactory


def day(days_ago):
    on = clock.today() - timedelta(days=days_ago)
    return {"happened_on_day": on.day, "happened_on_month": on.month, "happened_on_year": on.year}


def test_a_contact_is_kept_once_and_audited(world, browse):
    url, data = reverse("contacts:contacts", args=[world.someone.pk]), {"key": uuid4(), "kind": "phone", **day(1)}
    client = browse(world.key_worker)
    for _ in range(2):
        client.post(url, data)
    contact = Contact.objects.get()
    assert (contact.added_by, contact.made_in) == (world.key_worker, world.here)
    assert AuditEvent.objects.filter(event="contacts.added", subjects=[world.someone.pk]).count() == 1
    assert "Phone call" in client.get(url).content.decode()


@pytest.mark.parametrize(("days_ago", "said"), [(-1, "today or before"), (61, "60 days")])
def test_impossible_days_are_refused_in_the_form(world, browse, days_ago, said):
    url = reverse("contacts:contacts", args=[world.someone.pk])
    answer = browse(world.pom).post(url, {"key": uuid4(), "kind": "phone", **day(days_ago)})
    assert said in answer.content.decode()
    assert not Contact.objects.exists()


def test_who_may_not_add_and_a_borrowed_key(world):
    data = {"key": uuid4(), "kind": "phone", "happened_on": clock.today()}
    for who in ("person", "pom_elsewhere", "administrator", "tutor"):
        with pytest.raises(PermissionDenied):
            actions.add_contact(world.someone, **data, by=getattr(world, who))
    actions.add_contact(world.someone, **data, by=world.com)
    with pytest.raises(DomainError, match="once more"):
        actions.add_contact(world.people["elsewhere"], **data, by=world.com_elsewhere)
    assert Contact.objects.count() == 1


def test_the_list_costs_the_same_for_any_length(world, browse, same_queries):
    def add_row():
        actions.add_contact(world.someone, key=uuid4(), kind="video", happened_on=clock.today(), by=world.com)

    same_queries(browse(world.manager), reverse("contacts:contacts", args=[world.someone.pk]), add_row=add_row)


def test_key_work_keeps_what_is_shared_apart_from_what_is_staff_only(world, browse):
    url = reverse("contacts:contacts", args=[world.someone.pk])
    given = {
        "key": uuid4(), "kind": "face_to_face", "purpose": "key_work", "shared_note": "We spoke of work.",
        "staff_note": "Worried about debt.", "next_step": "Bring the form.", **day(2),
    }  # fmt: skip
    assert browse(world.key_worker).post(url, given).status_code == 302
    staff, own = browse(world.pom).get(url).text, browse(world.person).get("/my-talks/").text
    for page in (staff, own):
        assert "We spoke of work." in page
        assert "Bring the form." in page
    assert "Worried about debt." in staff
    assert "Staff only" in staff
    assert "Worried about debt." not in own
    assert "Worried about debt." not in str(AuditEvent.objects.values_list("facts", flat=True))
    assert Notice.objects.filter(user=world.person, kind="contacts.shared").count() == 1


def test_what_comes_next_is_not_before_the_talk(world, browse):
    url = reverse("contacts:contacts", args=[world.someone.pk])
    soon = {f"next_on_{part}": number for part, number in zip(("day", "month", "year"), (1, 2, 2020), strict=True)}
    answer = browse(world.pom).post(
        url, {"key": uuid4(), "kind": "phone", "next_step": "Typed words", **soon, **day(1)}
    )
    assert "cannot be before the talk" in answer.text
    assert "Typed words" in answer.text
    assert not Contact.objects.exists()


def test_gaps_come_from_what_stands(world, browse):
    for days_ago in (50, 49, 20):
        on = clock.today() - timedelta(days=days_ago)
        contact = actions.add_contact(world.someone, key=uuid4(), kind="phone", happened_on=on, by=world.pom)
    url, client = reverse("contacts:contacts", args=[world.someone.pk]), browse(world.pom)
    page = client.get(url).text
    assert "20 days ago" in page
    assert "29 days" in page
    actions.withdraw_contact(contact, why="not_so", by=world.pom)
    page = client.get(url).text
    assert "49 days ago" in page
    assert "29 days" not in page


def test_a_contact_of_the_wrong_person_moves_to_the_right_one_and_both_are_told(world, browse):
    right = PersonFactory(establishment=world.here, wing=world.wing)
    contact = actions.add_contact(
        world.someone, key=uuid4(), kind="phone", happened_on=clock.today(), shared_note="Of another", by=world.manager
    )
    with pytest.raises(PermissionDenied):
        actions.give_contact_to(contact, to=world.people["elsewhere"], by=world.manager)
    client = browse(world.manager)
    answer = client.post(f"/contacts/{contact.pk}/put-right/", {"what": "move", "number": right.prison_number})
    assert answer.status_code == 302
    contact.refresh_from_db()
    assert contact.person == right
    assert "Of another" not in browse(world.person).get("/my-talks/").text
    assert "A talk with staff. We took it out of your record." in browse(world.person).get("/my-record/dates/").text
    actions.withdraw_contact(contact, why="twice", by=world.manager)
    actions.reopen_contact(contact, by=world.manager)
    assert Contact.objects.standing().count() == 1
    assert AuditEvent.objects.filter(event="contacts.moved", subjects__contains=[right.pk]).count() == 1
