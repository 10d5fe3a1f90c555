"""What the forms of courses send."""

from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from justice_portal.forms import Form, KeyField


class KeyForm(Form):
    """A button: it sends the key that the page made, so that sending twice does once."""

    key = KeyField()


def key_of(sent: QueryDict) -> UUID:
    """The key that the page made. Raises DomainError when it is missing or no key."""
    form = KeyForm(sent)
    if not form.is_valid():
        raise DomainError(_("Please open the page again and have another go."))
    return form.cleaned_data["key"]


class ChoiceForm(KeyForm):
    """The answer to a check-yourself question."""

    choice = forms.IntegerField(min_value=0, max_value=20)
