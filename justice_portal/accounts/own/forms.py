"""A new passphrase: the old one first, the new one once, shown when the reader asks for it."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from justice_portal.accounts.models import User
from justice_portal.accounts.passphrases import LONGEST_PASSPHRASE, SHORTEST_OF_STAFF
from justice_portal.forms import Form, PasswordInput

WRONG_PASSPHRASE = _("This passphrase did not work. After many tries, wait 10 minutes.")


class ChangePassphraseForm(Form):
    """Long words that belong together are easy to keep in mind; any letters will do."""

    old = forms.CharField(
        label=_("Your passphrase now"),
        max_length=LONGEST_PASSPHRASE,
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your passphrase.")},
    )
    new = forms.CharField(
        label=_("Your new passphrase"),
        help_text=_("15 letters or more. A few words that only you would put together. Spaces are fine."),
        max_length=LONGEST_PASSPHRASE,
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter a new passphrase.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new(self) -> str:
        new = self.cleaned_data["new"]
        if len(new) < SHORTEST_OF_STAFF:
            raise forms.ValidationError(_("Use 15 letters or more."))
        validate_password(new, self.user)
        if new == self.cleaned_data.get("old"):
            raise forms.ValidationError(_("That is your passphrase now. Choose another."))
        return new
