"""Where reviews are: the list of staff, a tab, their part of the timeline."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs, timeline
from justice_portal.people.models import Person
from rehab.reviews.models import Review


def past(user: Any, person: Person, before: datetime, most: int) -> list[timeline.Event]:
    found = Review.objects.visible_to(user).filter(person=person, added_at__lt=before).select_related("added_by")
    own = person.user_id == user.pk
    return [
        timeline.Event(
            one.added_at,
            _("We talked about the plan") if own else _("Review"),
            one.words,
            one.added_by.name,
            icon="calendar",
        )
        for one in found.order_by("-added_at")[:most]
    ]


home.register(
    home.Place(
        url="reviews:due",
        title=gettext_lazy("Reviews"),
        icon="calendar",
        order=45,
        needs=Permission.REVIEW_EDIT,
        side=home.STAFF,
    )
)
timeline.register("reviews", past, Permission.PLAN_VIEW)
tabs.register(gettext_lazy("Reviews"), "reviews:for-person", Permission.PLAN_VIEW, order=22)
