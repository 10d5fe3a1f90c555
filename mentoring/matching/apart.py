"""What keeps a person and a mentor apart: an alert that allows no mentor, that the two know each other, or their age."""

from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.people.alert_rules.figures import Effect, applies
from justice_portal.people.models import Person
from justice_portal.protected.models import Connection
from mentoring.mentors.models import Mentor


def is_under_18(person: Person) -> bool:
    """Whether they have still to reach 18. Who was born on 29 February reaches it on 1 March."""
    today, born = clock.today(), person.born_on
    return (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < 18


def why_apart(person: Person, mentor: UUID) -> str:
    """Why these two cannot be matched, in words for staff; nothing when they can. mentor: the mentor's account."""
    if applies(person.pk, Effect.NO_MATCH):
        return _("An alert on this person allows no mentor. Look at the alerts.")
    if Connection.objects.shut().filter(person=person, user=mentor).exists():
        return _("This mentor cannot be matched with this person.")
    if is_under_18(person) and not Mentor.objects.cleared_for_under_18().filter(user=mentor).exists():
        return _("This person is under 18, and this mentor is not cleared for that.")
    return ""


def refuse_pair(person: Person, mentor: UUID) -> None:
    """Raise DomainError when something keeps them apart."""
    if why := why_apart(person, mentor):
        raise DomainError(why)
