"""Finding people: what was typed, as a filter; the columns that sort; people of the same or a similar name.

What was typed is kept in the reader's session under a random word, and the word stands in the address: names and numbers
never do.
"""

import re
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Value
from django.utils.translation import gettext_lazy as _

from justice_portal.people.models import Alert, Person, PersonQuerySet
from justice_portal.people.names import plain_name, sound_keys
from justice_portal.tables import Column

SESSION = "people.searches"
#: So many searches are remembered for one sign-in; the Back button reaches that far.
REMEMBERED = 10
LONGEST = 80
MOST_WORDS = 6
NUMBER = re.compile(r"[A-Z][0-9]{4}[A-Z]{2}")
PART_OF_NUMBER = re.compile(r"[A-Z][0-9]{2,4}[A-Z]?")
CRN = re.compile(r"[A-Z][0-9]{6}")
DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")

COLUMNS = (
    Column(_("Name"), sort="name", order=("family_name", "given_name"), heads_row=True),
    Column(_("Number"), sort="number", order=("prison_number", "crn")),
    Column(_("Born"), sort="born", order=("born_on",)),
    Column(_("Where"), sort="where", order=("establishment__name", "cell__code", "delivery_unit__name")),
    Column(_("Status"), sort="status", order=("status",)),
    Column(_("Release"), sort="release", order=("release_on",)),
    Column(_("Take care")),
)


def remember(session: Any, text: str) -> str:
    """Keep what was typed; the word that stands for it in the address."""
    word = secrets.token_urlsafe(9)
    kept = list(session.get(SESSION, []))[-(REMEMBERED - 1) :]
    session[SESSION] = [*kept, [word, text[:LONGEST]]]
    return word


def remembered(session: Any, word: str) -> str:
    return dict(session.get(SESSION, [])).get(word, "")


def matching(people: PersonQuerySet, typed: str) -> PersonQuerySet:
    """People to whom every word that was typed belongs: a number, a birthday, a part of a name, or how it sounds."""
    words, names = typed.replace(",", " ").split()[:MOST_WORDS], []
    for word in words:
        if (born_on := _day(word)) is not None:
            people = people.filter(born_on=born_on)
        elif NUMBER.fullmatch(word.upper()):
            people = people.filter(prison_number=word.upper())
        elif CRN.fullmatch(word.upper()):
            people = people.filter(crn=word.upper())
        elif PART_OF_NUMBER.fullmatch(word.upper()):
            people = people.filter(prison_number__startswith=word.upper())
        elif part := plain_name(word):
            names.append(part)
        else:
            return people.none()
    if not names:
        return people
    parts = Q()
    for part in names:
        parts &= Q(name_key__contains=part)
    if len(names) > 1:
        parts |= Q(sound_keys__overlap=sound_keys(Value(names[0]), Value(names[-1]), Value("")))
    return people.filter(parts)


def with_alerts(people: PersonQuerySet, user: Any) -> PersonQuerySet:
    """has_alerts: whether there is an alert that user may see."""
    return people.annotate(has_alerts=Exists(Alert.objects.visible_to(user).live().filter(person=OuterRef("pk"))))


def same_names(people: Iterable[Person], within: PersonQuerySet) -> dict[UUID, list[Person]]:
    """For each of people, others of `within` whose name is or sounds the same. One query."""
    people = list(people)
    sounds = sorted({sound for person in people for sound in person.sound_keys})
    if not sounds:
        return {}
    others = within.filter(sound_keys__overlap=sounds).order_by("family_name", "given_name", "pk")
    found = list(others.only("given_name", "family_name", "preferred_name", "prison_number", "crn", "sound_keys")[:500])
    return {
        person.pk: [
            other for other in found if other.pk != person.pk and set(other.sound_keys) & set(person.sound_keys)
        ]
        for person in people
    }


def of_similar_name(given: str, family: str, within: PersonQuerySet) -> list[Person]:
    """People whose name is or sounds like one that was typed at reception."""
    sounds = sound_keys(Value(given), Value(family), Value(""))
    return list(within.filter(sound_keys__overlap=sounds).order_by("family_name", "given_name", "pk")[:10])


def _day(word: str) -> date | None:
    if found := ISO_DAY.fullmatch(word):
        year, month, day = map(int, found.groups())
    elif found := DAY.fullmatch(word):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return date.min  # nobody's birthday: a date that is none finds nobody
