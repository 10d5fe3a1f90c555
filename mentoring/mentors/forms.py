"""What staff write about a mentor."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, places_for
from justice_portal.accounts.models import User
from justice_portal.estate.models import Establishment
from justice_portal.forms import DateParts, Form, KeyField
from mentoring.mentors.choices import Help, Interest, Language
from mentoring.mentors.models import Mentor


class RowChoice(forms.ModelChoiceField):
    """One of some rows. What is no key at all is as wrong as the key of none."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class MentorForm(Form):
    """What a mentor is called, speaks, likes and helps with."""

    called = forms.CharField(
        label=_("Name that people see"), help_text=_("A first name is best. Never a full name."), max_length=40
    )
    kind = forms.ChoiceField(label=_("Kind of mentor"), choices=Mentor.Kind.choices, widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=_("Speaks"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    helps_with = forms.MultipleChoiceField(
        label=_("Can help with"), choices=Help.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    interests = forms.MultipleChoiceField(
        label=_("Likes"), choices=Interest.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class VettingForm(Form):
    vetted_until_on = forms.DateField(
        label=_("Last day of the vetting"),
        help_text=_("Access ends at midnight after this day. For example, 27 3 2027."),
        widget=DateParts,
    )

    def clean_vetted_until_on(self) -> date:
        """Ten years is the longest that anyone is vetted for: a later year is a slip."""
        day = self.cleaned_data["vetted_until_on"]
        if day.year > clock.today().year + 10:
            raise forms.ValidationError(_("This day is too far away. Check the year."))
        return day


class RenewForm(VettingForm):
    """The vetting, and the clearance that somebody under 18 asks for."""

    under_18_until_on = forms.DateField(
        label=_("Last day of the clearance for people under 18"),
        help_text=_("Leave it empty if there is none. Without it, no match with somebody under 18 can be made."),
        widget=DateParts,
        required=False,
    )


class AddMentorForm(VettingForm, MentorForm):
    """Take on someone who has a mentor's account already: an administrator makes those."""

    key = KeyField()
    user = forms.CharField(
        label=_("User name of the mentor"),
        help_text=_("The name they sign in with. An administrator makes the account."),
        max_length=60,
    )
    establishment = forms.ModelChoiceField(
        queryset=Establishment.objects.none(), label=_("Prison"), empty_label=_("Choose a prison")
    )
    field_order = (
        "key",
        "user",
        "called",
        "establishment",
        "kind",
        "vetted_until_on",
        "languages",
        "helps_with",
        "interests",
    )

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        places = places_for(user, Permission.MATCH_MANAGE)
        self.fields["establishment"].queryset = places
        self.fields["establishment"].initial = places.first() if places.count() == 1 else None

    def clean_user(self) -> User:
        """Only an account that holds the mentor's role: for any other name the answer is the same."""
        found = Mentor.account(self.cleaned_data["user"])
        if found is None:
            raise forms.ValidationError(_("There is no mentor's account with this user name."))
        return found
