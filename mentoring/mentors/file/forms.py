"""What is typed into a mentor's file."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.accounts.models import User
from justice_portal.forms import DateParts, Form, KeyField
from mentoring.mentors.file.figures import workers_at
from mentoring.mentors.file.models import MentorCheck, MentorHours
from mentoring.mentors.models import Mentor

BY_STAFF = [one for one in MentorCheck.Kind if one != MentorCheck.Kind.BOUNDARIES]


class CheckForm(Form):
    key = KeyField()
    kind = forms.ChoiceField(
        label=_("What was checked"), choices=[(one.value, one.label) for one in BY_STAFF], widget=forms.RadioSelect
    )
    is_good = forms.TypedChoiceField(
        label=_("What came of it"),
        choices=[("yes", _("Good")), ("no", _("Not good"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label=_("On which day"), widget=DateParts, initial=clock.today)
    note = forms.CharField(
        label=_("Note for staff"), help_text=_("For a reference: who gave it, and how they know the mentor."),
        max_length=300, required=False,
    )  # fmt: skip


class SupervisorForm(Form):
    supervisor = forms.ModelChoiceField(
        User.objects.none(), label=_("Worker who looks after this mentor"), empty_label=_("Choose a worker")
    )

    def __init__(self, *args: Any, mentor: Mentor, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["supervisor"].queryset = workers_at(mentor)
        self.fields["supervisor"].label_from_instance = lambda user: user.name
        self.fields["supervisor"].initial = mentor.supervisor_id


class TalkForm(Form):
    key = KeyField()
    held_on = forms.DateField(label=_("Day of the talk"), widget=DateParts, initial=clock.today)
    words = forms.CharField(
        label=_("How it goes"), help_text=_("The mentor does not read this."), max_length=1000, widget=forms.Textarea
    )
    next_on = forms.DateField(label=_("Day of the next talk"), widget=DateParts, required=False)


class HoursForm(Form):
    key = KeyField()
    what = forms.ChoiceField(label=_("What you did"), choices=MentorHours.What.choices, widget=forms.RadioSelect)
    done_on = forms.DateField(label=_("On which day"), widget=DateParts, initial=clock.today)
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=1, max_value=1440,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )  # fmt: skip
    pounds = forms.DecimalField(
        label=_("What it cost you, in pounds"), help_text=_("For example 4.60. Leave it empty if it cost nothing."),
        min_value=Decimal(0), max_value=Decimal(500), decimal_places=2, required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )  # fmt: skip
    cost_note = forms.CharField(
        label=_("What the cost was for"),
        help_text=_("For example: bus to the prison and back."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["pence"] = int((given.pop("pounds", None) or Decimal(0)) * 100)
        return given
