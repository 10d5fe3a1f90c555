"""Shapes of input for moving an appointment, and for giving it to another worker."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.accounts.models import User
from justice_portal.errors import DomainError
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.moments import moment
from rehab.appointments.company import colleagues_of, workers_of
from rehab.appointments.forms import MINUTES, NarrowText
from rehab.appointments.models import Appointment
from rehab.appointments.moving.actions import NO
from rehab.appointments.moving.giving import Trouble
from rehab.appointments.moving.models import MoveAsked
from rehab.appointments.words import dress

Wants = MoveAsked.Wants


class AskForm(Form):
    """The person's: what they want, why, and their own words."""

    key = KeyField()
    wants = forms.ChoiceField(label=_("What do you want?"), choices=Wants.choices, widget=forms.RadioSelect)
    why = forms.ChoiceField(label=_("Why?"), choices=MoveAsked.Why.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Do you want to say more?"),
        help_text=_("For a new time: say when you can come. You do not have to write here."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(Form):
    """The staff's: yes with a new time, yes it is off, or no; and why."""

    outcome = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(Wants.MOVE, _("Yes, to a new time")), (Wants.CANCEL, _("Yes, it is called off")), (NO, _("No, it stays"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    day = forms.DateField(
        label=_("New day"),
        help_text=_("Only for a new time. For example: 27 3 2027."),
        widget=DateParts,
        required=False,
    )
    at = forms.TimeField(
        label=_("Starts at"),
        help_text=_("For example: 14:30."),
        input_formats=["%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I:%M %p", "%I%p", "%I %p"],
        widget=NarrowText,
        required=False,
        error_messages={"invalid": _("Write the time like 14:30.")},
    )
    minutes = forms.TypedChoiceField(label=_("How long"), choices=MINUTES, coerce=int, required=False)
    answer = forms.CharField(
        label=_("Why"),
        help_text=_("The person reads this. Short words please."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors or given.get("outcome") != Wants.MOVE:
            return given
        for name in ("day", "at", "minutes"):
            if given.get(name) in {None, ""}:
                self.add_error(name, _("Fill this in for a new time."))
        if not self.errors:
            try:
                given["starts_at"] = moment(given["day"], given["at"])
            except DomainError as error:
                self.add_error("at", str(error))
                return given
            given["ends_at"] = given["starts_at"] + timedelta(minutes=given["minutes"])
        return given


class GiveForm(Form):
    """The ticked appointments, and the worker who keeps them."""

    rows = forms.MultipleChoiceField(
        label=_("Which appointments?"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Tick at least one.")}
    )  # fmt: skip
    worker = forms.ModelChoiceField(
        label=_("Who meets the person instead?"), queryset=User.objects.none(), empty_label=_("Choose a worker")
    )

    def __init__(self, *args: Any, user: Any, troubles: list[Trouble], **given: Any) -> None:
        super().__init__(*args, **given)
        self.by_key = {one.key: one for one in troubles}
        self.fields["rows"].choices = [(one.key, _line(one)) for one in troubles]
        self.fields["worker"].queryset = colleagues_of(user)
        self.fields["worker"].label_from_instance = lambda worker: worker.name

    def clean_rows(self) -> list[Trouble]:
        return [self.by_key[key] for key in self.cleaned_data["rows"]]


class GiveOneForm(Form):
    """One appointment: who is replaced, by whom, and why."""

    instead_of = forms.ModelChoiceField(
        label=_("Who cannot come?"), queryset=User.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    worker = forms.ModelChoiceField(
        label=_("Who meets the person instead?"), queryset=User.objects.none(), empty_label=_("Choose a worker")
    )
    why = forms.ChoiceField(
        label=_("Why?"), help_text=_("The person reads this."), choices=Appointment.Instead.choices, widget=forms.RadioSelect
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, meeting: Appointment, **given: Any) -> None:
        super().__init__(*args, **given)
        now_with = workers_of(meeting)
        self.fields["instead_of"].queryset = now_with
        self.fields["worker"].queryset = colleagues_of(user).exclude(pk__in=now_with.values("pk"))
        for name in ("instead_of", "worker"):
            self.fields[name].label_from_instance = lambda worker: worker.name


def _line(one: Trouble) -> str:
    meeting = dress(one.meeting, own=False)
    when = f"{meeting.day_said}, {meeting.from_said}"
    return f"{when}: {meeting.person}, {meeting.get_about_display()}. {one.worker.name}: {one.why_said}."
