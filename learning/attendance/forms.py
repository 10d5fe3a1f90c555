"""What staff and learners send about classes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, places_for
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.people.models import Person
from learning.attendance.actions_timetable import Slot
from learning.attendance.models import CancelledSession, Outcome, TaughtClass


class ClassForm(Form):
    """Name, room and, for each day of the week, when the class meets. No day at all makes a group."""

    key = KeyField()
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    place = forms.ModelChoiceField(None, label=_("Prison"), empty_label=None)
    title = forms.CharField(label=_("Name of the class"), max_length=80)
    room = forms.CharField(label=_("Room"), max_length=40, required=False)

    def __init__(self, *args: Any, user: Any, taught: TaughtClass | None = None, **given: Any) -> None:
        if taught:
            initial = {"version": taught.version, "title": taught.title, "room": taught.room}
            for one in taught.timetable:
                initial |= {f"starts_{one.weekday}": f"{one.starts:%H:%M}", f"minutes_{one.weekday}": one.minutes}
            given["initial"] = initial
        super().__init__(*args, **given)
        self.fields["place"].queryset = places_for(user, Permission.LEARNING_ASSIGN)
        if taught:
            del self.fields["place"]
        for day in TaughtClass.Day:
            narrow = {"class": "govuk-input--width-5"}
            self.fields[f"starts_{day.value}"] = forms.TimeField(
                label=_("%(day)s, starts at") % {"day": day.label}, required=False, widget=forms.TimeInput(attrs=narrow)
            )
            self.fields[f"minutes_{day.value}"] = forms.IntegerField(
                label=_("%(day)s, minutes") % {"day": day.label},
                required=False,
                min_value=10,
                max_value=480,
                widget=forms.NumberInput(attrs=narrow),
            )

    @property
    def days(self) -> list[tuple[Any, Any]]:
        return [(self[f"starts_{day.value}"], self[f"minutes_{day.value}"]) for day in TaughtClass.Day]

    @property
    def about(self) -> list[Any]:
        """The fields above the days."""
        return [self[name] for name in ("place", "title", "room") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for day in TaughtClass.Day:
            starts, minutes = (given.get(f"{name}_{day.value}") for name in ("starts", "minutes"))
            if starts and minutes is None and not self.has_error(f"minutes_{day.value}"):
                self.add_error(f"minutes_{day.value}", _("Say how many minutes it takes on this day."))
            if starts is None and minutes is not None and not self.has_error(f"starts_{day.value}"):
                self.add_error(f"starts_{day.value}", _("Say when it starts on this day, or take the minutes away."))
        return given

    @property
    def meetings(self) -> list[Slot]:
        given = self.cleaned_data
        each = ((day.value, given[f"starts_{day.value}"], given[f"minutes_{day.value}"]) for day in TaughtClass.Day)
        return [Slot(*one) for one in each if one[1]]


class EndForm(Form):
    last_on = forms.DateField(label=_("Last day"), widget=DateParts(), initial=clock.today)


class CancelForm(Form):
    key = KeyField()
    why = forms.ChoiceField(
        label=_("Why is it not on?"), choices=CancelledSession.Why.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Tell the learners more (you can leave this)"),
        help_text=_("They read this with the reason. Short, plain words."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PeopleForm(Form):
    """Whom to put into a class, by their prison numbers."""

    numbers = forms.CharField(
        label=_("Prison numbers"), help_text=_("One on each line."), max_length=1000, widget=forms.Textarea
    )

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.user = user

    def clean_numbers(self) -> list[Person]:
        wanted = {one.strip().upper() for one in self.cleaned_data["numbers"].replace(",", "\n").split("\n")} - {""}
        reached = Person.objects.within(self.user, Permission.LEARNING_ASSIGN).filter(prison_number__in=wanted)
        people = list(reached.for_list())
        if missing := wanted - {one.prison_number for one in people}:
            raise forms.ValidationError(_("Not found: %(numbers)s"), params={"numbers": ", ".join(sorted(missing))})
        return people


class RegisterForm(Form):
    """One line for each person. It starts with "Came", so that only who did not is chosen."""

    key = KeyField()

    def __init__(self, *args: Any, people: Iterable[Person], was: dict[UUID, str], **given: Any) -> None:
        super().__init__(*args, **given)
        self.people = list(people)
        for person in self.people:
            self.fields[self.name(person)] = forms.ChoiceField(
                label=f"{person} {person.number}",
                choices=Outcome.choices,
                initial=was.get(person.pk, Outcome.ATTENDED.value),
            )

    @staticmethod
    def name(person: Person) -> str:
        return f"who-{person.pk}"

    @property
    def outcomes(self) -> dict[UUID, str]:
        return {person.pk: self.cleaned_data[self.name(person)] for person in self.people}


class FileForm(Form):
    key = KeyField()
    file = forms.FileField(label=_("Register as CSV"), help_text=_("Columns: number, outcome."))


class WordForm(Form):
    key = KeyField()
    text = forms.CharField(label=_("What happened?"), max_length=500, widget=forms.Textarea)


class SpanForm(Form):
    """From when to when."""

    from_on = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    to_on = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
