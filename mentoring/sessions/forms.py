"""Picking a time, what came of it, and what times there are."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission, places_for, units_for
from justice_portal.estate.models import DeliveryUnit, Establishment, Wing
from justice_portal.forms import Form, KeyField, speak_plainly
from justice_portal.templatetags.look import said_time
from mentoring.mentors.forms import RowChoice
from mentoring.sessions.models import FreeHour, Kind, MentoringSession, Weekday
from mentoring.sessions.openings import OFFERED, Opening
from rehab.appointments.place_forms import HoursField
from rehab.appointments.words import day_with_name

Status, Missed, Off = MentoringSession.Status, MentoringSession.Missed, MentoringSession.Off


class TimeChoice(forms.ChoiceField):
    """One of the times on the page. Whether it is still there, the action says: the same form may come twice."""

    def valid_value(self, value: Any) -> bool:
        return len(str(value)) <= 60


class BookForm(Form):
    key = KeyField()
    code = TimeChoice(label=_("Pick a time"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, times: list[Opening], **given: Any) -> None:
        super().__init__(*args, **given)
        each = {(one.starts_at, one.slot.kind): one for one in reversed(times)}  # of two rooms at one time, the first
        self.fields["code"].choices = [(one.code, _label(one)) for one in [*reversed(each.values())][:OFFERED]]


def _label(one: Opening) -> str:
    return gettext("%(day)s, %(starts)s to %(ends)s. %(how)s.") % {
        "day": day_with_name(one.day),
        "starts": said_time(one.starts_at),
        "ends": said_time(one.ends_at),
        "how": Kind(one.slot.kind).label,
    }


class OffForm(Form):
    """For staff: the two speak for themselves."""

    why = forms.ChoiceField(
        label=_("Why is it off?"),
        choices=[(one.value, one.label) for one in (Off.PERSON, Off.MENTOR, Off.PLACE)],
        widget=forms.RadioSelect,
    )


class OutcomeForm(Form):
    status = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(Status.KEPT.value, Status.KEPT.label), (Status.MISSED.value, Status.MISSED.label)],
        widget=forms.RadioSelect,
    )
    missed_why = forms.ChoiceField(
        label=_("If it did not take place: why?"),
        help_text=_("Not being let out is nobody's choice."),
        choices=Missed.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    next_step = forms.ChoiceField(
        label=_("What comes next?"), choices=MentoringSession.Step.choices, widget=forms.RadioSelect
    )
    shared_note = forms.CharField(
        label=_("For the person: what you talked about"),
        help_text=_("The person reads this. Use short words. The rules of messages hold here too."),
        max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    staff_note = forms.CharField(
        label=_("Staff only: what staff should know"),
        help_text=_("The person does not read this."),
        max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("status") == Status.MISSED and not given.get("missed_why"):
            self.add_error("missed_why", gettext("Say why it did not take place."))
        return given


class MoodForm(Form):
    mood = forms.ChoiceField(
        label=_("How was it for you?"), help_text=_("Only staff read this."),
        choices=MentoringSession.Mood.choices, widget=forms.RadioSelect,
    )  # fmt: skip


class FreeHoursForm(Form):
    """The hours of each weekday, as "09:00-12:30, 13:30-17:00"."""

    def __init__(self, *args: Any, kept: list[FreeHour], **given: Any) -> None:
        super().__init__(*args, **given)
        held: dict[int, list[str]] = {}
        for one in kept:
            held.setdefault(one.weekday, []).append(f"{one.starts:%H:%M}-{one.ends:%H:%M}")
        for day in Weekday:
            name = f"hours_{day.value}"
            self.fields[name] = HoursField(
                label=_("Free on %(day)s") % {"day": day.label}, initial=", ".join(held.get(day.value, []))
            )
            speak_plainly(self.fields[name], self.fields[name].label)

    @property
    def hours(self) -> dict[int, list[tuple[time, time]]]:
        return {day.value: self.cleaned_data[f"hours_{day.value}"] for day in Weekday}


class TimeField(forms.TimeField):
    """A time on the wall, as 14:30."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"})


class SlotForm(Form):
    """A time that a prison, one wing of it, or an office keeps for mentoring each week."""

    key = KeyField()
    establishment = RowChoice(Establishment.objects.none(), label=_("Prison"), required=False, empty_label=_("None"))
    wing = RowChoice(
        Wing.objects.none(), label=_("Wing"), required=False, empty_label=_("The whole prison"),
        help_text=_("Only people of this wing can book it."),
    )  # fmt: skip
    delivery_unit = RowChoice(
        DeliveryUnit.objects.none(), label=_("Probation office"), required=False, empty_label=_("None")
    )
    kind = forms.ChoiceField(label=_("How they meet"), choices=Kind.choices, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(label=_("Day of the week"), choices=Weekday.choices, coerce=int)
    starts = TimeField(label=_("From"), help_text=_("For example, 14:00."))
    ends = TimeField(label=_("Until"), help_text=_("For example, 14:45."))
    where = forms.CharField(
        label=_("Room, or how the call is put through"),
        help_text=_("The person and the mentor read this. Do not name a wing or a person."),
        max_length=80,
    )

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        prisons, units = places_for(user, Permission.MATCH_MANAGE), units_for(user, Permission.MATCH_MANAGE)
        self.fields["establishment"].queryset = prisons.order_by("name")
        self.fields["wing"].queryset = Wing.objects.visible_to(user).filter(establishment__in=prisons)
        self.fields["delivery_unit"].queryset = units.order_by("name")
        first = prisons.first() if prisons.count() == 1 else None
        self.fields["establishment"].initial = first
        if not prisons.exists():
            del self.fields["establishment"], self.fields["wing"]
        if not units.exists():
            del self.fields["delivery_unit"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        prison, unit = given.pop("establishment", None), given.pop("delivery_unit", None)
        if bool(prison) == bool(unit):
            raise forms.ValidationError(gettext("Choose a prison or an office: one of the two."))
        given["place"] = prison or unit
        return given
