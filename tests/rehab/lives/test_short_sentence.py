"""A short sentence: the first night, a licence, the gate, supervision after it, and the end."""

from datetime import timedelta

from django.urls import reverse

from justice_portal import clock
from mentoring.models import Match
from rehab.models import Licence, Plan
from tests.rehab.licence.licences import load
from tests.rehab.lives.settling import has_everything, settle_in, write

WELL_DONE = "Well done. How was the first day?"


def test_a_short_sentence_from_the_first_night_to_the_end_of_supervision(life):
    world = life.world
    life.first_night("Rowan", "Vale", "1996-03-02", number="A0321QA", status="sentenced")
    assert life.stands == ("Hereford Green", "sentenced")
    settle_in(life)
    prepares_to_leave(life)
    assert not life.sees(world.com)
    life.on(60)
    at_the_tablet = life.tablet()
    assert at_the_tablet.is_open
    life.staff(world.manager).fill(
        reverse("movements:move", args=[life.pk, "release"]), status="licence", delivery_unit=world.unit.pk
    )
    life.on(60, 11)
    crosses_the_gate(life, at_the_tablet)
    is_narrowed_after_ninety_days(life)
    the_end(life)


def prepares_to_leave(life):
    """Dates with their source, a licence in force, and the first appointment outside, all by the POM."""
    world, pom = life.world, life.staff(life.world.pom)
    load()
    gate = life.began_on + timedelta(days=60)
    pom.fill(
        reverse("dates:dates", args=[life.pk]), kind="conditional_release", on=gate.isoformat(), source="Sentence sheet"
    )
    own = life.tablet()
    assert "Who says so: Sentence sheet" in own.read("dates:mine")
    life.on(50)
    pom = life.staff(world.pom)
    made = pom.fill(
        reverse("licence:start", args=[life.pk]), kind="AP", starts_on=gate.isoformat(),
        ends_on=(gate + timedelta(days=200)).isoformat(), dates_source="Sentence sheet", ask_name="Pat Weaver",
        ask_phone="020 7946 0123",
    )  # fmt: skip
    assert made == reverse("licence:licence", args=[Licence.objects.get().pk])
    pom.press(reverse("licence:make-live", args=[Licence.objects.get().pk]))
    pom.fill(
        reverse("appointments:book", args=[life.pk]), about="first", kind="phone", at="14:30", minutes="30", phone="01632 960001",
        day=(gate + timedelta(days=1)).isoformat(), staff=world.pom.pk,
    )  # fmt: skip


def crosses_the_gate(life, at_the_tablet):
    """The tablet ends, the own phone begins, and what was there is there."""
    world = life.world
    assert life.stands == ("community", "licence")
    assert not at_the_tablet.is_open
    assert not life.tablet().is_open
    assert not life.sees(world.manager)
    assert life.sees(life.unit_manager)
    assert not life.sees(world.com)
    life.get_a_com()
    assert life.sees(world.com)
    assert not life.sees(world.com_elsewhere)
    write(life.staff(world.mentor), WELL_DONE)
    own = life.join_by_phone(world.com)
    assert own.is_open
    has_everything(own, WELL_DONE)
    assert "01632 960001" in own.read("appointments:mine")
    assert "Pat Weaver" in own.read("licence:mine")
    timeline = own.read("timeline:mine")
    assert timeline.count("You came to prison") == timeline.count("You left prison") == 1


def is_narrowed_after_ninety_days(life):
    """The prison that they left reads what it wrote, changes nothing, and after 90 days reads nothing."""
    pom, plan = life.world.pom, Plan.objects.get()
    goal = {"title": "A goal too late", "target": "3", "key": plan.pk}
    life.on(60 + 89)
    assert life.sees(pom, "plans:plan", plan.pk)
    assert not life.sees(life.world.pom_elsewhere, "plans:plan", plan.pk)
    answer = life.staff(pom).client.post(reverse("plans:goal-add", args=[plan.pk, "health"]), goal)
    assert answer.status_code == 403
    life.on(60 + 91)
    assert not life.sees(pom, "plans:plan", plan.pk)
    assert life.sees(life.world.com, "plans:plan", plan.pk)
    assert plan.goals.count() == 1


def the_end(life):
    """Supervision after the licence, then nobody: the mentor, the COM and the phone end, the record stays one."""
    world, key = life.world, Match.objects.get().thread.pk
    life.on(200)
    life.tell("supervision", status="post_sentence")
    assert life.stands == ("community", "post_sentence")
    own = life.phone()
    has_everything(own, WELL_DONE)
    life.on(300)
    life.staff(life.unit_manager).fill(reverse("movements:move", args=[life.pk, "end"]), on_day=clock.today().day)
    assert life.stands == ("ended", "ended")
    assert not own.is_open
    assert not life.phone().is_open
    assert (Match.objects.get().status, Licence.objects.get().status) == ("ended", "ended")
    assert life.staff(world.mentor).client.get(reverse("messages:thread", args=[key])).status_code == 404
    for worker in (world.com, life.unit_manager, world.manager, world.pom):
        assert not life.sees(worker)
    kinds = list(life.who.movements.order_by("happened_at").values_list("kind", flat=True))
    assert kinds == ["reception", "release", "supervision", "ended"]
