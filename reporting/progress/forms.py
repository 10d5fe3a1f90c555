"""Shapes of input for reports."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, places_for
from justice_portal.estate.models import Wing
from justice_portal.forms import Form
from justice_portal.rights.keeping import in_months

MONTHS = [
    ("1", _("The last month")),
    ("3", _("The last 3 months")),
    ("6", _("The last 6 months")),
    ("12", _("The last year")),
]


class MonthsForm(Form):
    """For how long back."""

    months = forms.ChoiceField(label=_("What time is it about?"), choices=MONTHS, initial="3", widget=forms.RadioSelect)

    def dates(self) -> dict[str, date]:
        today = clock.today()
        return {"from_on": in_months(today, -int(self.cleaned_data["months"])), "to_on": today}


class WordsForm(Form):
    text = forms.CharField(
        label=_("Your words"),
        help_text=_("They will stand in the report as you write them."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class WingForm(MonthsForm):
    wing = forms.ModelChoiceField(label=_("Wing"), queryset=Wing.objects.none(), empty_label=_("Choose a wing"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wing"].queryset = wings_for(user)


def wings_for(user: Any) -> Any:
    """Wings of the establishments where user may make reports for a whole wing."""
    return (
        Wing.objects.visible_to(user)
        .filter(establishment__in=places_for(user, Permission.REPORT_WING))
        .select_related("establishment")
    )
