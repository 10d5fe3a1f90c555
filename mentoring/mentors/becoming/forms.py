from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.access import SYSTEM
from justice_portal.estate.models import Establishment
from justice_portal.forms import Form, KeyField
from mentoring.mentors.forms import RowChoice


class InterestForm(Form):
    """What a visitor says. The names of prisons are public."""

    key = KeyField()
    name = forms.CharField(
        label=_("Your full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your email"), max_length=60, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    establishment = RowChoice(
        Establishment.objects.none(), label=_("Which prison can you get to?"), empty_label=_("Choose a prison")
    )
    why = forms.CharField(label=_("Why do you want to help?"), max_length=500, widget=forms.Textarea)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["establishment"].queryset = Establishment.objects.visible_to(SYSTEM).open().order_by("name")
