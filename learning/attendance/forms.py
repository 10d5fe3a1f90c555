"""What staff and learners send about classes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission, places_for
from justice_portal.forms import Form, KeyField
from justice_portal.people.models import Person
from learning.attendance.models import Outcome, TaughtClass


class ClassForm(Form):
    key = KeyField()
    place = forms.ModelChoiceField(None, label=_("Prison"), empty_label=None)
    title = forms.CharField(label=_("Name of the class"), max_length=80)
    room = forms.CharField(label=_("Room"), max_length=40)
    weekday = forms.TypedChoiceField(label=_("Day"), choices=TaughtClass.Day.choices, coerce=int)
    starts = forms.TimeField(label=_("Starts at"), help_text=_("For example 09:30"))
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=10, max_value=480, initial=120)

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["place"].queryset = places_for(user, Permission.LEARNING_ASSIGN)


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
