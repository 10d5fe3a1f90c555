"""Shapes of input for those who write licences."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from justice_portal.editing import SeenField
from justice_portal.forms import DateParts, Form, KeyField
from rehab.licence.models import DETAILS, Licence

phone_format = RegexValidator(r"^\+?[0-9][0-9 ]{6,18}$", _("Write a phone number, like 020 7946 0123."))
postcode_format = RegexValidator(
    r"^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}$", _("Write a postcode, like SW1A 1AA.")
)


class DetailsForm(Form):
    """Dates as their source told them, and who the person asks."""

    seen = SeenField()
    starts_on = forms.DateField(label=_("The licence starts"), widget=DateParts)
    ends_on = forms.DateField(label=_("The licence ends"), widget=DateParts)
    dates_source = forms.CharField(
        label=_("Where the dates come from"), help_text=_("For example: the sentence sheet of 3 March."), max_length=80
    )
    ask_name = forms.CharField(label=_("Who the person asks"), max_length=80)
    ask_phone = forms.CharField(
        label=_("On which phone number"),
        max_length=20,
        validators=[phone_format],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel"}),
    )

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DETAILS}


class StartForm(DetailsForm):
    key = KeyField()
    kind = forms.ChoiceField(label=_("What it is"), choices=Licence.Kind.choices, widget=forms.RadioSelect)
    field_order = ["key", "kind"]


class AreaForm(Form):
    """The shape of an area, as a mapping tool saves it."""

    key = KeyField()
    shape = forms.FileField(
        label=_("The area, as a GeoJSON file"),
        help_text=_(
            "Shapes with the property kind: keep_out or stay_in, and road, water, place or home around it. Nothing else:"
            " no word about a victim."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )


class BespokeForm(Form):
    key = KeyField()
    text = forms.CharField(
        label=_("The condition in formal words"),
        help_text=_("It needs somebody else's approval before the licence can be in force."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    own_words = forms.CharField(
        label=_("The same in plain words"),
        help_text=_("The person reads this. Short sentences, easy words."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VictimForm(Form):
    """Whom a condition protects. Kept apart from the licence."""

    key = KeyField()
    code = forms.ChoiceField(label=_("Which condition protects them"), widget=forms.Select)
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    area_name = forms.CharField(label=_("Name of the area, street or school"), required=False, max_length=200)
    postcode = forms.CharField(
        label=_("Postcode"),
        required=False,
        max_length=8,
        validators=[postcode_format],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    reason = forms.CharField(label=_("Why"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = codes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in ("name", "area_name", "postcode")):
            self.add_error("name", _("Write a name, an area or a postcode."))
        return cleaned
