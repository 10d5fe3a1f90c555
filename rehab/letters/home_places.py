"""The tab of letters, and their part of the timeline."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.people import tabs, timeline
from justice_portal.people.models import Person
from rehab.letters.models import Letter


def past(user: Any, person: Person, before: datetime, most: int) -> list[timeline.Event]:
    found = Letter.objects.visible_to(user).filter(person=person, added_at__lt=before).select_related("added_by")
    return [
        timeline.Event(one.added_at, _("New photo"), one.title, one.added_by.name, one.get_absolute_url(), "attach")
        for one in found[:most]
    ]


timeline.register("letters", past, Permission.LETTER_VIEW)
tabs.register(gettext_lazy("Letters"), "letters:for-person", Permission.LETTER_VIEW, order=26)
