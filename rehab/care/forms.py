"""What was done for somebody who may be in danger."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from rehab.care.models import CareAlert


class OutcomeForm(Form):
    """The outcome from a list, and a few words for the second reader."""

    outcome = forms.ChoiceField(
        label=_("What was done?"),
        choices=CareAlert.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was done.")},
    )
    words = forms.CharField(
        label=_("Who saw them, when, and what happens next"),
        help_text=_("A second reader closes the alert with this. Only staff read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write who saw them, when, and what happens next.")},
    )
