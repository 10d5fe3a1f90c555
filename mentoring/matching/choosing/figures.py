"""Which mentors could be proposed to a person, each with the reasons in words. No score, and no order by how well they fit."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from justice_portal.keys import uuid7
from justice_portal.people.alert_rules.figures import Effect, applies
from justice_portal.people.models import Person
from justice_portal.protected.models import Connection
from mentoring.matching.apart import is_under_18
from mentoring.matching.choosing.models import Wish
from mentoring.matching.models import Match
from mentoring.mentors.choices import FreeTime, Help, Interest, Language
from mentoring.mentors.file.figures import ready_among
from mentoring.mentors.models import Mentor, labels

#: So many are looked at, and so many shown.
MOST_LOOKED_AT, MOST_SHOWN = 200, 8
LIVE = Q(user__matches__status__in=["proposed", "active", "paused"])


@dataclass(frozen=True)
class Suggestion:
    """A mentor who could be proposed, and what speaks for it."""

    mentor: Mentor
    reasons: list[str]
    key: UUID = field(default_factory=uuid7)  # of the match that asking makes


def suggestions(person: Person, wish: Wish, user: Any, *, outside: bool = False) -> list[Suggestion]:
    """Mentors whom user may propose to this person now; those who mentor the fewest people first, then by name.

    Left out: who is not ready or has no room, who is kept apart from the person, who has no language or no way of
    meeting in common with them, and a pair of whom one said no before. A fixed number of queries. outside: volunteers only.
    """
    if applies(person.pk, Effect.NO_MATCH):
        return []
    rows = Mentor.objects.visible_to(user).vetted().filter(languages__overlap=wish.languages)
    apart = Connection.objects.shut().filter(person=person).values("user")
    tried = Match.objects.filter(person=person).filter(~Q(status="ended") | Q(end_reason=Match.Reason.NO_THANKS))
    rows = rows.exclude(user__in=apart).exclude(user__in=tried.values("mentor")).exclude(user=person.user_id)
    if wish.ways:
        rows = rows.filter(Q(ways=[]) | Q(ways__overlap=wish.ways))
    if outside:
        rows = rows.filter(kind=Mentor.Kind.VOLUNTEER)
    if is_under_18(person):
        rows = rows.cleared_for_under_18()
    rows = rows.annotate(busy=Count("user__matches", filter=LIVE)).filter(busy__lt=F("most_people"))
    found = rows.select_related("user", "area__region").order_by("busy", "called", "pk")[:MOST_LOOKED_AT]
    return [Suggestion(one, reasons_for_staff(wish, one)) for one in ready_among(found)[:MOST_SHOWN]]


def reasons_for_staff(wish: Wish, mentor: Mentor) -> list[str]:
    """What the two have in common, with places."""
    said = [
        _("Both speak: %(what)s.") % {"what": _both(Language, wish.languages, mentor.languages)},
        *_if_any(_("Wants help with, and gets it here: %(what)s."), Help, wish.help_wanted, mentor.helps_with),
        *_if_any(_("Both like: %(what)s."), Interest, wish.interests, mentor.interests),
        *_if_any(_("Both are free: %(what)s."), FreeTime, wish.free_times, mentor.free_times),
    ]
    if wish.area and mentor.area:
        if wish.area_id == mentor.area_id:
            said.append(_("Both are near: %(what)s.") % {"what": wish.area})
        elif wish.area.region_id == mentor.area.region_id:
            said.append(_("Both are in the region: %(what)s.") % {"what": wish.area.region})
    busy = getattr(mentor, "busy", 0)
    people = ngettext("Mentors %(n)d person now.", "Mentors %(n)d people now.", busy) % {"n": busy}
    return [*said, people if busy else _("Mentors nobody now.")]


def reasons_for_person(match: Match, mentor: Mentor) -> list[str]:
    """The same, said to the person; never with a place."""
    return [
        *_if_any(_("You both speak: %(what)s."), Language, match.languages, mentor.languages),
        *_if_any(
            _("You want help with this, and they can help: %(what)s."), Help, match.help_wanted, mentor.helps_with
        ),
        *_if_any(_("You both like: %(what)s."), Interest, match.interests, mentor.interests),
        *_if_any(_("You are both free: %(what)s."), FreeTime, match.free_times, mentor.free_times),
    ]


def _both(kind: Any, ours: list[str], theirs: list[str]) -> str:
    return ", ".join(labels(kind, [one for one in ours if one in theirs]))


def _if_any(words: str, kind: Any, ours: list[str], theirs: list[str]) -> list[str]:
    both = _both(kind, ours, theirs)
    return [words % {"what": both}] if both else []
