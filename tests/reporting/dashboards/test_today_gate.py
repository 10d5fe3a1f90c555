"""What needs me today, of care and of the way through the gate."""

from datetime import timedelta

from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.sheets.actions import ask_sheet
from rehab.care.concern import hear
from rehab.models import Appointment, CareAlert, CheckIn, CheckInPlan, Handover, MoveAsked, ReviewDue, SupportRequest
from tests.rehab.requests.rows import asked_by, set_up
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
    wish = MoveAsked.objects.create(appointment=meeting, wants="move", why="ill", was_at=began)
    assert meeting.get_absolute_url() in cases.section(worker.get(URL), "move")
    wish.delete()
    assert not cases.section(worker.get(URL), "move")
    asked = {"status": "asked", "asked_at": began, "asked_by": world.com, "asked_how": "portal"}
    Appointment.objects.filter(pk=meeting.pk).update(**asked, reply_due_at=clock.now() + timedelta(days=2))
    page = worker.get(URL)
    assert not cases.section(page, "appointment")
    assert not cases.section(page, "absence")
    Appointment.objects.filter(pk=meeting.pk).update(reply_due_at=clock.now() - timedelta(minutes=1))
    assert cases.section(worker.get(URL), "absence")


def test_what_was_promised_for_a_day_and_is_not_done(world, worker, browse, calm):
    """A review in its window, a handover near its day, a late request, two meetings at once, a sheet to print."""
    today, me = clock.today(), world.someone
    due = ReviewDue.objects.create(person=me, rule="to_12_months", opens_on=today, due_on=cases.in_days(20))
    handover = Handover.objects.create(person=me, due_on=cases.in_days(10), opened_by=world.pom)
    set_up(world.here)
    asked = asked_by(world, me, world.here, "money")
    begins = clock.now() + timedelta(days=2)
    given = {"person": me, "kind": "phone", "staff": world.com, "made_in": world.here, "booked_by": world.com}
    for about, minutes in (("health", 0), ("money", 30)):
        starts = begins + timedelta(minutes=minutes)
        Appointment.objects.create(**given, about=about, starts_at=starts, ends_at=starts + timedelta(hours=1))
    sheet = ask_sheet(me, kind="plan", about="", by=world.person)
    page = browse(world.pom).get(URL)
    assert "Due in 20 days" in cases.section(page, "review")
    assert reverse("handover:handover", args=[handover.pk]) in cases.section(page, "handover")
    clash = cases.section(page, "clash")
    assert "Money and ID" in clash
    assert "Health" not in clash, "moving the later one is enough"
    assert reverse("sheets:sheet", args=[sheet.pk]) in cases.section(page, "sheet")
    assert not cases.section(page, "request-late")
    SupportRequest.objects.filter(pk=asked.pk).update(due_at=clock.now() - timedelta(days=2))
    assert "late" in cases.section(browse(world.pom).get(URL), "request-late")
    ReviewDue.objects.filter(pk=due.pk).update(opens_on=cases.in_days(5))
    Handover.objects.filter(pk=handover.pk).update(due_on=cases.in_days(20))
    page = browse(world.pom).get(URL)
    assert not cases.section(page, "review")
    assert not cases.section(page, "handover")
