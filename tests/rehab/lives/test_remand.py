"""Remand, released from court: a sentence and a second record of the wrong person on the way are put right."""

from datetime import date

import pytest
from django.urls import reverse

from justice_portal.models import AuditEvent
from justice_portal.people.models import Movement, Person
from mentoring.models import Match
from rehab.models import Plan
from tests.factories import PersonFactory
from tests.rehab.lives.settling import has_everything, settle_in

BORN = date(1979, 9, 9)


@pytest.mark.proof
def test_remand_with_a_wrong_entry_and_a_second_record_and_the_way_out_from_court(life):
    world = life.world
    life.first_night("Morgan", "Field", BORN.isoformat(), number="A0324QA", status="unsentenced")
    assert life.stands == ("Hereford Green", "unsentenced")
    settle_in(life)
    is_not_who_was_sentenced(life)
    had_a_record_before(life)
    has_everything(life.tablet())
    life.on(45)
    own = life.tablet()
    assert own.is_open
    life.staff(world.manager).fill(reverse("movements:move", args=[life.pk, "release"]), status="ended")
    is_out_and_owes_nothing(life, own)


def is_not_who_was_sentenced(life):
    """A feed wrote the sentence of somebody else into this record: it moves to theirs, and this one reads as before."""
    right = PersonFactory(establishment=life.world.here, wing=life.world.wing, status="unsentenced")
    life.on(10)
    life.tell("sentenced")
    assert life.stands == ("Hereford Green", "sentenced")
    assert "The court gave you a sentence" in life.tablet().read("timeline:mine")
    wrong = Movement.objects.get(kind="sentenced")
    url = reverse("amending:put-right", args=[wrong.pk])
    elsewhere = life.staff(life.world.manager_elsewhere).client
    assert elsewhere.post(url, {"what": "move", "number": right.prison_number}).status_code == 404
    life.staff(life.world.manager).fill(url, what="move", number=right.prison_number)
    assert life.stands == ("Hereford Green", "unsentenced")
    assert Person.objects.get(pk=right.pk).status == "sentenced"
    own = life.tablet()
    assert "The court gave you a sentence" not in own.read("timeline:mine")
    told = own.read("dates:mine")
    assert "We took it out of your record" in told
    assert right.family_name not in told
    assert AuditEvent.objects.filter(event="person.movement_moved", subjects__contains=[life.pk]).count() == 1


def had_a_record_before(life):
    """The same person under a CRN: joined, it is one record, and what the other knew is in it."""
    twin = PersonFactory(
        prison_number=None, crn="X000322", given_name="Morgan", family_name="Field", born_on=BORN,
        establishment=life.world.here, wing=life.world.wing,
    )  # fmt: skip
    life.on(20)
    desk = life.staff(life.world.manager)
    desk.fill(reverse("contacts:contacts", args=[twin.pk]), kind="phone", shared_note="We talked about your rent.")
    desk.fill(reverse("merging:merge", args=[life.pk]), number="X000322", born_on=BORN.isoformat())
    assert (life.who.crn, life.who.prison_number) == ("X000322", "A0324QA")
    assert Person.objects.get(pk=twin.pk).merged_into_id == life.pk
    assert not life.sees(life.world.manager, pk=twin.pk)
    own = life.tablet()
    assert "We talked about your rent." in own.read("contacts:mine")
    assert "You had two records. We made them one." in own.read("dates:mine")


def is_out_and_owes_nothing(life, own):
    """The court let them go: no officer, no phone, no mentor who still could write; the record is kept, whole."""
    world = life.world
    assert life.stands == ("ended", "ended")
    assert not own.is_open
    assert not life.tablet().is_open
    assert (Match.objects.get().status, Match.objects.get().end_reason) == ("ended", "supervision")
    thread = reverse("messages:thread", args=[Match.objects.get().thread.pk])
    assert life.staff(world.mentor).client.get(thread).status_code == 404
    for worker in (world.manager, world.pom, world.key_worker, life.unit_manager, world.com):
        assert not life.sees(worker)
    plan = Plan.objects.get()
    life.on(45 + 89)
    assert life.sees(world.pom, "plans:plan", plan.pk)
    life.on(45 + 91)
    assert not life.sees(world.pom, "plans:plan", plan.pk)
