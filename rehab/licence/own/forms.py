"""Shapes of input of the person's pages of their licence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from rehab.licence.questions import Question


class KeyForm(Form):
    key = KeyField()


class AnswerForm(Form):
    """One question of the teach-back."""

    question = forms.CharField(widget=forms.HiddenInput, max_length=20)
    choice = forms.ChoiceField(label="", widget=forms.RadioSelect, error_messages={"required": _("Choose one answer.")})

    def __init__(self, *args: Any, asked: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].initial = asked.code
        self.fields["choice"].label = asked.text
        self.fields["choice"].choices = asked.lettered
