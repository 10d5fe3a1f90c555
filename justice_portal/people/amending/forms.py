"""What is asked when a movement is put right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.forms import DateParts, Form
from justice_portal.people.amending.models import Amendment
from justice_portal.people.models import Movement, Person

Why = Amendment.Why


class WithdrawForm(Form):
    """Take it back."""

    what = forms.CharField(widget=forms.HiddenInput, initial="withdraw")
    why = forms.ChoiceField(
        label=_("Why?"),
        choices=[(why.value, why.label) for why in (Why.NOT_SO, Why.TWICE, Why.OTHER_PERSON)],
        widget=forms.RadioSelect,
    )


class CorrectForm(Form):
    """Another day or time."""

    what = forms.CharField(widget=forms.HiddenInput, initial="correct")
    on = forms.DateField(label=_("The right day"), widget=DateParts)
    at = forms.TimeField(
        label=_("The right time"),
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        help_text=_("For example 14:30."),
        error_messages={"invalid": _("Write the time like 14:30.")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, movement: Movement, **given: Any) -> None:
        moment = movement.happened_at.astimezone(clock.LONDON)
        super().__init__(*args, initial={"on": moment.date(), "at": f"{moment:%H:%M}"}, **given)


class MoveForm(Form):
    """To whom it was about, by the number that staff know them by."""

    what = forms.CharField(widget=forms.HiddenInput, initial="move")
    number = forms.CharField(
        label=_("Prison number or CRN of the right person"),
        max_length=12,
        help_text=_("Like A1234BC."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
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
        self.cleaned_data["to"] = found
        return number
