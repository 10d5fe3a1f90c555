"""What is typed, or chosen, at the tablet door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, PasswordInput
from justice_portal.pins.models import Pin
from justice_portal.pins.secrets import LONGEST, PICTURES, SHORTEST

NUMBERS, PICTURES_KIND = Pin.Kind.NUMBERS, Pin.Kind.PICTURES
LONGEST_NUMBER = 60
PLACES = (_("First picture"), _("Second picture"), _("Third picture"), _("Fourth picture"))


class PicturesInput(forms.Widget):
    """One picture for each place in the order. What was chosen is never drawn again."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        chosen = [data.get(f"{name}_{place}", "") for place in range(1, len(PLACES) + 1)]
        return ",".join(chosen) if any(chosen) else ""

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_1_sun"


class PicturesField(forms.CharField):
    """Four pictures in order, as "sun,fish,key,moon"."""

    widget = PicturesInput
    template_name = "pins/pictures.html"
    pictures = tuple(PICTURES.items())
    places = PLACES


def pin_field(kind: str, label: Any, *, help_text: Any = "", asked: Any = None) -> forms.CharField:
    """A field for a PIN of this kind."""
    if kind == PICTURES_KIND:
        field: forms.CharField = PicturesField(
            label=label, help_text=help_text, max_length=100, error_messages={"required": _("Choose 4 pictures.")}
        )
        field.template_name = PicturesField.template_name  # type: ignore[attr-defined]
        return field
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=20,
        widget=PasswordInput(
            attrs={"class": "govuk-input--width-10 jp-pin", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"required": asked or _("Type your PIN.")},
    )


def number_field() -> forms.CharField:
    return forms.CharField(
        label=_("Your prison number"),
        help_text=_("It is on your card. It looks like this: A1234BC."),
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-10 jp-pin",
                "autocomplete": "off",
                "spellcheck": "false",
                "autocapitalize": "characters",
            }
        ),
        error_messages={"required": _("Type your prison number.")},
    )


class _PinForm(Form):
    """A form that takes a PIN of a kind. What was typed as a PIN is never drawn again."""

    def __init__(self, *args: Any, kind: str, **given: Any) -> None:
        super().__init__(*args, **given)
        self.kind = kind


class SignInForm(_PinForm):
    """Prison number and PIN."""

    number = number_field()

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        label = _("Your pictures") if self.kind == PICTURES_KIND else _("Your PIN")
        self.fields["pin"] = pin_field(self.kind, label)


class CodeForm(Form):
    """Prison number and the code on paper."""

    number = number_field()
    code = forms.CharField(
        label=_("The code on your paper"),
        help_text=_("Eight letters and numbers, like ABCD 2345."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-10 jp-pin",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code.")},
    )


class ChooseForm(_PinForm):
    """A new PIN, twice."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if self.kind == PICTURES_KIND:
            self.fields["pin"] = pin_field(self.kind, _("Choose 4 pictures"))
            self.fields["again"] = pin_field(self.kind, _("The same 4 pictures again"))
        else:
            length = _("%(least)s to %(most)s numbers.") % {"least": SHORTEST, "most": LONGEST}
            self.fields["pin"] = pin_field(self.kind, _("New PIN"), help_text=length, asked=_("Type a PIN."))
            self.fields["again"] = pin_field(self.kind, _("New PIN again"), asked=_("Type the PIN again."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and given["pin"] != given["again"]:
            self.add_error("again", _("The two are not the same. Try again."))
        return given


class ChangeForm(ChooseForm):
    """The PIN that is, then a new one twice."""

    def __init__(self, *args: Any, old_kind: str, **given: Any) -> None:
        super().__init__(*args, **given)
        label = _("Your pictures now") if old_kind == PICTURES_KIND else _("Your PIN now")
        self.fields["old"] = pin_field(old_kind, label)
        self.order_fields(["old", "pin", "again"])
