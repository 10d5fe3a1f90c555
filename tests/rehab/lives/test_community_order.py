"""A community order only: no cell, no tablet; a phone, a missed appointment with the right of reply, and the end."""

from datetime import timedelta

import pytest
from django.urls import reverse

from justice_portal import clock
from rehab.models import Appointment, Goal, Plan
from tests.factories import PersonFactory
from tests.rehab.lives.settling import GOAL, STEP


@pytest.fixture
def life(life):
    """Known by CRN alone: the record was made before the order, and nobody reaches it."""
    person = PersonFactory(
        prison_number=None,
        crn="X000321",
        given_name="Kit",
        family_name="Hollow",
        establishment=None,
        place="ended",
        status="ended",
    )
    life.pk, life.number = person.pk, "X000321"
    return life


def test_a_community_order_from_its_first_day_to_its_last(life):
    world = life.world
    assert not life.sees(life.unit_manager)
    life.tell("order", unit=world.unit.name)
    assert life.stands == ("community", "community_order")
    assert life.sees(life.unit_manager)
    life.get_a_com()
    reaches = {
        name: life.sees(getattr(world, name)) for name in ("com", "com_elsewhere", "manager", "pom", "key_worker")
    }
    assert reaches == {"com": True, "com_elsewhere": False, "manager": False, "pom": False, "key_worker": False}
    own = life.join_by_phone(world.com)
    plans_with_the_com(life, own)
    assert not life.tablet().is_open
    misses_an_appointment(life)
    is_never_recalled(life)
    ends(life)


def plans_with_the_com(life, own):
    """The COM opens the plan and writes the goal, the person writes the step: one plan, each line with its writer."""
    com = life.staff(life.world.com)
    com.press(reverse("plans:for-person", args=[life.pk]))
    plan = Plan.objects.get()
    com.fill(reverse("plans:goal-add", args=[plan.pk, "accommodation"]), title=GOAL, target="6")
    goal = Goal.objects.get()
    own.fill(reverse("plans:step-add", args=[goal.pk]), title=STEP, turn="person")
    for desk in (own, com):
        page = desk.read("plans:goal", goal.pk)
        assert GOAL in page
        assert STEP in page
    assert f"{life.world.com.name} wrote this" in own.read("plans:goal", goal.pk)


def misses_an_appointment(life):
    """What happened is asked before anything is recorded; the answer is the person's own."""
    url = reverse("appointments:book", args=[life.pk])
    day = clock.today() + timedelta(days=7)
    life.staff(life.world.com).fill(
        url, is_required="on", about="supervision", kind="phone", at="09:30", minutes="30", phone="01632 960001", day=day.isoformat(),
        staff=life.world.com.pk,
    )  # fmt: skip
    meeting = Appointment.objects.get()
    assert meeting.is_required
    assert "01632 960001" in life.phone().read("appointments:mine")
    life.on(7, 11)
    com = life.staff(life.world.com)
    decide = reverse("appointments:decide", args=[meeting.pk])
    no_show = {"outcome": "unacceptable", "reason": "You did not come."}
    assert com.client.post(decide, no_show).status_code == 200
    com.fill(reverse("appointments:ask", args=[meeting.pk]), how="portal")
    assert com.client.post(decide, no_show).status_code == 200
    assert Appointment.objects.get().status == "asked"
    own = life.phone()
    own.fill(reverse("appointments:reply", args=[meeting.pk]), answer="ill", words="I was in bed.")
    assert "I was in bed." in life.staff(life.world.com).read("appointments:appointment", meeting.pk)
    life.staff(life.world.com).fill(decide, outcome="acceptable", reason="You were ill. Get well soon.")
    assert "Get well soon." in own.read("appointments:appointment", meeting.pk)


def is_never_recalled(life):
    """An order has no prison to go back to: the page is refused, and nothing changed."""
    life.on(30)
    url = reverse("movements:move", args=[life.pk, "recall"])
    assert life.staff(life.unit_manager).client.get(url).status_code == 409
    assert life.stands == ("community", "community_order")


def ends(life):
    life.on(365)
    own = life.phone()
    assert own.is_open
    told = own.read("timeline:mine")
    assert told.count("Your community order began") == 1
    assert "Something changed" not in told
    life.tell("ended")
    assert life.stands == ("ended", "ended")
    assert not own.is_open
    assert not life.phone().is_open
    assert not life.sees(life.world.com)
    assert not life.sees(life.unit_manager)
    assert Goal.objects.get().title == GOAL
    assert list(life.who.movements.values_list("kind", flat=True)) == ["ended", "order"]
