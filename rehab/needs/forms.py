"""Shapes of input for support needs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from rehab.needs.models import Need, SupportNeed

OWNERS = [("prison", _("Prison")), ("probation", _("Probation"))]


class AddForm(Form):
    """Several needs of one pathway at once, with words for those that ask for them."""

    owners = forms.MultipleChoiceField(
        label=_("Who is responsible?"), choices=OWNERS, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, needs: Iterable[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = {str(need.pk): need for need in needs}
        self.sections: dict[str, list[Any]] = {}
        for name, need in self.needs.items():
            self.fields[name] = forms.BooleanField(label=need.title, required=False)
            self.sections.setdefault(need.section, []).append({"tick": self[name], "words": None})
            if need.takes_detail:
                self.fields[f"{name}-detail"] = forms.CharField(label=_("Say what"), max_length=120, required=False)
                self.sections[need.section][-1]["words"] = self[f"{name}-detail"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.chosen = [
            (need, cleaned.get(f"{name}-detail") or "") for name, need in self.needs.items() if cleaned.get(name)
        ]
        for need, detail in self.chosen:
            if need.takes_detail and not detail and f"{need.pk}-detail" not in self.errors:
                self.add_error(f"{need.pk}-detail", _("Say what the need is."))
        if not self.chosen and not self.errors:
            self.add_error(None, _("Tick at least one need."))
        return cleaned


class UpdateForm(Form):
    key = KeyField()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    status = forms.ChoiceField(label=_("Status"), choices=SupportNeed.Status.choices, widget=forms.RadioSelect)
    owners = forms.MultipleChoiceField(
        label=_("Who is responsible?"), choices=OWNERS, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("What happened? The person can read this."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TellForm(Form):
    key = KeyField()
    words = forms.CharField(
        label=_("What do you want to say about this?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
