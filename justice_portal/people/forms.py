"""Forms about a person. Which choices there are comes from what the reader may see."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission, places_for
from justice_portal.estate.models import DeliveryUnit, Establishment, Wing
from justice_portal.forms import DateParts, Form
from justice_portal.people.models import Person, crn_format
from justice_portal.people.search import LONGEST

POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")


class SearchForm(Form):
    """What the search box sends."""

    q = forms.CharField(label=_("Name, number or date of birth"), max_length=LONGEST, strip=True, required=False)


class FilterForm(Form):
    """What narrows the list of people; it stands in the address."""

    find = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    place = forms.ModelChoiceField(Establishment.objects.none(), label=_("Prison"), required=False)
    wing = forms.ModelChoiceField(Wing.objects.none(), label=_("Wing"), required=False)
    state = forms.ChoiceField(label=_("Where they are"), required=False)

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["state"].choices = [("", _("Anywhere")), *Person.Place.choices]
        self.fields["place"].empty_label = self.fields["wing"].empty_label = _("All")
        places = places_for(user, Permission.PERSON_VIEW).open()
        self.fields["place"].queryset = places
        chosen = self.data.get("place") or None
        known = list(places[:2])
        if len(known) < 2:
            del self.fields["place"]
            chosen = known[0].pk if known else None
        if chosen and self._is_uuid(chosen):
            self.fields["wing"].queryset = Wing.objects.visible_to(user).filter(
                establishment__in=places.filter(pk=chosen)
            )
        else:
            del self.fields["wing"]

    @staticmethod
    def _is_uuid(value: Any) -> bool:
        try:
            forms.UUIDField().clean(str(value))
        except forms.ValidationError:
            return False
        return True

    def chosen(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None


class PostcodeField(forms.CharField):
    """A postcode of the United Kingdom, kept in capitals with its blank."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=10, **given)

    def clean(self, value: Any) -> str:
        plain = "".join(super().clean(value).upper().split())
        if not plain:
            return ""
        if not POSTCODE.fullmatch(plain):
            raise forms.ValidationError(_("Write the postcode like this: LS1 4AP."))
        return f"{plain[:-3]} {plain[-3:]}"


class EditForm(Form):
    """What helps to work with someone."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    preferred_name = forms.CharField(
        label=_("Name they want to be called by"),
        max_length=80,
        required=False,
        help_text=_("Leave empty for their first name."),
    )
    language = forms.CharField(label=_("Language they speak best"), max_length=20)
    wants_welsh = forms.BooleanField(label=_("Wants Welsh for talks, letters and this portal"), required=False)
    reading = forms.ChoiceField(
        label=_("How they like to read"), choices=Person.Reading.choices, widget=forms.RadioSelect
    )
    crn = forms.CharField(
        label=_("CRN"), max_length=7, required=False, help_text=_("Probation's number, like X098092.")
    )
    pnc_number = forms.CharField(label=_("PNC number"), max_length=20, required=False)
    release_on = forms.DateField(label=_("Conditional release date"), widget=DateParts, required=False)
    release_source = forms.CharField(
        label=_("Where the date comes from"), max_length=60, required=False, help_text=_("For example: release letter.")
    )
    home_postcode = PostcodeField(
        label=_("Postcode of their home"),
        required=False,
        help_text=_("Staff of the same family name and postcode are asked if they know each other."),
    )
    delivery_unit = forms.ModelChoiceField(
        DeliveryUnit.objects.none(),
        label=_("Delivery unit for release"),
        required=False,
        help_text=_("Its staff can open this record from then on."),
        empty_label=_("None yet"),
    )

    def __init__(self, *args: Any, user: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        units = DeliveryUnit.objects.visible_to(user).open()
        self.fields["delivery_unit"].queryset = units | DeliveryUnit.objects.visible_to(user).filter(
            pk=person.delivery_unit_id
        )
        if person.place != Person.Place.PRISON:
            del self.fields["delivery_unit"]

    def clean_crn(self) -> str | None:
        crn = self.cleaned_data["crn"].upper() or None
        if crn:
            crn_format(crn)
        return crn

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("release_on") and not given.get("release_source"):
            self.add_error("release_source", _("Say where the release date comes from."))
        return given


class CorrectForm(Form):
    """Who someone is, put right."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    given_name = forms.CharField(label=_("First name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    born_on = forms.DateField(label=_("Date of birth"), widget=DateParts)
