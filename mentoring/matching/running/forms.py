"""Goals, words for a review, and the day of an ending."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import DateParts, Form, KeyField
from mentoring.matching.running.models import MatchReview
from mentoring.mentors.choices import Goal


class GoalForm(Form):
    key = KeyField()
    goal = forms.ChoiceField(
        label=_("What would you like to get done?"), choices=Goal.choices, widget=forms.RadioSelect
    )


class SayForm(Form):
    words = forms.CharField(
        label=_("How does it go for you?"), help_text=_("Only staff read this."), max_length=500, widget=forms.Textarea
    )


class HoldForm(Form):
    outcome = forms.ChoiceField(
        label=_("What comes of it?"), choices=MatchReview.Outcome.choices, widget=forms.RadioSelect
    )
    summary = forms.CharField(
        label=_("Summary for the person"),
        help_text=_("The person reads this. Do not write what the mentor said in private."),
        max_length=500,
        widget=forms.Textarea,
    )


class EndingForm(Form):
    ends_on = forms.DateField(
        label=_("Last day of the mentoring"),
        help_text=_("Both are told now. It must be at least a week away, so that they can say goodbye."),
        widget=DateParts,
    )
