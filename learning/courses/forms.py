"""What the forms of courses and quizzes send beside their fields."""

from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from justice_portal.errors import DomainError

#: More than any choice has.
MOST_DIGITS = 3


def uuid_of(sent: QueryDict, name: str) -> UUID:
    """A hidden field that the page made. Raises DomainError when it is missing or was meddled with."""
    try:
        return UUID(sent.get(name, ""))
    except ValueError as error:
        raise DomainError(_("Please open the page again and have another go.")) from error


def key_of(sent: QueryDict) -> UUID:
    """The key that the page made, so that sending twice does once. Raises DomainError."""
    return uuid_of(sent, "key")


def choice_of(sent: QueryDict) -> int | None:
    """The number of the choice that was made in a check-yourself question; None when none was."""
    text = sent.get("choice", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
