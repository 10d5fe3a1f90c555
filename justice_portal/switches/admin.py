"""The feature switches."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin
from justice_portal.switches.actions import set_switch
from justice_portal.switches.codes import SWITCHES
from justice_portal.switches.models import Switch


class SwitchForm(forms.ModelForm):
    """A switch that the code knows."""

    class Meta:
        model = Switch
        fields = ["code", "is_on", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            known = [(code, f"{code}: {switch.what}") for code, switch in sorted(SWITCHES.items())]
            self.fields["code"] = forms.ChoiceField(label=_("Switch"), choices=known)


@admin.register(Switch)
class SwitchAdmin(ReferenceAdmin):
    """Switches that somebody set. One that is not here is as the code declares."""

    edit = Permission.SWITCH_EDIT
    form = SwitchForm
    list_display = ["code", "is_on", "what", "note"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [] if obj is None else ["code", "what"]

    def save_row(self, request: HttpRequest, row: Model, *, is_new: bool, form: forms.ModelForm) -> Model:
        given = {"code": row.code, "is_on": row.is_on, "note": row.note}  # type: ignore[attr-defined]
        return set_switch(Switch, **given, by=request.user)
