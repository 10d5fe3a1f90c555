"""Where appointments are: on home, in the navigation, on a person's page."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import clock, home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.prepared import prepared
from justice_portal.templatetags.look import when
from rehab.appointments.models import Appointment

Status = Appointment.Status


@prepared
def _own(user: Any) -> QuerySet[Appointment]:
    """What waits for the person's word, and what is to come: the first few."""
    mine = Appointment.objects.visible_to(user).filter(person__user=user)
    waits = Q(status__in=[Status.ASKED, Status.UNACCEPTABLE], replied_at=None)
    to_come = Q(status=Status.PLANNED, ends_at__gte=clock.now())
    return mine.filter(waits | to_come).order_by("starts_at", "id").only("status", "starts_at", "replied_at")[:10]


def panel(user: Any) -> home.Panel:
    """The next appointment, and whether somebody asked what happened. One query."""
    rows = list(_own(user))
    asked = [one for one in rows if one.may_reply]
    coming = [one for one in rows if one.status == Status.PLANNED]
    news = ()
    carry_on = None
    if asked:
        text = ngettext(
            "Tell us what happened with %(n)s appointment", "Tell us what happened with %(n)s appointments", len(asked)
        ) % {"n": len(asked)}
        href = reverse("appointments:reply", args=[asked[0].pk])
        carry_on = home.CarryOn(
            title=_("What happened?"), text=text, href=href, button=_("Tell us"), icon="calendar", rank=5
        )
        news = (home.News(text, href, icon="calendar"),)
    if not coming:
        return home.Panel(state=_("Nothing planned"), count=len(asked), carry_on=carry_on, news=news)
    state = f"{when(coming[0].starts_at.astimezone(clock.LONDON))}"
    return home.Panel(state=state, count=len(asked), carry_on=carry_on, news=news)


home.register(
    home.Place(
        url="appointments:mine",
        title=gettext_lazy("My week"),
        icon="week",
        order=40,
        needs=Permission.APPOINTMENT_REPLY,
        state=gettext_lazy("What is next"),
        panel=panel,
        reads=(_own,),
    ),
    home.Place(
        url="appointments:calendar",
        title=gettext_lazy("Calendar"),
        icon="calendar",
        order=30,
        needs=Permission.APPOINTMENT_BOOK,
        side=home.STAFF,
    ),
    home.Place(
        url="appointments:places",
        title=gettext_lazy("Places to meet"),
        icon="route",
        order=90,
        needs=Permission.MEETING_PLACE_EDIT,
        side=home.STAFF,
        in_nav=False,
        owns_room=False,
    ),
)
tabs.register(gettext_lazy("Appointments"), "appointments:for-person", Permission.APPOINTMENT_BOOK, order=15)
