"""The timeline of the first 72 hours and what clashes in it. Plain figures: rows in, lines and clashes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.people.models import Allocation
from rehab.licence.facts import clock_words
from rehab.licence.hours import Span, of_day
from rehab.release_days.models import ReleaseDay, ReleaseStep

#: Who mends each kind of clash, and so many days before release it must be mended.
POM, COM = "pom", "com"
MENDED_BY = {
    "two": (COM, 2), "short": (COM, 2), "closed": (COM, 2), "gate": (POM, 2), "curfew": (COM, 3), "sleep": (COM, 7),
    "pay": (POM, 2), "phone": (POM, 1), "medication": (POM, 2),
}  # fmt: skip
ICONS = {"travel": "route", "stop": "flag", "appointment": "calendar", "gate": "sign-out", "home": "house"}


@dataclass(frozen=True)
class Line:
    """One thing on the timeline. minutes of opening: (opens, closes) of that day, or None where it is not known."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    from_place: str = ""
    detail: str = ""
    opening: tuple[time, time] | None = None
    is_shut: bool = False
    fare_pence: int = 0
    key: Any = None
    code: str = ""  # the code of a clash that this line is part of

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def at(self) -> str:
        return clock_words(self.starts)

    @property
    def until(self) -> str:
        return clock_words(self.ends)

    @property
    def opens(self) -> str:
        return clock_words(self.opening[0]) if self.opening else ""

    @property
    def closes(self) -> str:
        return clock_words(self.opening[1]) if self.opening else ""

    @property
    def starts(self) -> datetime:
        return self.starts_at.astimezone(clock.LONDON)

    @property
    def ends(self) -> datetime:
        return self.ends_at.astimezone(clock.LONDON)


@dataclass(frozen=True)
class Clash:
    """What cannot be kept, who must mend it, and by when."""

    code: str
    text: str
    who: str
    by_on: date
    keys: tuple[Any, ...] = ()


def lines(day: ReleaseDay, steps: Iterable[ReleaseStep], appointments: Iterable[Any]) -> list[Line]:
    """Everything of the three days, in the order in which it comes."""
    gate = Line("gate", day.gate_moment, day.gate_moment, _("Out of the gate"), day.gate_place)
    found = [gate, *(_of_step(one) for one in steps), *(_of_appointment(one) for one in appointments)]
    return sorted(found, key=lambda one: (one.starts_at, one.ends_at))


def _of_step(one: ReleaseStep) -> Line:
    opening = (one.opens, one.closes) if one.opens and one.closes else None
    title = one.get_mode_display() if one.kind == ReleaseStep.Kind.TRAVEL else one.what or one.place
    return Line(one.kind, one.starts_at, one.ends_at, str(title), one.place, one.from_place, opening=opening,
                fare_pence=one.fare_pence, key=one.pk)  # fmt: skip


def _of_appointment(one: Any) -> Line:
    """An appointment with the opening hours of its place on that day of the week."""
    opening, is_shut = None, False
    if one.place:
        hours = list(one.place.opening_times.all())
        of_the_day = [row for row in hours if row.weekday == one.starts_at.astimezone(clock.LONDON).weekday()]
        opening = (min(row.opens for row in of_the_day), max(row.closes for row in of_the_day)) if of_the_day else None
        is_shut = bool(hours) and not of_the_day
    return Line("appointment", one.starts_at, one.ends_at, one.get_about_display(), str(one.place or ""),
                detail=one.place.address if one.place else one.get_kind_display(), opening=opening, is_shut=is_shut,
                key=one.pk)  # fmt: skip


def clashes(
    day: ReleaseDay,
    timeline: Sequence[Line],
    curfew: Sequence[Span],
    travel: dict[tuple[str, str], int],
    workers: dict[str, str],
) -> list[Clash]:
    """Each thing that cannot be kept. travel: minutes between two places. workers: role -> name of who has the case."""
    found = [*_times(day, timeline, travel), *_opening(timeline), *_curfew(timeline, curfew), *_needs(day, timeline)]
    out = []
    for code, text, keys in found:
        role, days = MENDED_BY[code]
        who = workers.get(role) or (_("the prison officer") if role == POM else _("the probation officer"))
        out.append(Clash(code, text, who, day.release_on - timedelta(days=days), keys))
    return out


Found = tuple[str, str, tuple[Any, ...]]


def _times(day: ReleaseDay, timeline: Sequence[Line], travel: dict[tuple[str, str], int]) -> Iterable[Found]:
    busy = [one for one in timeline if one.kind != "gate"]
    for one in busy:
        if one.starts_at < day.gate_moment:
            yield "gate", _("%(what)s starts before the gate opens.") % {"what": one.title}, (one.key,)
    for one, other in pairwise(busy):
        names = {"one": one.title, "other": other.title}
        if other.starts_at < one.ends_at:
            yield "two", _("%(one)s and %(other)s are at the same time.") % names, (one.key, other.key)
            continue
        goes_from = other.from_place or other.place
        need = travel.get((one.place.casefold(), goes_from.casefold()))
        if (
            need
            and one.place.casefold() != goes_from.casefold()
            and other.starts_at - one.ends_at < timedelta(minutes=need)
        ):
            yield "short", _("There is no time to get from %(one)s to %(other)s.") % names, (one.key, other.key)


def _opening(timeline: Sequence[Line]) -> Iterable[Found]:
    for one in timeline:
        comes = one.ends if one.kind == ReleaseStep.Kind.TRAVEL else one.starts  # the hours are those of where it leads
        late = one.opening and not one.opening[0] <= comes.time() < one.opening[1]
        if late or one.is_shut:
            yield "closed", _("%(place)s is closed then.") % {"place": one.place}, (one.key,)


def _curfew(timeline: Sequence[Line], curfew: Sequence[Span]) -> Iterable[Found]:
    for one in timeline:
        if one.kind == "gate":
            continue
        start = one.starts.hour * 60 + one.starts.minute
        end = start + int((one.ends_at - one.starts_at).total_seconds() // 60)
        hours = of_day(curfew, one.starts.weekday())
        if any(start < last and end > first for first, last in hours):
            yield "curfew", _("%(what)s is in the hours of the curfew.") % {"what": one.title}, (one.key,)


def _needs(day: ReleaseDay, timeline: Sequence[Line]) -> Iterable[Found]:
    if not day.sleeps_at:
        yield "sleep", _("There is no place to sleep yet."), ()
    fares = sum(one.fare_pence for one in timeline)
    if fares and not day.has_warrant and (day.money_pence or 0) < fares:
        yield "pay", _("There is not enough money for the fares."), ()
    if not day.has_credit:
        yield "phone", _("There is no phone credit yet."), ()
    if day.medication and not day.has_medication:
        yield "medication", _("The medicine to take along is not ready."), ()


def workers(person: Any) -> dict[str, str]:
    """Who has the case in prison and outside, by role: names that the person knows."""
    live = Allocation.objects.live().filter(person=person, role__in=[POM, COM])
    return dict(live.values_list("role", "user__name"))


def pounds(pence: int | None) -> str:
    return "" if pence is None else f"£{pence / 100:.2f}".removesuffix(".00")


def stamp(day: ReleaseDay | None) -> str:
    """What tells one state of a day from the next."""
    return day.changed_at.isoformat() if day else ""
