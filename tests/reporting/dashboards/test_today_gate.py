"""What needs me today, of care and of the way through the gate."""

from datetime import timedelta

from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from rehab.care.concern import hear
from rehab.models import Appointment, CareAlert, CheckIn, CheckInPlan
from tests.reporting.dashboards import cases

URL = reverse("dashboards:today")


def test_a_care_alert_stands_before_all_until_it_is_closed(world, worker, calm):
    cases.problem(world.someone, "unsafe", told_at=cases.ago(minutes=40))
    hear(world.someone, "I want to die", about=world.someone, by=SYSTEM)
    page = worker.get(URL).content.decode()
    assert page.index('id="care"') < page.index('id="unsafe"')
    alert = CareAlert.objects.get()
    assert reverse("care:alert", args=[alert.pk]) in cases.section(worker.get(URL), "care")
    done = {"outcome_by": world.pom, "closed_by": world.manager, "seen_by": world.pom}
    CareAlert.objects.update(status="closed", next_step_at=None, outcome="seen_safe", **done)
    assert not cases.section(worker.get(URL), "care")


def test_an_officer_reads_the_most_urgent_check_in_first(world, browse, calm):
    plan = CheckInPlan.objects.create(person=world.someone, weeks=1, next_on=clock.today(), set_by=world.com)
    for days, raised in ((9, "nothing"), (1, "call")):
        CheckIn.objects.create(
            plan=plan, person=world.someone, due_on=clock.today() - timedelta(days=days), closes_on=clock.today(),
            status="submitted", submitted_at=cases.ago(days=days), feeling="ok", wants_call=True, raised=raised,
        )  # fmt: skip
    shown = cases.section(browse(world.com).get(URL), "check-in")
    assert shown.index("Asks for a call") < shown.index("Nothing stands out")


def test_an_appointment_that_is_over_waits_for_its_outcome_and_an_absence_for_the_reply(world, worker, calm):
    began = clock.now() - timedelta(hours=3)
    meeting = Appointment.objects.create(
        person=world.someone, kind="phone", about="health", starts_at=began, ends_at=began + timedelta(hours=1),
        booked_by=world.com, staff=world.com, made_in=world.here,
    )  # fmt: skip
    assert cases.section(worker.get(URL), "appointment")
    asked = {"status": "asked", "asked_at": began, "asked_by": world.com, "asked_how": "portal"}
    Appointment.objects.filter(pk=meeting.pk).update(**asked, reply_due_at=clock.now() + timedelta(days=2))
    page = worker.get(URL)
    assert not cases.section(page, "appointment")
    assert not cases.section(page, "absence")
    Appointment.objects.filter(pk=meeting.pk).update(reply_due_at=clock.now() - timedelta(minutes=1))
    assert cases.section(worker.get(URL), "absence")
