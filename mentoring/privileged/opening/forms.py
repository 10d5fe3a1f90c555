"""Asking a governor, and what the governor says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from mentoring.privileged.opening.models import Opening


class AskForm(Form):
    key = KeyField()
    reason = forms.ChoiceField(
        label=_("Why must they be opened?"),
        help_text=_("The person and the adviser are told this reason."),
        choices=Opening.Reason.choices,
        widget=forms.RadioSelect,
    )
    cause = forms.CharField(
        label=_("What gives you cause to think so?"),
        help_text=_("For the governor, and for whoever looks into it later."),
        max_length=500,
        widget=forms.Textarea,
    )


class DecideForm(Form):
    is_given = forms.TypedChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("Give authority, for one day")), ("no", _("Refuse"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class GovernorForm(Form):
    username = forms.CharField(label=_("User name of the manager"), max_length=60)
