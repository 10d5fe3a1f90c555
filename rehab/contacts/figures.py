"""When staff and a person last met, and how long nobody did. Counted from what stands, never from messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from justice_portal.people.models import Person

#: Longer than this without a contact is a gap: in prison, and outside.
GAP_INSIDE, GAP_OUTSIDE = timedelta(days=14), timedelta(days=28)


@dataclass(frozen=True)
class Gap:
    """Days without any contact. ended_on None: it lasts."""

    began_on: date
    days: int
    ended_on: date | None = None


def longest_without(person: Person) -> timedelta:
    return GAP_INSIDE if person.place in {Person.Place.PRISON, Person.Place.TRANSFER} else GAP_OUTSIDE


def gaps(days: Sequence[date], today: date, longest: timedelta) -> list[Gap]:
    """The gaps between these days and up to today, the newest first."""
    met = sorted(set(days))
    found = [Gap(before, (after - before).days, after) for before, after in pairwise(met) if after - before > longest]
    if met and today - met[-1] > longest:
        found.append(Gap(met[-1], (today - met[-1]).days))
    return found[::-1]
