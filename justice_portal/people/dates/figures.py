"""Where somebody is and what their dates mean, in the words that they are told."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.people.dates.models import SentenceDate
from justice_portal.people.models import Person

Kind, Place, Status = SentenceDate.Kind, Person.Place, Person.Status
PLAIN = {
    Kind.HDC_ELIGIBILITY: (
        gettext_lazy("You may go home with a tag"),
        gettext_lazy("This is the first day it can be. Staff look at each case, and can say no."),
    ),
    Kind.PAROLE_ELIGIBILITY: (
        gettext_lazy("You can ask for parole"),
        gettext_lazy("This is the first day it can be. The Parole Board decides."),
    ),
    Kind.CONDITIONAL_RELEASE: (gettext_lazy("You leave prison"), gettext_lazy("This is the day that you are let out.")),
    Kind.LICENCE_START: (
        gettext_lazy("Your licence starts"),
        gettext_lazy("A licence is a list of rules for your time outside."),
    ),
    Kind.LICENCE_EXPIRY: (gettext_lazy("Your licence ends"), gettext_lazy("You keep to its rules until this day.")),
    Kind.SENTENCE_EXPIRY: (gettext_lazy("Your sentence ends"), gettext_lazy("From this day on, it is all done.")),
}


def in_plain_words(told: Iterable[SentenceDate]) -> list[dict[str, Any]]:
    """Dates as the person reads them, the earliest first."""
    return [
        {
            "title": PLAIN[Kind(one.kind)][0],
            "means": PLAIN[Kind(one.kind)][1],
            "told": one,
            "is_past": one.on < clock.today(),
        }
        for one in sorted(told, key=lambda one: one.on)
    ]


def where_am_i(person: Person) -> str:
    """One plain sentence."""
    if person.status == Status.ROTL:
        return _("You are out for a short time. You come back to %(place)s.") % {"place": person.establishment}
    if person.place == Place.PRISON:
        return _("You are in prison: %(place)s.") % {"place": person.establishment}
    if person.place == Place.TRANSFER:
        return _("You are on the way to a new prison.")
    if person.place == Place.ENDED:
        return _("You are done. You have nobody to report to.")
    outside = {
        Status.HDC: _("You are at home with a tag."),
        Status.LICENCE: _("You are out on licence."),
        Status.POST_SENTENCE: _("Your licence is done. Your officer still helps you for a time."),
        Status.COMMUNITY_ORDER: _("You are on a community order."),
        Status.RECALLED: _("You are called back to prison."),
    }
    return outside.get(Status(person.status), str(person.get_status_display()))
