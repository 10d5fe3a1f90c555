"""Shapes of input for the directory: the search, one service with its place and hours, a list to send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.editing import stamp
from justice_portal.forms import Form
from rehab.appointments.place_forms import PlaceForm
from rehab.care.pathways import Pathway
from rehab.directory.loading import OF_SERVICE, service_now
from rehab.directory.models import Service
from rehab.directory.search import LONGEST

LARGEST = 1024 * 1024


class FindForm(Form):
    """What narrows the list; it stands in the address, and says nothing about anybody."""

    need = forms.ChoiceField(label=_("Need"), required=False)
    words = forms.CharField(label=_("Town, postcode or name"), max_length=LONGEST, required=False)

    def __init__(self, *args: Any, own: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["need"].choices = [("", _("All help")), *Pathway.choices]
        if own:
            self.fields["need"].widget = forms.HiddenInput()  # the person picked it among the pictures

    def chosen(self) -> dict[str, str]:
        good = self.cleaned_data if self.is_valid() else {}
        return {"need": good.get("need", ""), "words": good.get("words", "")}


class ServiceForm(PlaceForm):
    """A service: what it does, and its place with the opening hours."""

    what = forms.CharField(
        label=_("What it helps with"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In plain words, as you would say it to someone."),
    )  # fmt: skip
    what_welsh = forms.CharField(
        label=_("What it helps with, in Welsh"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    needs = forms.MultipleChoiceField(label=_("Needs"), choices=Pathway.choices, widget=forms.CheckboxSelectMultiple)
    area = forms.CharField(label=_("Area"), max_length=120, help_text=_("Towns or counties that it helps in."))
    languages = forms.CharField(label=_("Languages"), max_length=120, required=False)
    access = forms.CharField(
        label=_("Getting in"), max_length=300, required=False, help_text=_("Steps, lift, hearing loop, a quiet room.")
    )
    access_welsh = forms.CharField(label=_("Getting in, in Welsh"), max_length=300, required=False)
    is_listed = forms.BooleanField(label=_("On the list that people read"), required=False, initial=True)

    class Meta(PlaceForm.Meta):
        fields = ["name", "name_welsh", "address", "postcode", "phone", "way", "way_welsh", "is_for_meetings"]

    field_order = [
        "name", "name_welsh", "what", "what_welsh", "needs", "area", "address", "postcode", "phone", "languages", "access",
        "access_welsh", "way", "way_welsh",
    ]  # fmt: skip

    def __init__(self, *args: Any, user: Any, service: Service | None = None, **given: Any) -> None:
        if service is not None:
            held = {name: getattr(service, name) for name in OF_SERVICE}
            given |= {"instance": service.place, "initial": held}
        else:
            given["initial"] = {"is_for_meetings": False}
        super().__init__(*args, user=user, **given)
        if service is not None:
            self.fields["seen"].initial = stamp(service_now(service))
        self.fields["address"].required = self.fields["postcode"].required = False
        self.fields["address"].help_text = _("Leave address and postcode empty for a phone line.")
        if not user.holds(Permission.MEETING_PLACE_EDIT):
            del self.fields["is_for_meetings"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        address, postcode, phone = (given.get(name, "") for name in ("address", "postcode", "phone"))
        if bool(address) != bool(postcode):
            self.add_error("postcode", _("An address needs a postcode, and a postcode an address."))
        if not address and not phone:
            self.add_error("phone", _("Write a phone number or an address. Nobody could get there without."))
        return given

    def validate_unique(self) -> None:
        """The action knows better: an office may become a service."""

    def validate_constraints(self) -> None:
        """As above."""

    @property
    def facts(self) -> dict[str, Any]:
        """Of the place."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}

    @property
    def service_facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in OF_SERVICE}


class ListForm(Form):
    """A CSV."""

    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        return file.read()
