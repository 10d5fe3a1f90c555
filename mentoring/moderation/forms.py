"""What a moderator sends with a decision."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from mentoring.messages.held.models import Hold, Part
from mentoring.moderation.models import Recheck

PLACE = re.compile(r"(\d{1,4})-(\d{1,4})")


class PassForm(Form):
    """The fingerprint of the words that were read, so that other words are not passed on by mistake."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ReasonForm(Form):
    reason = forms.ChoiceField(label=_("Why is it stopped?"), choices=Hold.Reason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Your words to the writer"),
        help_text=_("Say kindly what to change. The writer reads this."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        """A reason that says nothing needs words."""
        given = super().clean()
        if given.get("reason") == Hold.Reason.OTHER and not given.get("words"):
            self.add_error("words", _("Tell the writer why."))
        return given


class StopForm(ReasonForm):
    pass


class PartForm(ReasonForm):
    """Which parts to leave out: those that a rule marked, and others by their words."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    marked = forms.MultipleChoiceField(
        label=_("Leave out what a rule found"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.CharField(
        label=_("Leave out these words too"),
        help_text=_("Copy them from the message. One piece a line."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ["marked", "other", "reason", "words", "seen"]

    def __init__(self, *args: Any, parts: list[Part], **given: Any) -> None:
        super().__init__(*args, auto_id="part_%s", **given)
        choices = [(part.place, part.text) for part in parts if part.is_marked]
        self.fields["reason"].label = _("Why is a part left out?")
        if choices:
            self.fields["marked"].choices = choices
        else:
            del self.fields["marked"]

    @property
    def places(self) -> list[tuple[int, int]]:
        """From where to where, of the parts that were ticked."""
        found = [PLACE.fullmatch(place) for place in self.cleaned_data.get("marked", [])]
        return [(int(one[1]), int(one[2])) for one in found if one]


class RecheckForm(Form):
    outcome = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[choice for choice in Recheck.Outcome.choices if choice[0] != Recheck.Outcome.WAITS],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Why, for the team"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, object]:
        given = super().clean()
        if given.get("outcome") == Recheck.Outcome.OTHER and not given.get("words"):
            self.add_error("words", _("Say why you would have decided otherwise."))
        return given
