"""The form of a place to meet, with its opening hours."""

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission, units_for
from justice_portal.editing import SeenField, stamp
from justice_portal.forms import KeyField, ModelForm, speak_plainly
from rehab.appointments.models import MeetingPlace, OpeningTime
from rehab.appointments.place_actions import place_now

HOURS = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)\s*(?:-|–|to)\s*([01]?\d|2[0-3])[:.]([0-5]\d)")
DAYS = OpeningTime.Weekday


class HoursField(forms.CharField):
    """The hours of one day, as "09:00-12:30, 13:30-17:00"; empty when it is shut."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            max_length=60,
            required=False,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
            **given,
        )

    def clean(self, value: Any) -> list[tuple[time, time]]:
        return read_hours(super().clean(value))


def read_hours(typed: str) -> list[tuple[time, time]]:
    """The hours of one day as staff write them. Raises ValidationError."""
    found: list[tuple[time, time]] = []
    for part in filter(None, (one.strip() for one in typed.split(","))):
        hours = HOURS.fullmatch(part)
        if hours is None:
            raise forms.ValidationError(_("Write the hours like 09:00-17:00. Leave it empty when it is shut."))
        opens, closes = time(int(hours[1]), int(hours[2])), time(int(hours[3]), int(hours[4]))
        if closes <= opens or (found and opens < found[-1][1]):
            raise forms.ValidationError(_("It must close after it opens, and times must be in order."))
        found.append((opens, closes))
    return found


class PlaceForm(ModelForm):
    """A place, where it is, when it is open, and the map in words."""

    key = KeyField()
    seen = SeenField()

    class Meta:
        model = MeetingPlace
        fields = ["name", "name_welsh", "address", "postcode", "phone", "way", "way_welsh", "delivery_unit", "is_open"]
        widgets = {
            "way": forms.Textarea(attrs={"rows": 5}),
            "way_welsh": forms.Textarea(attrs={"rows": 5}),
            "postcode": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            "phone": forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        }

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.is_kept = "instance" in given
        if unit := self.fields.get("delivery_unit"):
            unit.queryset = units_for(user, Permission.MEETING_PLACE_EDIT).order_by("name")
            unit.label = _("Delivery unit")
            unit.required = False
        now = place_now(self.instance) if self.is_kept else {}
        self.fields["seen"].initial = stamp(now)
        for day in DAYS:
            self.fields[f"hours_{day.value}"] = HoursField(
                label=_("Open on %(day)s") % {"day": day.label}, initial=now.get(f"hours_{day.value}", "")
            )
            speak_plainly(self.fields[f"hours_{day.value}"], self.fields[f"hours_{day.value}"].label)

    @property
    def hours(self) -> dict[int, list[tuple[time, time]]]:
        return {day.value: self.cleaned_data[f"hours_{day.value}"] for day in DAYS}

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
