"""Keeping photos of letters, and taking one away again."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

import rehab.letters.events  # noqa: F401
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.files import delete_stored, store
from justice_portal.people.models import Person
from rehab.care.victims.words import refuse_from_staff
from rehab.letters.models import Letter
from rehab.letters.pictures import Picture

MOST_LETTERS = 100


@action(needs=Permission.PLAN_EDIT)
def add_letter(person: Person, *, key: UUID, kind: str, title: str, picture: Picture, by: Any) -> Letter:
    """Keep a picture that was made anew (pictures.py). The same form sent twice keeps one."""
    if done := Letter.objects.filter(pk=key, person=person).first():
        return done
    person = Person.objects.locked(person)
    if Letter.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    if Letter.objects.filter(person=person).count() >= MOST_LETTERS:
        raise DomainError(_("There are many photos here. Take one away first."))
    refuse_from_staff(person, by, title)
    kept = store(picture.content, suffix=".jpg", kept_in="rehab.Letter.path")
    letter = Letter.objects.create(
        pk=key,
        person=person,
        kind=kind,
        title=title,
        path=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        width=picture.width,
        height=picture.height,
        added_by=by,
        made_in=person.establishment,
    )
    record(by, "letters.added", letter, kind=kind, size=kept.size)
    return letter


@action(needs=Permission.PLAN_EDIT)
def remove_letter(letter: Letter, *, by: Any) -> None:
    """Take a photo away for good: whoever added it, or the person it belongs to."""
    if by.pk not in {letter.added_by_id, letter.person.user_id}:
        raise PermissionDenied
    record(by, "letters.removed", letter, kind=letter.kind)
    delete_stored(letter.path)
    letter.delete()
