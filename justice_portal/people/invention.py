"""Inventing people: names, numbers and dates, by chance that can be had again."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from string import ascii_uppercase

from justice_portal.people.invented_names import CALLED, GROUPS
from justice_portal.people.models import Person

#: Prison numbers A0000AA to A0999ZZ are for invented people, here and in every test.
RESERVED = 1_000 * 26 * 26
#: What every number of the block begins with, and no real one.
RESERVED_START = "A0"
#: Has no factor in common with RESERVED, so that stepping by it meets every number once.
STEP = 419_831


@dataclass(frozen=True, slots=True)
class Invented:
    """Someone who never was."""

    given_name: str
    family_name: str
    preferred_name: str
    language: str
    wants_welsh: bool
    reading: str

    @property
    def called(self) -> str:
        return self.preferred_name or self.given_name


def invent(rng: Random, *, woman: bool = False) -> Invented:
    group = rng.choices(GROUPS, weights=[names.share for names in GROUPS])[0]
    given = rng.choice(group.women if woman else group.men)
    language = group.speaks if rng.random() < group.speak_it else "English"
    # About half read at or below what is expected of a nine-year-old (DOMAIN sheet, initial assessments).
    reading = rng.choices(Person.Reading.values, weights=[35, 45, 12, 8])[0]
    return Invented(
        given_name=given,
        family_name=rng.choice(group.families),
        preferred_name=CALLED.get(given, "") if rng.random() < 0.4 else "",
        language=language,
        wants_welsh=language == "Welsh",
        reading=reading,
    )


def any_name(rng: Random) -> str:
    """A name for a member of staff."""
    someone = invent(rng, woman=rng.random() < 0.55)
    return f"{someone.given_name} {someone.family_name}"


def reserved_number(nth: int) -> str:
    """The nth prison number of the reserved block, in an order that looks like none."""
    if not 0 <= nth < RESERVED:
        raise ValueError(f"There are {RESERVED} reserved prison numbers.")
    digits, letters = divmod(nth * STEP % RESERVED, 26 * 26)
    return f"A0{digits:03d}{ascii_uppercase[letters // 26]}{ascii_uppercase[letters % 26]}"


def is_reserved(prison_number: str) -> bool:
    """Whether the number can only be an invented person's."""
    return prison_number.startswith(RESERVED_START)


def birthday(rng: Random, today: date) -> date:
    """Of a grown-up: most are around thirty-five, the oldest seventy-nine."""
    years = rng.triangular(18.2, 79, 33)
    return today - timedelta(days=round(years * 365.25))
