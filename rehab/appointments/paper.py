""" "What happened?" on paper: the person's word on an appointment that they missed, before anything is decided."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.sheets.kinds import Offer, SheetKind, form, register
from justice_portal.sheets.models import Sheet
from justice_portal.sheets.questions import asked
from rehab.appointments import actions
from rehab.appointments.models import Appointment
from rehab.appointments.words import REPLIES


def offers(user: Any, person: Person) -> list[Offer]:
    """Those that the person was asked about and has not answered."""
    rows = Appointment.objects.visible_to(user).filter(person=person, replied_at=None)
    rows = rows.filter(status__in=[Appointment.Status.ASKED, Appointment.Status.UNACCEPTABLE])
    return [Offer(str(one.pk), _("What happened? %(day)s") % {"day": _day(one)}) for one in rows[:10]]


def paper(person: Person, about: str) -> dict[str, Any]:
    meeting = _one(person, about)
    if not meeting.may_reply:
        raise DomainError(_("An answer is here already, or nobody asked."))
    questions = [
        asked(
            "answer", "choice", gettext_lazy("Pick the one that is most true"), choices=REPLIES.items(), required=True
        ),
        asked("words", "words", gettext_lazy("Do you want to say more?"), hint=gettext_lazy("You do not have to.")),
    ]
    return form(
        _Title(meeting), questions, intro=gettext_lazy("We think you were not there. Tell us why. Then we decide.")
    )


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    del choice
    meeting = _one(sheet.person, sheet.about)
    said = {"answer": answers["answer"], "words": answers.get("words", "")}
    return [actions.reply(meeting, **said, how=Appointment.Means.LETTER, by=by).pk]


class _Title:
    """What it is about and when it was, in the language of the moment."""

    def __init__(self, meeting: Appointment) -> None:
        self.meeting = meeting

    def __str__(self) -> str:
        what = {"about": self.meeting.get_about_display(), "day": _day(self.meeting)}
        return _("What happened? %(about)s, %(day)s") % what


def _day(meeting: Appointment) -> str:
    return date_format(meeting.starts_at.astimezone(clock.LONDON), "j F")


def _one(person: Person, about: str) -> Appointment:
    """The appointment of this person that is asked for."""
    try:
        key = UUID(about)
    except ValueError:
        key = None
    found = Appointment.objects.filter(person=person, pk=key).select_related("person__user").first()
    if found is None:
        raise DomainError(_("This appointment is not there any more."))
    return found


register(
    SheetKind(
        code="what_happened",
        title=gettext_lazy("What happened?"),
        icon="calendar",
        needs=Permission.APPOINTMENT_REPLY,
        offers=offers,
        form=paper,
        save=save,
        leads_to=lambda sheet, _own: reverse("appointments:appointment", args=[sheet.about]),
    )
)
