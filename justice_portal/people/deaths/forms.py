"""What is asked when a death is to be taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from justice_portal.people.amending.models import Amendment

Why = Amendment.Why


class TakeBackForm(Form):
    why = forms.ChoiceField(
        label=_("Why should it be taken back?"),
        choices=[(why.value, why.label) for why in (Why.NOT_SO, Why.OTHER_PERSON, Why.TWICE)],
        widget=forms.RadioSelect,
    )
