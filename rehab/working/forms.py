"""Shapes of input for learning and work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from rehab.working.models import Induction, SkillRating


class InductionForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    hopes_to_work = forms.ChoiceField(
        label=_("Do you want to work when you leave?"), choices=Induction.Hoping.choices, widget=forms.RadioSelect
    )
    has_worked = forms.ChoiceField(
        label=_("Did you work before?"), choices=Induction.Hoping.choices, widget=forms.RadioSelect
    )
    done_before = forms.MultipleChoiceField(
        label=_("What work did you do?"),
        choices=Induction.Work.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    level = forms.ChoiceField(
        label=_("What is the highest test you passed?"), choices=Induction.Level.choices, widget=forms.RadioSelect
    )
    wants = forms.MultipleChoiceField(
        label=_("What work would you like?"),
        choices=Induction.Work.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    barriers = forms.MultipleChoiceField(
        label=_("What makes it hard to work?"),
        choices=Induction.Barrier.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label=_("Is there more you want to tell us?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SkillForm(Form):
    key = KeyField()
    level = forms.TypedChoiceField(
        label=_("How sure are you of this?"),
        choices=SkillRating.Level.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("When did you do this well? Say what you did."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
