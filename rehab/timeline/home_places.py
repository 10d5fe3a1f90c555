"""The tab of the timeline, and what movements say in it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.people import tabs, timeline
from justice_portal.people.models import Movement, Person

Kind = Movement.Kind
#: A movement as the person reads it. A change of cell is not news to them.
OWN_WORDS = {
    Kind.RECEPTION: gettext_lazy("You came to prison"),
    Kind.TRANSFER_OUT: gettext_lazy("You left for another prison"),
    Kind.TRANSFER_IN: gettext_lazy("You came to another prison"),
    Kind.SENTENCED: gettext_lazy("The court gave you a sentence"),
    Kind.ROTL_OUT: gettext_lazy("You went out for a short time"),
    Kind.ROTL_IN: gettext_lazy("You came back from your short time out"),
    Kind.RELEASE: gettext_lazy("You left prison"),
    Kind.SUPERVISION: gettext_lazy("Your time with probation changed"),
    Kind.UNIT: gettext_lazy("You moved to another probation office"),
    Kind.ORDER: gettext_lazy("Your community order began"),
    Kind.RECALL: gettext_lazy("You were called back to prison"),
    Kind.ENDED: gettext_lazy("Your time with probation ended"),
}

#: A change of cell is daily life; who may see a record is no event of a life, and the person is not told of it here.
UNTOLD = (Kind.CELL, Kind.RESTRICTED, Kind.UNRESTRICTED)


def moves(user: Any, person: Person, before: datetime, most: int) -> list[timeline.Event]:
    counting = Movement.objects.visible_to(user).counting()  # what was taken back did not happen
    found = counting.filter(person=person, happened_at__lt=before).exclude(kind__in=UNTOLD)
    own = person.user_id == user.pk
    return [
        timeline.Event(
            at=one.happened_at,
            title=str(OWN_WORDS.get(Kind(one.kind), _("Something changed")) if own else one.get_kind_display()),
            text=str(one.to_establishment or one.from_establishment or ""),
            icon="route",
        )
        for one in found.with_places().order_by("-happened_at")[:most]
        if not (own and one.kind == Kind.DEATH)
    ]


timeline.register("movements", moves, Permission.PLAN_VIEW)
tabs.register(gettext_lazy("Timeline"), "timeline:for-person", Permission.PLAN_VIEW, order=16)
