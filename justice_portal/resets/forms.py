"""What is typed by who forgot their passphrase."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form


class AskForm(Form):
    """Where to write to."""

    email = forms.EmailField(
        label=_("Your email"),
        help_text=_("The one that we have for you."),
        max_length=120,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Type your email.")},
    )
