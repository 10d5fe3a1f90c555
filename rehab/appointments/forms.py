"""Shapes of input for appointments."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.editing import SeenField, stamp
from justice_portal.errors import DomainError
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.moments import moment
from justice_portal.people.models import Person
from rehab.appointments.company import mentors_of, staff_of
from rehab.appointments.details import AHEAD, Details
from rehab.appointments.models import Appointment, MeetingPlace
from rehab.appointments.words import REPLIES

MINUTES = [("15", _("15 minutes")), ("30", _("30 minutes")), ("45", _("45 minutes")), ("60", _("1 hour")),
           ("90", _("1 and a half hours")), ("120", _("2 hours")), ("180", _("3 hours"))]  # fmt: skip
Means = Appointment.Means


class NarrowText(forms.TextInput):
    """A box for a few characters."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "govuk-input--width-5", "autocomplete": "off"})


class BookForm(Form):
    """What, when, with whom and where."""

    key = KeyField()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    about = forms.ChoiceField(label=_("What it is about"), choices=Appointment.About.choices)
    kind = forms.ChoiceField(label=_("How they meet"), choices=Appointment.Kind.choices, widget=forms.RadioSelect)
    day = forms.DateField(label=_("Day"), help_text=_("For example: 27 3 2027."), widget=DateParts)
    at = forms.TimeField(
        label=_("Starts at"),
        help_text=_("For example: 14:30."),
        input_formats=["%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I:%M %p", "%I%p", "%I %p"],
        widget=NarrowText,
        error_messages={"invalid": _("Write the time like 14:30.")},
    )
    minutes = forms.TypedChoiceField(label=_("How long"), choices=MINUTES, initial="30", coerce=int)
    staff = forms.ModelChoiceField(
        label=_("With"), queryset=None, required=False, empty_label=_("Nobody of the staff"), initial=None
    )
    also_with = forms.ModelChoiceField(
        label=_("And with"), queryset=None, required=False, empty_label=_("Nobody else of the staff")
    )
    mentor = forms.ModelChoiceField(label=_("Mentor"), queryset=None, required=False, empty_label=_("No mentor"))
    service = forms.CharField(
        label=_("Service"), help_text=_("For example: Jobcentre Plus. The person reads this."), max_length=120,
        required=False,
    )  # fmt: skip
    place = forms.ModelChoiceField(
        label=_("Place"),
        help_text=_("Leave it empty for a meeting in the prison, a call or a home visit."),
        queryset=None,
        required=False,
        empty_label=_("No place from the list"),
    )
    where = forms.CharField(label=_("Room or desk"), max_length=80, required=False)
    phone = forms.CharField(
        label=_("Number to call"), help_text=_("For a phone call: who rings whom, on which number."), max_length=20,
        required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )  # fmt: skip
    bring = forms.CharField(
        label=_("What to bring"), help_text=_("The person reads this. For example: a photo ID."), max_length=200,
        required=False,
    )  # fmt: skip
    is_required = forms.BooleanField(
        label=_("The person must come"), help_text=_("Leave it empty when it is their choice."), required=False,
        initial=True,
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        staff = staff_of(user, person)
        self.fields["staff"].queryset = self.fields["also_with"].queryset = staff
        self.fields["mentor"].queryset = mentors_of(user, person)
        self.fields["place"].queryset = MeetingPlace.objects.visible_to(user).in_use()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["day"] > clock.today() + AHEAD:
            self.add_error("day", _("That is more than a year ahead."))
            return cleaned
        try:
            starts_at = moment(cleaned["day"], cleaned["at"])
        except DomainError as error:
            self.add_error("at", str(error))
            return cleaned
        names = ("kind", "about", "is_required", "place", "where", "staff", "also_with", "mentor", "service", "phone",
                 "bring")  # fmt: skip
        cleaned["details"] = Details(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=cleaned["minutes"]),
            **{name: cleaned[name] for name in names},
        )
        return cleaned


def as_typed(meeting: Appointment) -> dict[str, Any]:
    """An appointment as the form shows it."""
    starts = meeting.starts_at.astimezone(clock.LONDON)
    minutes = str(int((meeting.ends_at - meeting.starts_at).total_seconds() // 60))
    names = ("kind", "about", "is_required", "place", "where", "staff", "also_with", "mentor", "service", "phone",
             "bring", "version")  # fmt: skip
    linked = {name: getattr(meeting, name) for name in names}
    return {**linked, "day": starts.date(), "at": f"{starts:%H:%M}", "minutes": minutes}


class CancelForm(Form):
    reason = forms.CharField(
        label=_("Why is it called off?"),
        help_text=_("The person reads this. Short words please."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskForm(Form):
    """How the person is asked what happened."""

    how = forms.ChoiceField(
        label=_("How do you ask?"),
        choices=[
            (Means.PORTAL, _("Here, and on their own phone if they joined")),
            (Means.PHONE, _("I ring them")),
            (Means.OFFICE, _("I ask them face to face")),
            (Means.LETTER, _("I write a letter")),
        ],
        widget=forms.RadioSelect,
    )


class ReplyForm(Form):
    """What happened, in a choice and in words."""

    answer = forms.ChoiceField(
        label=_("Pick the one that is most true"), choices=list(REPLIES.items()), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Do you want to say more?"),
        help_text=_("You do not have to."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class StaffReplyForm(ReplyForm):
    """What the person told staff, written down for them."""

    how = forms.ChoiceField(
        label=_("How did the person tell you?"),
        choices=[(means, means.label) for means in (Means.PHONE, Means.OFFICE, Means.LETTER)],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["words"].label = _("In their own words")
        self.fields["words"].help_text = _("The person sees what you write, and that you wrote it for them.")
        self.fields["answer"].choices = Appointment.Reply.choices


class DecideForm(Form):
    """What came of it, and why, told to the person."""

    seen = SeenField()
    outcome = forms.ChoiceField(label=_("What do you record?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("The person reads this. Short words please."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, meeting: Appointment, **given: Any) -> None:
        super().__init__(*args, initial={"seen": stamp(meeting.came_of_it)}, **given)
        status = Appointment.Status
        may_be = [status.KEPT, status.ACCEPTABLE]
        if meeting.is_ready_to_decide and meeting.is_required:
            may_be.append(status.UNACCEPTABLE)
        allowed = Appointment.MOVES[status(meeting.status)]
        self.fields["outcome"].choices = [(one, one.label) for one in may_be if one in allowed]
