"""What is asked before two records become one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import DateParts, Form
from justice_portal.people.models import Person


class MergeForm(Form):
    number = forms.CharField(
        label=_("Prison number or CRN of the other record"),
        max_length=12,
        help_text=_("Like A1234BC."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    born_on = forms.DateField(
        label=_("Date of birth"), widget=DateParts, help_text=_("To be sure that both records are of one person.")
    )

    def __init__(self, *args: Any, people: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.people = people

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].replace(" ", "").upper()
        found: Person | None = (
            self.people.filter(prison_number=number).first() or self.people.filter(crn=number).first()
        )
        if found is None:
            raise forms.ValidationError(_("This number is not known here. Check it."))
        self.cleaned_data["other"] = found
        return number
