"""What is asked of somebody whose order begins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.estate.models import DeliveryUnit
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.people.models import Person, crn_format

WHO = ("crn", "given_name", "family_name", "preferred_name", "born_on", "language", "wants_welsh", "reading")
GROUPS = (
    (_("Who"), WHO[:5]),
    (_("The order"), ("unit", "on")),
    (_("How to talk and write to them"), WHO[5:]),
)


class NewOrderForm(Form):
    key = KeyField()
    crn = forms.CharField(
        label="CRN",
        max_length=12,
        help_text=_("Like X098092."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    given_name = forms.CharField(label=_("First name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    preferred_name = forms.CharField(
        label=_("Name they want to be called by"), max_length=80, required=False, help_text=_("If it is another one.")
    )
    born_on = forms.DateField(label=_("Date of birth"), widget=DateParts)
    unit = forms.ModelChoiceField(DeliveryUnit.objects.none(), label=_("Delivery unit"), empty_label=_("Choose a unit"))
    on = forms.DateField(label=_("Day on which the order began"), widget=DateParts, initial=clock.today)
    language = forms.CharField(label=_("Language they speak best"), max_length=20, initial="English")
    wants_welsh = forms.BooleanField(label=_("Wants Welsh for talks, letters and this portal"), required=False)
    reading = forms.ChoiceField(
        label=_("How they like to read"),
        choices=Person.Reading.choices,
        initial=Person.Reading.PLAIN,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, units: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["unit"].queryset = units
        if len(units) == 1:
            self.fields["unit"].initial = units[0]

    def groups(self) -> list[dict[str, Any]]:
        """The fields as the page shows them."""
        return [{"title": title, "fields": [self[name] for name in names]} for title, names in GROUPS]

    def clean_crn(self) -> str:
        crn = self.cleaned_data["crn"].replace(" ", "").upper()
        crn_format(crn)
        return crn

    def clean_born_on(self) -> Any:
        born_on, today = self.cleaned_data["born_on"], clock.today()
        if not today.year - 110 < born_on.year < today.year - 9:
            raise forms.ValidationError(_("This is not the birthday of someone with an order. Check the year."))
        return born_on
