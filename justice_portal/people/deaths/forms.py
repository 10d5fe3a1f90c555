"""What is asked when a death is to be taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from justice_portal.people.amending.models import Amendment
from justice_portal.people.deaths.models import RecordedDeath
from justice_portal.people.deaths.workers import ended_by_death
from justice_portal.people.models import Allocation

Why = Amendment.Why


class TakeBackForm(Form):
    why = forms.ChoiceField(
        label=_("Why should it be taken back?"),
        choices=[(why.value, why.label) for why in (Why.NOT_SO, Why.OTHER_PERSON, Why.TWICE)],
        widget=forms.RadioSelect,
    )
    workers = forms.ModelMultipleChoiceField(
        label=_("Who looks after the person again?"),
        help_text=_("Only who still holds the role there. You can give others under Allocation."),
        queryset=Allocation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, death: RecordedDeath, **given: Any) -> None:
        super().__init__(*args, **given)
        offered = ended_by_death(death)
        self.fields["workers"].queryset = offered
        self.fields["workers"].label_from_instance = lambda one: f"{one.user.name}, {one.get_role_display()}"
        if not offered:
            del self.fields["workers"]
