"""What the devices desk asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.devices.models import Device
from justice_portal.estate.models import Establishment, Wing
from justice_portal.forms import Form, KeyField
from justice_portal.people.models import Person

LABEL = {
    "max_length": 20,
    "help_text": _("What stands on its sticker, like A-07."),
    "widget": forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
}


class FilterForm(Form):
    """What narrows the list; it stands in the address."""

    wing = forms.ModelChoiceField(Wing.objects.none(), label=_("Wing"), required=False, empty_label=_("All"))
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *Device.Status.choices])

    def __init__(self, *args: Any, user: Any, establishment: Establishment, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["wing"].queryset = Wing.objects.visible_to(user).filter(establishment=establishment)

    def chosen(self) -> dict[str, Any]:
        """The filters that are set and known."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}


class AddForm(Form):
    """A tablet that comes into use."""

    key = KeyField()
    label = forms.CharField(label=_("Name on the tablet"), **LABEL)
    wing = forms.ModelChoiceField(Wing.objects.none(), label=_("Wing"), empty_label=_("Choose a wing"))
    kind = forms.ChoiceField(
        label=_("Where it is used"),
        choices=Device.Kind.choices,
        initial=Device.Kind.SHARED,
        widget=forms.RadioSelect,
        help_text=_("It decides how soon the tablet locks when nobody touches it."),
    )

    def __init__(self, *args: Any, user: Any, establishment: Establishment, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["wing"].queryset = Wing.objects.visible_to(user).filter(establishment=establishment)


class SwapForm(Form):
    """The tablet that takes the place of another."""

    key = KeyField()
    label = forms.CharField(label=_("Name on the new tablet"), **LABEL)


class HolderForm(Form):
    """Who has the tablet."""

    holder = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who has it"), required=False, empty_label=_("Nobody in particular")
    )

    def __init__(self, *args: Any, user: Any, device: Device, **given: Any) -> None:
        super().__init__(*args, **given)
        people = Person.objects.visible_to(user).within(user, Permission.PERSON_VIEW)
        here = people.filter(establishment=device.establishment_id, wing=device.wing_id)
        self.fields["holder"].queryset = here.order_by("family_name", "given_name")


class WingForm(Form):
    """A whole wing to switch off, with a tick that it is meant."""

    wing = forms.ModelChoiceField(Wing.objects.none(), label=_("Wing"), empty_label=_("Choose a wing"))
    is_sure = forms.BooleanField(label=_("Switch off every tablet of this wing. They must all be set up again."))

    def __init__(self, *args: Any, user: Any, establishment: Establishment, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["wing"].queryset = Wing.objects.visible_to(user).filter(establishment=establishment)


class EnrolForm(Form):
    """The code that is typed on a tablet that is to be set up."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Eight letters and numbers. The devices desk shows it once, for 30 minutes."),
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-10",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code.")},
    )
