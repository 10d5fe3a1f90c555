"""Who has gone quiet, and what we know of why: from registers, cancelled sessions and moves. Never a score.

Somebody is quiet who has begun a course, has not finished it, and has done nothing in any course for four weeks. What
stands beside them is what was written down since then, put under one cause; the tutor asks before they judge.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Movement, Person
from justice_portal.tables import Column, Link
from learning.attendance.marks import counting
from learning.attendance.models import CancelledSession, ClassPlace, Outcome, OwnWord, RegisterMark
from learning.lists.kinds import Listing
from learning.record_store.models import CourseProgress

QUIET_AFTER = timedelta(days=28)
#: More than any prison has. Whoever reaches more looks at one prison at a time.
MOST = 2_000

REGIME, TRANSFER, OTHER, OWN, UNKNOWN = "regime", "transfer", "other", "own", "unknown"
CAUSES = {
    REGIME: gettext_lazy("The regime took the time"),
    TRANSFER: gettext_lazy("They were moved"),
    OTHER: gettext_lazy("Court or health"),
    OWN: gettext_lazy("Their own choice"),
    UNKNOWN: gettext_lazy("Not known: ask them"),
}
#: Which cause an outcome of a register speaks for. Coming to a class speaks for none.
SPEAKS_FOR = {
    Outcome.LOCKDOWN: REGIME,
    Outcome.STAFF: REGIME,
    Outcome.TECHNICAL: REGIME,
    Outcome.TRANSFER: TRANSFER,
    Outcome.COURT: OTHER,
    Outcome.HEALTH: OTHER,
    Outcome.MISSED: OWN,
}
MOVES = (
    Movement.Kind.TRANSFER_OUT,
    Movement.Kind.TRANSFER_IN,
    Movement.Kind.RECEPTION,
    Movement.Kind.RELEASE,
    Movement.Kind.RECALL,
)
COLUMNS = (
    Column(gettext_lazy("Name"), heads_row=True),
    Column(gettext_lazy("Number")),
    Column(gettext_lazy("Wing")),
    Column(gettext_lazy("Last active")),
    Column(gettext_lazy("Cause")),
    Column(gettext_lazy("What is written down since then")),
)


@dataclass
class Known:
    """What is written down about one person since they were last active."""

    sessions: Counter[str] = field(default_factory=Counter)  # sessions by cause
    moved_on: date | None = None
    has_said: bool = False

    @property
    def cause(self) -> str:
        """A move outweighs all; then what was not their choice, as soon as there is as much of it as of their own."""
        if self.moved_on or self.sessions[TRANSFER]:
            return TRANSFER
        not_chosen = self.sessions[REGIME] + self.sessions[OTHER]
        if not_chosen and not_chosen >= self.sessions[OWN]:
            return REGIME if self.sessions[REGIME] >= self.sessions[OTHER] else OTHER
        return OWN if self.sessions[OWN] else UNKNOWN

    @property
    def in_words(self) -> str:
        said = []
        if self.moved_on:
            said.append(_("Moved on %(day)s") % {"day": date_format(self.moved_on, "j M Y")})
        for cause, count in sorted(self.sessions.items()):
            said.append(_counted(cause, count) % {"n": count})
        if self.has_said:
            said.append(_("They said why: it stands on the register"))
        return "; ".join(said) or _("Nothing")


def _counted(cause: str, n: int) -> str:
    return {
        REGIME: ngettext("%(n)s session lost to the regime", "%(n)s sessions lost to the regime", n),
        TRANSFER: ngettext("%(n)s session lost to a move", "%(n)s sessions lost to a move", n),
        OTHER: ngettext("%(n)s session lost to court or health", "%(n)s sessions lost to court or health", n),
        OWN: ngettext("did not come %(n)s time", "did not come %(n)s times", n),
    }[cause]


def quiet(user: Any, wanted: Mapping[str, str]) -> Listing:
    """Those within reach who have gone quiet, the longest first. Seven queries, however many. Asks: why."""
    people, since = _people(user)
    known = _known(user, since)
    rows = [
        (one.pk, _cells(one, since[one.pk], known[one.pk]))
        for one in people
        if wanted.get("why", "") in {"", known[one.pk].cause}
    ]
    why = CAUSES.get(wanted.get("why", ""))
    return Listing(_("Gone quiet"), COLUMNS, rows, [f"{why}."] if why else [])


def figures(listing: Listing) -> list[tuple[str, str, int]]:
    """How many there are of each cause: (its word in the address, its name, how many)."""
    found = Counter(str(cells[4]) for _person, cells in listing.rows)
    return [(code, str(name), found[str(name)]) for code, name in CAUSES.items()]


def _people(user: Any) -> tuple[list[Person], dict[UUID, datetime]]:
    """The quiet ones, the longest quiet first, and when each was last active."""
    mine = CourseProgress.objects.within(user, Permission.LEARNING_ASSIGN).live().order_by()
    unfinished = Count("pk", filter=Q(completed_at=None, last_at__isnull=False))
    each = mine.values("person").annotate(last=Max("last_at"), unfinished=unfinished)
    found = each.filter(last__lt=clock.now() - QUIET_AFTER, unfinished__gt=0)
    since = dict(found.values_list("person", "last")[: MOST + 1])
    if len(since) > MOST:
        raise DomainError(_("There are too many people on this list. Open one prison at a time."))
    rows = Person.objects.within(user, Permission.LEARNING_ASSIGN).filter(pk__in=since).select_related("wing")
    return sorted(rows, key=lambda one: (since[one.pk], str(one.pk))), since


def _known(user: Any, since: Mapping[UUID, datetime]) -> dict[UUID, Known]:
    known: dict[UUID, Known] = defaultdict(Known)
    if not since:
        return known
    days = {person: moment.astimezone(clock.LONDON).date() for person, moment in since.items()}
    first = min(days.values())
    marks = RegisterMark.objects.visible_to(user).filter(person__in=since, on__gt=first)
    for mark in counting(marks):
        cause = SPEAKS_FOR.get(Outcome(mark.outcome))
        if cause and mark.on > days[mark.person]:
            known[mark.person].sessions[cause] += 1
    _add_cancelled(user, days, first, known)
    moves = Movement.objects.visible_to(user).counting().filter(person__in=since, kind__in=MOVES)
    for person, at in moves.filter(happened_at__gt=min(since.values())).values_list("person", "happened_at"):
        if at > since[person]:
            day = at.astimezone(clock.LONDON).date()
            known[person].moved_on = max(day, known[person].moved_on or day)
    said = OwnWord.objects.visible_to(user).filter(person__in=since, on__gt=first).order_by()
    for person, on in said.values_list("person", "on"):
        known[person].has_said |= on > days[person]
    return known


def _add_cancelled(user: Any, days: Mapping[UUID, date], first: date, known: dict[UUID, Known]) -> None:
    """Sessions of their classes that were not on: the regime took those too."""
    places = ClassPlace.objects.visible_to(user).filter(person__in=days).order_by()
    gone = CancelledSession.objects.visible_to(user).standing().filter(on__gt=first, on__lte=clock.today())
    off: dict[UUID, list[date]] = defaultdict(list)
    for taught, on in gone.order_by().values_list("taught_class", "on"):
        off[taught].append(on)
    for person, taught, joined, left in places.values_list("person", "taught_class", "joined_on", "left_on"):
        lost = _within(off[taught], max(joined, days[person] + timedelta(days=1)), left)
        if lost:
            known[person].sessions[REGIME] += lost


def _within(days: Iterable[date], first: date, last: date | None) -> int:
    return sum(first <= day and (last is None or day <= last) for day in days)


def _cells(person: Person, last: datetime, known: Known) -> list[Any]:
    return [
        Link(person.get_absolute_url(), str(person)),
        person.number,
        person.wing.name if person.wing else "",
        last.astimezone(clock.LONDON).date(),
        str(CAUSES[known.cause]),
        known.in_words,
    ]
