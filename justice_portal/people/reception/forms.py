"""What reception asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.estate.models import Cell, Establishment
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.people.models import Person, prison_number_format
from justice_portal.people.movements.forms import fill_cells
from justice_portal.people.reception.intake import ON_ARRIVAL, Particulars

#: The same names as Particulars has.
PARTICULARS = (
    "prison_number", "given_name", "family_name", "born_on", "preferred_name", "status", "language", "wants_welsh",
    "reading", "release_on", "release_source",
)  # fmt: skip

GROUPS = (
    (_("Who"), ("prison_number", "given_name", "family_name", "preferred_name", "born_on")),
    (_("Why and where"), ("status", "cell", "on", "release_on", "release_source")),
    (_("How to talk and write to them"), ("language", "wants_welsh", "reading")),
)


class CellForm(Form):
    """Where someone who arrives sleeps, and when they came."""

    key = KeyField()
    cell = forms.ModelChoiceField(Cell.objects.none(), label=_("Cell"), required=False, empty_label=_("No cell yet"))
    on = forms.DateField(label=_("Date they came"), widget=DateParts, initial=clock.today)

    def __init__(self, *args: Any, user: Any, establishment: Establishment, **given: Any) -> None:
        super().__init__(*args, **given)
        fill_cells(self.fields["cell"], user, establishment)


class ReceiveForm(CellForm):
    """Someone at the door. Number, family name and birthday must fit the record of someone whom it knows."""

    prison_number = forms.CharField(
        label=_("Prison number"),
        max_length=12,
        help_text=_("Like A1234BC."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    given_name = forms.CharField(label=_("First name"), max_length=80)
    preferred_name = forms.CharField(
        label=_("Name they want to be called by"), max_length=80, required=False, help_text=_("If it is another one.")
    )
    born_on = forms.DateField(label=_("Date of birth"), widget=DateParts)
    status = forms.ChoiceField(
        label=_("Why they come in"),
        choices=[(status.value, status.label) for status in ON_ARRIVAL],
        widget=forms.RadioSelect,
        help_text=_("Someone sent by another prison keeps the status they had."),
    )
    language = forms.CharField(label=_("Language they speak best"), max_length=20, initial="English")
    wants_welsh = forms.BooleanField(label=_("Wants Welsh for talks, letters and this portal"), required=False)
    reading = forms.ChoiceField(
        label=_("How they like to read"),
        choices=Person.Reading.choices,
        initial=Person.Reading.PLAIN,
        widget=forms.RadioSelect,
    )
    release_on = forms.DateField(label=_("Conditional release date"), widget=DateParts, required=False)
    release_source = forms.CharField(label=_("Where the date comes from"), max_length=60, required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.order_fields(["key", *(name for _title, names in GROUPS for name in names)])

    def groups(self) -> list[dict[str, Any]]:
        """The fields as the page shows them."""
        return [{"title": title, "fields": [self[name] for name in names]} for title, names in GROUPS]

    def clean_prison_number(self) -> str:
        number = self.cleaned_data["prison_number"].replace(" ", "").upper()
        prison_number_format(number)
        return number

    def clean_born_on(self) -> Any:
        born_on, today = self.cleaned_data["born_on"], clock.today()
        if not today.year - 110 < born_on.year < today.year - 9:
            raise forms.ValidationError(_("This is not the birthday of someone in prison. Check the year."))
        return born_on

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("release_on") and not given.get("release_source"):
            self.add_error("release_source", _("Say where the release date comes from."))
        return given

    def particulars(self) -> Particulars:
        return Particulars(**{name: self.cleaned_data[name] for name in PARTICULARS})

    def rest(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("key", "cell", "on")}


class FileForm(Form):
    """A CSV."""

    key = KeyField()
    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        return file.read()
