"""Shapes of input for the plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.rights.keeping import in_months
from rehab.plans.figures import OWN_WORDS
from rehab.plans.models import Goal, PathwayState, Step


class PathwayForm(Form):
    """How far it is. was: what the page showed, so that nothing that somebody else said is lost without a word."""

    was = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label=_("How far are we?"), choices=PathwayState.Status.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.fields["status"].choices = list(OWN_WORDS.items())


class GoalForm(Form):
    """A goal in the writer's own words, and by when: in so many months, or a date."""

    key = KeyField()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("What do you want to reach?"),
        help_text=_("Write it in your own words. Say one thing. For example: Find a place to live."),
        max_length=140,
    )
    target = forms.ChoiceField(label=_("By when?"), choices=Goal.Target.choices, widget=forms.RadioSelect)
    due_on = forms.DateField(
        label=_("The date"),
        help_text=_("Only if you pick a date. For example: 27 3 2027."),
        required=False,
        widget=DateParts,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        target = cleaned.get("target")
        if target in {"3", "6", "12"}:
            cleaned["due_on"] = in_months(clock.today(), int(target))
            self.errors.pop("due_on", None)
        elif target == "date" and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Write the day, the month and the year."))
        return cleaned


class EndGoalForm(Form):
    status = forms.ChoiceField(
        label=_("What happened with this goal?"),
        choices=[(Goal.Status.COMPLETED, _("I reached it")), (Goal.Status.ARCHIVED, _("Put it away for now"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Why do you put it away?"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("status") == Goal.Status.ARCHIVED and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why you put this goal away."))
        return cleaned


class StepForm(Form):
    key = KeyField()
    title = forms.CharField(
        label=_("What is the step?"), help_text=_("One small thing to do. For example: Ask for a form."), max_length=140
    )
    turn = forms.ChoiceField(label=_("Whose turn is it?"), choices=Step.Turn.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.fields["turn"].choices = [(Step.Turn.PERSON, _("Mine")), (Step.Turn.STAFF, _("Staff"))]
