"""Whom to write to, and whom to hand a thread to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.accounts.models import User
from justice_portal.forms import Form
from mentoring.talks.choices import Choice


class ChooseForm(Form):
    who = forms.ChoiceField(
        label=_("Who do you want to write to?"),
        error_messages={"required": _("Choose who to write to."), "invalid_choice": _("Choose who to write to.")},
    )

    def __init__(self, *args: Any, choices: list[Choice], **given: Any) -> None:
        super().__init__(*args, **given)
        self.by_code = {one.code: one for one in choices}
        self.fields["who"].choices = [(one.code, one.name) for one in choices]

    @property
    def choice(self) -> Choice:
        return self.by_code[self.cleaned_data["who"]]


class HandForm(Form):
    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who answers from now on?"),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("They see all that was written here. The person is told that someone new answers."),
    )

    def __init__(self, *args: Any, colleagues: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["to"].queryset = colleagues
        self.fields["to"].label_from_instance = lambda user: user.name
