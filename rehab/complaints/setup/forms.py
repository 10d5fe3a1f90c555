"""What an administrator says of complaints in a prison."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.accounts.models import User
from justice_portal.forms import Form
from rehab.complaints.models import ComplaintPeriod

SHORT = {"class": "govuk-input--width-3", "inputmode": "numeric"}


class ReaderForm(Form):
    """Who is named to read confidential complaints."""

    username = forms.CharField(
        label=_("User name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_username(self) -> str:
        return User.normalise(self.cleaned_data["username"], "staff")


class DaysForm(Form):
    """Working days for each kind."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for kind in ComplaintPeriod.Kind:
            self.fields[kind.value] = forms.IntegerField(
                label=kind.label,
                help_text=_("Working days until the answer is due"),
                min_value=1,
                max_value=20,
                widget=forms.TextInput(attrs=SHORT),
            )
