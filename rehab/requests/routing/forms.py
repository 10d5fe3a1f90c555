"""What a manager says of requests in their prison."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.accounts.models import User
from justice_portal.estate.models import Establishment
from justice_portal.forms import Form
from rehab.requests.routing.models import Department

SHORT = {"class": "govuk-input--width-3", "inputmode": "numeric"}


class RouteForm(Form):
    """Who answers a type here, and how soon."""

    is_on = forms.BooleanField(label=_("People here can ask for this"), required=False)
    department = forms.ModelChoiceField(Department.objects.none(), label=_("Who answers"), empty_label=None)
    days = forms.IntegerField(
        label=_("Days until the answer is due"), min_value=0, max_value=28, widget=forms.TextInput(attrs=SHORT)
    )

    def __init__(self, *args: Any, user: Any, establishment: Establishment, **given: Any) -> None:
        super().__init__(*args, **given)
        here = Department.objects.visible_to(user).filter(establishment=establishment)
        self.fields["department"].queryset = here  # type: ignore[attr-defined]


class DepartmentForm(Form):
    """A department of a prison."""

    name = forms.CharField(label=_("Name"), max_length=60)
    name_welsh = forms.CharField(label=_("Name in Welsh"), max_length=60, required=False)
    is_private = forms.BooleanField(label=_("Private: only its members read what is asked of it"), required=False)


class MemberForm(Form):
    """Who answers for a department."""

    username = forms.CharField(
        label=_("User name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    is_head = forms.BooleanField(label=_("Hears of what is late"), required=False)

    def clean_username(self) -> str:
        return User.normalise(self.cleaned_data["username"], "staff")
