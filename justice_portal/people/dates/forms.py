"""What is asked about a date of a sentence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.people.amending.models import Amendment
from justice_portal.people.dates.models import SentenceDate


class DateForm(Form):
    key = KeyField()
    kind = forms.ChoiceField(label=_("Which date"), choices=SentenceDate.Kind.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("The date"), widget=DateParts)
    source = forms.CharField(
        label=_("Where the date comes from"), max_length=60, help_text=_("For example: release letter.")
    )
    told_on = forms.DateField(label=_("Day of the letter or entry"), widget=DateParts, initial=clock.today)


class WithdrawForm(Form):
    why = forms.ChoiceField(label=_("Why?"), choices=Amendment.Why.choices, widget=forms.RadioSelect)
