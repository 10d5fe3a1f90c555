"""How a prison checks messages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import ModelForm
from mentoring.monitoring.models import CHANGED, MessagePolicy


class PolicyForm(ModelForm):
    reason = forms.CharField(
        label=_("Why should it change?"), help_text=_("Another manager reads this and agrees, or not."), max_length=300
    )

    class Meta:
        model = MessagePolicy
        fields = CHANGED
        widgets = {name: forms.TimeInput(format="%H:%M") for name in ("opens_at", "closes_at")}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens, closes = given.get("opens_at"), given.get("closes_at")
        if bool(opens) != bool(closes) and not {"opens_at", "closes_at"} & set(self.errors):
            self.add_error("closes_at", _("Say from when and until when, or leave both empty."))
        elif opens and closes and opens >= closes:
            self.add_error("closes_at", _("The second time must be later in the day than the first."))
        return given
