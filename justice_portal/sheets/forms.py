"""The code, what stands on the paper, and which sheet to print."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission, places_for
from justice_portal.estate.models import Wing
from justice_portal.forms import Form, KeyField
from justice_portal.sheets.codes import NOT_THERE, read_code
from justice_portal.sheets.kinds import NOW, PAPER, Offer, SheetKind
from justice_portal.sheets.models import Sheet
from justice_portal.sheets.questions import as_field, kept, worded

#: Questions are named so in the form, that none is taken for a field of the form itself.
PREFIX = "q_"


class CodeForm(Form):
    """The code on the paper, however it is typed."""

    code = forms.CharField(
        label=gettext_lazy("Code on the paper"),
        help_text=gettext_lazy("8 letters and numbers. For example: K7PQ 3XZ9. It stands on each page."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        if code := read_code(typed):
            return code
        if set(typed.upper()) & NOT_THERE:
            raise ValidationError(_("Look at the code again. It has no 0, 1, I, L or O in it."))
        raise ValidationError(_("Look at the code again. One sign is wrong, or two changed places."))


class TypedForm(Form):
    """The questions of a sheet, in the words and the language of the paper."""

    def __init__(self, *args: Any, sheet: Sheet, **given: Any) -> None:
        self.sheet = sheet
        super().__init__(*args, **given)

    @classmethod
    def of(cls, sheet: Sheet, *args: Any, differs: bool = False, **given: Any) -> "TypedForm":
        """A form class made of the questions, so that messages name each field by its own words."""
        fields: dict[str, Any] = {}
        with translation.override(sheet.language):
            for number, one in enumerate(sheet.questions, start=1):
                made = as_field(one)
                under = worded(one, "section")
                made.label = f"{number}. {made.label}" + (f" ({under})" if under else "")
                fields[PREFIX + one["code"]] = made
        if differs:
            fields["choice"] = forms.ChoiceField(
                label=_("Which answers count?"),
                choices=[(PAPER, _("What is on the paper")), (NOW, _("What is there now"))],
                widget=forms.RadioSelect,
            )
        return type("TypedFormOf", (cls,), fields)(*args, sheet=sheet, **given)

    @property
    def answers(self) -> dict[str, Any]:
        given = {name.removeprefix(PREFIX): value for name, value in self.cleaned_data.items()}
        return kept(self.sheet.questions, given)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and (kind := self.sheet.sort):
            for code, wrong in kind.check(self.sheet.form, self.answers).items():
                self.add_error(PREFIX + code, wrong)
        return cleaned


class PrintForm(Form):
    """Which sheet to print for one person."""

    key = KeyField()
    what = forms.ChoiceField(label=gettext_lazy("Which sheet?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offers: list[tuple[SheetKind, Offer]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offers = {f"{kind.code}:{offer.about}": (kind, offer) for kind, offer in offers}
        self.fields["what"].choices = [(name, offer.title) for name, (_kind, offer) in self.offers.items()]

    @property
    def chosen(self) -> dict[str, str]:
        kind, offer = self.offers[self.cleaned_data["what"]]
        return {"kind": kind.code, "about": offer.about}


class WingForm(PrintForm):
    """Which sheet to print for everybody on a wing."""

    wing = forms.ModelChoiceField(label=gettext_lazy("Wing"), queryset=Wing.objects.none(), empty_label=None)

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        places = places_for(user, Permission.SHEET_TYPE)
        self.fields["wing"].queryset = Wing.objects.visible_to(user).filter(establishment__in=places)
        self.order_fields(["wing", "what"])
