"""How long things are kept, in the administration. A period is added, never edited: what was told stays true."""

from datetime import date

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin
from justice_portal.forms import ModelForm
from justice_portal.rights.models import KeepRule


class KeepRuleForm(ModelForm):
    """A new period, from today on at the earliest: the past was told otherwise."""

    class Meta:
        model = KeepRule
        fields = ["code", "months", "in_force_from_on", "source"]

    def clean_in_force_from_on(self) -> date:
        day: date = self.cleaned_data["in_force_from_on"]
        if day < clock.today():
            raise ValidationError(_("A period cannot begin before today: people were told another."))
        return day


@admin.register(KeepRule)
class KeepRuleAdmin(ReferenceAdmin):
    form = KeepRuleForm
    edit = Permission.KEEP_RULE_EDIT
    list_display = ["code", "months", "in_force_from_on", "source"]
    list_filter = ["code"]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
