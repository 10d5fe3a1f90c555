from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from mentoring.drift.models import DriftConcern


class AnswerForm(Form):
    answer = forms.CharField(
        label=_("What was it about?"),
        help_text=_("Say it in your own words. Who looks after you reads it."),
        max_length=1000,
        widget=forms.Textarea,
    )


class DecideForm(Form):
    outcome = forms.ChoiceField(
        label=_("What do you decide?"), choices=DriftConcern.Outcome.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Why"), help_text=_("If you asked the mentor, they read this."), max_length=1000, widget=forms.Textarea
    )
