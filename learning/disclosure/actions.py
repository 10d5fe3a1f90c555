"""Writing the letter, and having it printed."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import learning.disclosure.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.jobs.queue import enqueue
from justice_portal.people.models import Person
from learning.disclosure.jobs import make_letter
from learning.disclosure.models import DisclosureLetter, LetterPrint
from learning.disclosure.parts import BY_NAME


class LetterChanged(DomainError):
    """It was changed since the page was opened. letter: as it stands now."""

    def __init__(self, letter: DisclosureLetter) -> None:
        super().__init__(_("Your letter was changed on another page. Look at both. Then save the one you want."))
        self.letter = letter


@action(needs=Permission.LEARNING_DO)
def write_part(person: Person, *, part: str, words: str, version: int, by: Any) -> DisclosureLetter:
    """One part in the person's own words. version: of the letter when the page was opened, 0 when there was none."""
    name = BY_NAME[part].name
    person = Person.objects.locked(person)
    letter = DisclosureLetter.objects.filter(person=person).first() or DisclosureLetter(person=person, version=0)
    if getattr(letter, name) == words:
        return letter
    if letter.version != version:
        raise LetterChanged(letter)
    setattr(letter, name, words)
    letter.version += 1
    letter.changed_at = clock.now()
    letter.save()
    record(by, "disclosure.written", letter, part=part)
    return letter


@action(needs=Permission.PLAN_VIEW)
def print_letter(letter: DisclosureLetter, *, key: UUID, by: Any) -> LetterPrint:
    """A PDF of the letter as it is now. The same form sent twice is one print."""
    if done := LetterPrint.objects.filter(pk=key, letter=letter).first():
        return done
    Person.objects.locked(letter.person)
    if LetterPrint.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    made = LetterPrint.objects.create(pk=key, letter=letter, asked_by=by)
    made.job = enqueue(make_letter, made.pk, key=f"disclosure:{made.pk}", by=by)
    made.save(update_fields=["job"])
    record(by, "disclosure.print_asked", made)
    return made
