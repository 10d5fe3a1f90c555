"""What is asked in a handover."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.editing import SeenField
from justice_portal.forms import DateParts, Form, KeyField
from rehab.handover.models import HandoverLine

Turn = HandoverLine.Turn


class OpenForm(Form):
    key = KeyField()
    due_on = forms.DateField(
        label=_("The day when the community is responsible"),
        widget=DateParts,
        help_text=_("For most people about eight months before release."),
    )


class DatesForm(Form):
    seen = SeenField()
    due_on = forms.DateField(label=_("The day when the community is responsible"), widget=DateParts)
    meet_on = forms.DateField(label=_("The day when all three meet"), widget=DateParts, required=False)


class PromiseForm(Form):
    key = KeyField()
    words = forms.CharField(label=_("What is promised?"), max_length=200, help_text=_("The person reads this."))
    turn = forms.ChoiceField(label=_("Who promises it?"), choices=Turn.choices, widget=forms.RadioSelect)
    due_on = forms.DateField(label=_("By when?"), widget=DateParts)


class QuestionForm(Form):
    key = KeyField()
    words = forms.CharField(label=_("What do you want to ask?"), max_length=200)
    turn = forms.ChoiceField(label=_("Who should answer?"), choices=Turn.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, side: str, **given: Any) -> None:
        super().__init__(*args, **given)
        mine = {
            Turn.POM: _("The officer in prison who plans with you (POM)"),
            Turn.COM: _("Your officer outside (COM)"),
        }
        choices = list(mine.items()) if side == Turn.PERSON else [one for one in Turn.choices if one[0] != side]
        self.fields["turn"].choices = choices


class AnswerForm(Form):
    answer = forms.CharField(label=_("The answer"), max_length=300)


class ReasonForm(Form):
    reason = forms.CharField(label=_("Why?"), max_length=300, help_text=_("What is missing, and who should see to it?"))
