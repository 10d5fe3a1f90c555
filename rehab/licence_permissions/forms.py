"""Shapes of input for "May I?"."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.editing import SeenField, stamp
from justice_portal.forms import DateParts, Form, KeyField
from rehab.licence_permissions.models import LicencePermission

#: What is asked for each kind: about the thing, and about the place.
ASKED = {
    "night": (_("Why do you want to sleep there?"), _("Where? Write the address.")),
    "job": (_("What is the job?"), _("Who with, and where?")),
    "travel": (_("Why do you want to go?"), _("Where to?")),
    "address": (_("Why do you want to move?"), _("What is the new address?")),
}
#: What begins on a day and has no last one.
ONE_DAY = frozenset({"job", "address"})


class AskForm(Form):
    key = KeyField()
    what = forms.CharField(max_length=200)
    place = forms.CharField(max_length=120)
    starts_on = forms.DateField(label=_("From which day?"), help_text=_("For example: 27 3 2027."), widget=DateParts)
    ends_on = forms.DateField(
        label=_("To which day?"), help_text=_("Leave it empty for one day only."), widget=DateParts, required=False
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in zip(("what", "place"), ASKED[kind], strict=True):
            self.fields[name].label = label
        if kind in ONE_DAY:
            del self.fields["ends_on"]


class WriteForm(AskForm):
    """The same, typed by staff: it says how the person told them."""

    how = forms.ChoiceField(
        label=_("How did the person tell you?"),
        choices=[(one, one.label) for one in (LicencePermission.How.BESIDE, LicencePermission.How.PHONE)],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.fields["what"].help_text = _("In their own words. The person sees what you write, and that you wrote it.")


class WrongForm(Form):
    words = forms.CharField(
        label=_("What is wrong?"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class AnswerForm(Form):
    """Yes or no, in words that the person reads; after a yes only the no that ends it."""

    seen = SeenField()
    is_yes = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Why"), help_text=_("The person reads this. Short sentences, easy words."), max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    limits = forms.CharField(
        label=_("Limits"), help_text=_("For a yes: what must be kept to. For example: be back by 8pm on Sunday."),
        max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    from_on = forms.DateField(label=_("From"), widget=DateParts, required=False)
    to_on = forms.DateField(label=_("To"), widget=DateParts, required=False)

    def __init__(self, *args: Any, asked: LicencePermission, **given: Any) -> None:
        days = {"from_on": asked.from_on or asked.starts_on, "to_on": asked.to_on or asked.ends_on}
        super().__init__(*args, initial={**days, "seen": stamp(asked.answered)}, **given)
        if asked.status == LicencePermission.Status.AGREED and not self.data.get("is_yes"):
            for name in ("is_yes", "limits", "from_on", "to_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return {"is_yes": False, **(super().clean() or self.cleaned_data)}
