"""Shapes of input for reviews."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.forms import DateParts, Form, KeyField
from rehab.reviews.models import ReviewDue


class ReviewForm(Form):
    key = KeyField()
    held_on = forms.DateField(label=_("When was it?"), widget=DateParts, initial=clock.today)
    words = forms.CharField(
        label=_("What was said? The person can read this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class PutOffForm(Form):
    exemption = forms.ChoiceField(
        label=_("Why is it put off?"), choices=ReviewDue.Exemption.choices, widget=forms.RadioSelect
    )
