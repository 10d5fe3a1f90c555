"""Shapes of input for the first 72 hours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import DateParts, Form, KeyField
from rehab.release_days.models import Mode, ReleaseStep

CLOCK = {"format": "%H:%M", "attrs": {"class": "govuk-input--width-5", "type": "time"}}
WRONG_TIME = {"invalid": _("Write a time like 09:30.")}


def clock_field(label: Any, *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(**CLOCK), required=required, error_messages=WRONG_TIME)


class ReleaseForm(Form):
    """What is known of the day."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    release_on = forms.DateField(label=_("Day of release"), widget=DateParts)
    gate_at = clock_field(_("Out of the gate at"))
    gate_place = forms.CharField(label=_("Which gate"), max_length=80)
    sleeps_at = forms.CharField(label=_("Where the person sleeps"), max_length=120, required=False)
    home_place = forms.CharField(label=_("Town or stop of that address"), max_length=80, required=False)
    money = forms.DecimalField(
        label=_("Money in hand, in pounds"), min_value=0, max_value=10000, decimal_places=2, required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )  # fmt: skip
    has_warrant = forms.BooleanField(label=_("A travel warrant pays the fares"), required=False)
    has_credit = forms.BooleanField(label=_("The phone has credit"), required=False)
    medication = forms.CharField(label=_("Medicine to take along"), max_length=120, required=False)
    has_medication = forms.BooleanField(label=_("The medicine is ready"), required=False)

    def details(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        money = given.pop("money")
        del given["release_on"], given["seen"]
        return {**given, "money_pence": None if money is None else int(money * 100)}


class StepForm(Form):
    key = KeyField()
    kind = forms.ChoiceField(label=_("What it is"), choices=ReleaseStep.Kind.choices, widget=forms.RadioSelect)
    day = forms.TypedChoiceField(label=_("On which day"), coerce=int, widget=forms.RadioSelect)
    at = clock_field(_("It starts at"))
    minutes = forms.IntegerField(
        label=_("Minutes"), help_text=_("For a leg that is in the table of travel times, leave it empty."),
        min_value=1, max_value=1440, required=False, widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )  # fmt: skip
    place = forms.CharField(label=_("Where, or where to"), max_length=80)
    from_place = forms.CharField(label=_("Where from"), help_text=_("For travel only."), max_length=80, required=False)
    mode = forms.ChoiceField(label=_("How to get there"), choices=[("", _("No travel")), *Mode.choices], required=False)
    fare = forms.DecimalField(
        label=_("Fare, in pounds"), min_value=0, max_value=500, decimal_places=2, required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )  # fmt: skip
    what = forms.CharField(label=_("What for"), max_length=80, required=False)
    opens = clock_field(_("It opens at"), required=False)
    closes = clock_field(_("It closes at"), required=False)

    def __init__(self, *args: Any, days: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].choices = days

    def step(self) -> dict[str, Any]:
        names = ("kind", "place", "from_place", "mode", "what", "opens", "closes")
        given = {name: self.cleaned_data[name] for name in names}
        return {**given, "fare_pence": int((self.cleaned_data["fare"] or 0) * 100)}
