"""Where support needs are: a tab of a person's page, their part of the timeline. The person comes from the plan."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.people import tabs, timeline
from justice_portal.people.models import Person
from rehab.needs.models import NeedUpdate, SupportNeed


def past(user: Any, person: Person, before: datetime, most: int) -> list[timeline.Event]:
    """Needs written down, and what happened with them. Two queries."""
    own = person.user_id == user.pk
    needs = (
        SupportNeed.objects.visible_to(user)
        .filter(person=person, added_at__lt=before)
        .select_related("need", "added_by")
    )
    updates = NeedUpdate.objects.visible_to(user).filter(support_need__person=person, added_at__lt=before)
    events = [
        timeline.Event(
            one.added_at,
            _("Help you need") if own else _("Support need added"),
            one.plain if own else str(one),
            one.added_by.name,
            one.get_absolute_url(),
            "help",
        )
        for one in needs.order_by("-added_at")[:most]
        if not (own and one.need.is_none)
    ]
    return events + [
        timeline.Event(
            one.added_at,
            one.support_need.plain if own else str(one.support_need),
            one.words or ("" if own else one.get_status_display()),
            one.added_by.name,
            one.support_need.get_absolute_url(),
            "help",
        )
        for one in updates.select_related("support_need__need", "added_by")[:most]
    ]


timeline.register("needs", past, Permission.ASSESSMENT_VIEW)
tabs.register(gettext_lazy("Support needs"), "needs:for-person", Permission.NEED_EDIT, order=19)
