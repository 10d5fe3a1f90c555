"""Home detention curfew, recall, and out again: what was begun goes on, and nothing begins anew."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from justice_portal import clock
from justice_portal.keys import uuid7
from mentoring.models import Match
from rehab.models import CheckIn, CheckInPlan, Licence, Plan
from tests.rehab.licence.licences import load
from tests.rehab.lives.settling import has_everything, settle_in, write

BACK = "I am back inside."


@pytest.fixture(autouse=True)
def _questions(db):
    call_command("import_checkin_questions", verbosity=0)


def test_a_curfew_a_recall_and_a_second_way_out(life):
    world = life.world
    life.first_night("Frankie", "Stone", "2001-06-30", number="A0323QA", status="sentenced")
    settle_in(life)
    life.on(40)
    life.tell("release", status="hdc", unit=world.unit.name)
    assert life.stands == ("community", "hdc")
    life.get_a_com()
    own = life.join_by_phone(world.com)
    has_everything(own)
    is_supervised(life)
    sends_a_check_in(life)
    is_recalled(life)
    comes_back(life)
    leaves_again(life)


def is_supervised(life):
    """A licence in force and a check-in each week, both by the COM."""
    load()
    com, today = life.staff(life.world.com), clock.today()
    com.fill(
        reverse("licence:start", args=[life.pk]), kind="AP", starts_on=today.isoformat(), ask_name="Pat Weaver",
        ends_on=(today + timedelta(days=300)).isoformat(), dates_source="Sentence sheet", ask_phone="020 7946 0123",
    )  # fmt: skip
    com.press(reverse("licence:make-live", args=[Licence.objects.get().pk]))
    com.fill(reverse("checkins:for-person", args=[life.pk]), weeks="1", next_on=(today + timedelta(days=2)).isoformat())


def sends_a_check_in(life):
    """The clock makes it on its day; the person sends it, and the COM finds it in the queue."""
    life.night()
    life.on(42)
    life.night()
    sent = CheckIn.objects.get()
    own = life.phone()
    own.fill(reverse("checkins:step", args=[sent.pk, "feeling"]), feeling="struggling")
    own.press(reverse("checkins:step", args=[sent.pk, "call"]), wants_call="no")
    own.press(reverse("checkins:step", args=[sent.pk, "send"]))
    queue = life.staff(life.world.com).read("checkins:queue")
    assert "Stone" in queue
    assert "Stone" not in life.staff(life.world.com_elsewhere).read("checkins:queue")


def is_recalled(life):
    """From that moment the licence and check-ins end and the mentor pauses; the unit answers until a prison receives."""
    life.on(70)
    life.staff(life.unit_manager).fill(reverse("movements:move", args=[life.pk, "recall"]), on_day=clock.today().day)
    assert life.stands == ("community", "recalled")
    assert Licence.objects.get().status == "ended"
    assert not CheckInPlan.objects.filter(ended_at=None).exists()
    assert (Match.objects.get().status, Match.objects.get().pause_reason) == ("paused", "recall")
    assert life.sees(life.world.com)
    assert not life.sees(life.world.manager)


def comes_back(life):
    """Reception finds the record; the PIN of before opens the tablet; the plan and the course go on where they were."""
    world = life.world
    life.on(71)
    on_the_phone = life.phone()
    assert on_the_phone.is_open
    life.staff(world.manager).fill(
        reverse("reception:receive", args=[world.here.pk]), prison_number=life.number, given_name="Frankie",
        family_name="Stone", born_on="2001-06-30", status="recalled", cell=world.cell.pk, language="English", reading="plain",
    )  # fmt: skip
    assert life.stands == ("Hereford Green", "recalled")
    assert not on_the_phone.is_open
    assert not life.phone().is_open
    own = life.tablet()
    has_everything(own)
    life.give(world.manager, "prison", world.here, pom=world.pom)
    assert life.sees(world.pom, "plans:plan", Plan.objects.get().pk)
    life.staff(world.manager).press(reverse("matching:resume", args=[Match.objects.get().pk]))
    write(own, BACK)
    own.press(reverse("courses:lesson-finish", args=["halves", "part-2"]), key=uuid7())
    assert "You were called back to prison" in own.read("timeline:mine")


def leaves_again(life):
    """The phone that joined before opens again; the second half of the course, done inside, is done outside too."""
    life.on(120)
    life.tell("release", status="licence", unit=life.world.unit.name)
    own = life.phone()
    assert own.is_open
    assert BACK in own.read("messages:thread", Match.objects.get().thread.pk)
    assert "You are on lesson" not in own.read("courses:course", "halves")
    assert Plan.objects.count() == Match.objects.count() == 1
    assert life.who.course_progress.get().lessons_done == 2
    life.on(400)
    life.tell("ended")
    assert not own.is_open
    assert life.stands == ("ended", "ended")
