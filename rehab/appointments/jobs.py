"""The text or email of the day before."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.log import record
from justice_portal.jobs.lease import finishing_job
from justice_portal.jobs.registry import job
from justice_portal.phones.jobs import tell
from justice_portal.phones.models import OwnPhone
from justice_portal.states import move
from rehab.appointments.models import Reminder


@job(seconds=30)
def send_reminder(reminder_id: str, *, asked_by: Any) -> None:
    """Send it, unless the appointment is off, was moved or has begun, or the phone is gone.

    It says that there is something tomorrow: not what, where or with whom. A phone lies on tables (T10).
    """
    rows = Reminder.objects.visible_to(asked_by).exclude(status=Reminder.Status.SENT)
    reminder = rows.select_related("appointment__person__user").filter(pk=reminder_id).first()
    if reminder is None:
        return
    meeting, person = reminder.appointment, reminder.appointment.person
    phone = OwnPhone.objects.visible_to(asked_by).live().filter(person=person).first()
    is_due = meeting.is_planned and meeting.starts_at > clock.now()
    is_same_day = meeting.starts_at.astimezone(clock.LONDON).date() == reminder.for_day
    if phone is None or not (is_due and is_same_day):
        with finishing_job():
            if reminder.status == Reminder.Status.WAITING:
                move(reminder, Reminder.Status.FAILED)
        return
    with translation.override(person.user.language):
        tell(phone, _("You have something on tomorrow. Sign in to see it."))
    with finishing_job():
        move(reminder, Reminder.Status.SENT, sent_at=clock.now())
        record(SYSTEM, "appointment.reminder_sent", reminder, way=reminder.way)
