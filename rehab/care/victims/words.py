"""Whether words for the person give away whom a condition protects (T60)."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from rehab.care.victims.models import VictimDetail

#: A part of a name shorter than this stands in too many words.
SHORTEST = 3
#: Words of names of places that say nothing alone.
PLAIN = frozenset(
    "the and road street lane avenue close drive way place court house flat park hill green north south east west upper"
    " lower near town city village school mrs miss san saint from for not".split()
)


def kept_apart(details: Iterable[VictimDetail]) -> set[str]:
    """Each word, and each postcode without its space, that no page of the person may say."""
    found: set[str] = set()
    for detail in details:
        for text in (detail.name, detail.area_name):
            found |= {word for word in words_of(text) if len(word) >= SHORTEST and word not in PLAIN}
        if detail.postcode:
            found.add(squeezed(detail.postcode))
    return found


def refuse_victim_words(person: Person, *texts: Any) -> None:
    """Raise DomainError when words that the person will read say who or where a condition of theirs protects."""
    secret = kept_apart(VictimDetail.objects.live().filter(person=person))
    if secret and any(tells(str(text), secret) for text in texts if text):
        raise DomainError(
            _("These words say who or where a victim is. The person would read them. Write them another way.")
        )


def refuse_from_staff(person: Person, by: Any, *texts: Any) -> None:
    """The same for words that staff write. Those of the person themselves are never held against what they must not know:
    a refusal would tell them."""
    if person.user_id is None or person.user_id != by.pk:
        refuse_victim_words(person, *texts)


def tells(text: str, secret: set[str]) -> bool:
    """Whether the text has one of these words, or one of these postcodes, however it is written."""
    if secret & set(words_of(text)):
        return True
    run = squeezed(text)
    return any(mark in run for mark in secret if any(letter.isdigit() for letter in mark))


def words_of(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [
        part for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", plain) for part in {word, re.split("['’]", word)[0]}
    ]


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).casefold())
