from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.people.models import Person
from justice_portal.rights.keepsakes import Keepsake, take_along
from rehab.appointments.calendar_file import as_calendar
from rehab.appointments.models import Appointment

tabs.register(gettext_lazy("Leaving pack"), "journey:packs", Permission.PHONE_GIVE, order=86)


def calendar_of(person: Person, reader: Any) -> Iterator[Keepsake]:
    """Appointments to come, for the calendar of any phone."""
    for one in Appointment.objects.visible_to(reader).filter(person=person).to_come().for_page()[:50]:
        content = as_calendar(one, address=settings.SITE_URL + one.get_absolute_url())
        yield Keepsake(_("Calendar"), _("Appointment %(day)s") % {"day": one.starts_at.date()}, ".ics", content)


take_along(calendar_of)
