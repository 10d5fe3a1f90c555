"""What somebody says who would like to be a mentor, and what is decided."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.estate.models import Establishment
from justice_portal.forms import DateParts, Form, KeyField
from mentoring.mentors.choices import FreeTime, Help, Interest, Language
from mentoring.mentors.forms import RowChoice


class ApplyForm(Form):
    """In plain words: people inside read it on the tablet."""

    key = KeyField()
    establishment = RowChoice(Establishment.objects.none(), label=_("Which prison?"), empty_label=_("Choose a prison"))
    called = forms.CharField(
        label=_("What may people call you?"), help_text=_("Your first name is best."), max_length=40
    )
    why = forms.CharField(label=_("Why do you want to help?"), max_length=500, widget=forms.Textarea)
    helps_with = forms.MultipleChoiceField(
        label=_("What can you help with?"), choices=Help.choices, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("What do you speak?"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    interests = forms.MultipleChoiceField(
        label=_("What do you like?"), choices=Interest.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    free_times = forms.MultipleChoiceField(
        label=_("When are you free?"), choices=FreeTime.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    referees = forms.CharField(
        label=_("Who can say something good about you?"),
        help_text=_("Name two people, and how they know you."),
        max_length=300,
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, places: Any, **given: Any) -> None:
        """places: where they may ask; a person inside asks the one prison where they are, and is not asked which."""
        super().__init__(*args, **given)
        self.fields["establishment"].queryset = places
        if places.count() == 1:
            self.fields["establishment"].initial = places.first()
            self.fields["establishment"].widget = forms.HiddenInput()


class DecideForm(Form):
    accepted = forms.TypedChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("Accept")), ("no", _("Do not accept"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Who asked reads this. Write it in plain words."),
        max_length=300,
        widget=forms.Textarea,
    )
    vetted_until_on = forms.DateField(
        label=_("Last day of the vetting"),
        help_text=_("Only if you accept. Access ends at midnight after this day."),
        widget=DateParts,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("accepted") and not given.get("vetted_until_on") and "vetted_until_on" not in self.errors:
            self.add_error("vetted_until_on", _("Say until when the vetting lasts."))
        return given
