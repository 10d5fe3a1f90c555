"""Shape of input for papers and the bank account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.forms import DateParts, Form
from rehab.papers.models import Paper

#: The states as the person reads them.
OWN_WORDS = {
    Paper.Status.WANTED: _("I want it"),
    Paper.Status.ASKED: _("I sent the form"),
    Paper.Status.HELD: _("I have it"),
    Paper.Status.REFUSED: _("They said no"),
    Paper.Status.NOT_NEEDED: _("I do not need it"),
}
OWN_PLACES = {
    Paper.Place.PERSON: _("With me"),
    Paper.Place.PROPERTY: _("With my things in prison"),
    Paper.Place.HOME: _("At home or with family"),
    Paper.Place.PROBATION: _("With probation"),
}


class PaperForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    status = forms.ChoiceField(label=_("How far is it?"), choices=Paper.Status.choices, widget=forms.RadioSelect)
    happened_on = forms.DateField(
        label=_("Since what day?"), widget=DateParts, initial=clock.today, help_text=_("For example: 27 3 2026.")
    )
    expected_on = forms.DateField(
        label=_("When should it come?"),
        widget=DateParts,
        required=False,
        help_text=_("Leave it empty if you do not know."),
    )
    kept = forms.ChoiceField(
        label=_("Where is it kept?"), choices=Paper.Place.choices, widget=forms.RadioSelect, required=False
    )
    note = forms.CharField(label=_("Say more, if you like"), max_length=200, required=False)

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = list(OWN_WORDS.items()) if own else Paper.Status.choices
        self.fields["kept"].choices = list(OWN_PLACES.items()) if own else Paper.Place.choices
