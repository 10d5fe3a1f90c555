"""Bringing two people together, and why a match pauses or ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from mentoring.matching.actions import PLANNED
from mentoring.matching.choosing.models import TOLD
from mentoring.matching.models import Match
from mentoring.mentors.choices import FreeTime, Help, Interest, Language
from mentoring.mentors.models import Mentor

#: What staff may choose; the others are written by the product itself.
PAUSE_REASONS = (
    Match.Reason.AWAY,
    Match.Reason.PERSON_ASKED,
    Match.Reason.MENTOR_ASKED,
    Match.Reason.SAFETY,
    Match.Reason.OTHER,
)
END_REASONS = (
    Match.Reason.PLANNED,
    Match.Reason.PERSON_ASKED,
    Match.Reason.MENTOR_ASKED,
    Match.Reason.VETTING,
    Match.Reason.SAFETY,
    Match.Reason.OTHER,
)


class MentorChoice(forms.ModelChoiceField):
    def label_from_instance(self, mentor: Mentor) -> str:
        helps = ", ".join(mentor.get_helps_with_display())
        return f"{mentor.user.name} ({helps})" if helps else mentor.user.name


class ProposeForm(Form):
    """Only mentors whom user may see, and whose vetting runs, can be chosen."""

    key = KeyField()
    mentor = MentorChoice(queryset=Mentor.objects.none(), label=_("Mentor"), empty_label=_("Choose a mentor"))
    help_wanted = forms.MultipleChoiceField(
        label=_("Help wanted"), choices=Help.choices, widget=forms.CheckboxSelectMultiple
    )
    interests = forms.MultipleChoiceField(
        label=_("Likes"), choices=Interest.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Speaks"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    free_times = forms.MultipleChoiceField(
        label=_("Free"), choices=FreeTime.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    planned_weeks = forms.TypedChoiceField(
        label=_("How long is it meant to last?"),
        choices=[(12, _("12 weeks")), (26, _("26 weeks")), (52, _("52 weeks"))],
        coerce=int,
        empty_value=PLANNED,
        initial=PLANNED,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, user: Any, is_said: bool = False, **given: Any) -> None:
        """is_said: the person has said what they want, so that only the mentor is left to choose."""
        super().__init__(*args, **given)
        if is_said:
            for name in TOLD:
                del self.fields[name]
        self.fields["mentor"].queryset = Mentor.objects.visible_to(user).vetted().select_related("user")


class PauseForm(Form):
    reason = forms.ChoiceField(
        label=_("Why does it pause?"), choices=[(r.value, r.label) for r in PAUSE_REASONS], widget=forms.RadioSelect
    )


class EndForm(Form):
    reason = forms.ChoiceField(
        label=_("Why does it end?"), choices=[(r.value, r.label) for r in END_REASONS], widget=forms.RadioSelect
    )
