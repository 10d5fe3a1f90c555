"""How a prison checks messages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.accounts.models import User
from justice_portal.forms import DateParts, Form, KeyField, ModelForm
from mentoring.monitoring.models import CHANGED, LONGEST, MessagePolicy


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


class AuthorityForm(Form):
    key = KeyField()
    holder = forms.ModelChoiceField(User.objects.none(), label=_("Who may read"))
    why = forms.CharField(label=_("Why"), help_text=_("What for, and why nothing lighter would do."), max_length=300)
    until_on = forms.DateField(label=_("Last day"), help_text=_("Three months from today at most."), widget=DateParts)
    review_on = forms.DateField(
        label=_("Look at it again on"), help_text=_("If nobody does, it ends on that day."), widget=DateParts
    )

    def __init__(self, *args: Any, holders: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["holder"].queryset = holders
        self.fields["holder"].label_from_instance = lambda user: user.name
        self.fields["until_on"].initial = clock.today() + LONGEST
        self.fields["review_on"].initial = clock.today() + LONGEST / 3


class ReviewForm(Form):
    review_on = forms.DateField(label=_("Look at it again on"), widget=DateParts)
