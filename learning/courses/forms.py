"""What the forms of courses and quizzes send beside their fields."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.errors import DomainError
from justice_portal.forms import Form
from learning.courses.catalogue import Wanted
from learning.courses.models import PLAIN_LEVELS, Level, Subject

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


class CatalogueFilter(Form):
    """What the catalogue is narrowed to, beside the subject."""

    subject = forms.ChoiceField(choices=Subject.choices, required=False, widget=forms.HiddenInput)
    level = forms.ChoiceField(label=gettext_lazy("How hard"), required=False)
    length = forms.ChoiceField(
        label=gettext_lazy("How long"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("short", gettext_lazy("Half an hour or less")),
            ("middle", gettext_lazy("Up to an hour")),
            ("long", gettext_lazy("More than an hour")),
        ],
    )
    in_welsh = forms.BooleanField(label=gettext_lazy("In Welsh"), required=False)
    has_audio = forms.BooleanField(label=gettext_lazy("With sound"), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        levels = [(level.value, f"{PLAIN_LEVELS[level]} ({level.label})") for level in Level]
        self.fields["level"].choices = [("", _("All")), *levels]

    @property
    def wanted(self) -> Wanted:
        """What could be read of what was sent."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            given.get("level", ""), given.get("length", ""), given.get("in_welsh", False), bool(given.get("has_audio"))
        )
