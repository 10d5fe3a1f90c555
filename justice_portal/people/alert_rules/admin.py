"""What alerts do, for administrators."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin
from justice_portal.grants import Role
from justice_portal.people.alert_rules.models import AlertRule
from justice_portal.people.models import AlertCode


class AlertRuleForm(forms.ModelForm):
    """A rule is for one kind of alert or for a type, and a warning says what to whom."""

    roles = forms.MultipleChoiceField(
        choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple, label=_("Who sees the warning")
    )

    class Meta:
        model = AlertRule
        fields = ("code", "type_code", "effect", "roles", "words", "is_on")

    def clean_type_code(self) -> str:
        letter = self.cleaned_data["type_code"].strip().upper()
        if letter and not AlertCode.objects.filter(type_code=letter).exists():
            raise forms.ValidationError(_("There is no alert of this type."))
        return letter

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("code")) == bool(given.get("type_code")) and "type_code" not in self.errors:
            raise forms.ValidationError(_("Choose one alert, or write the letter of a type; not both."))
        if given.get("effect") == AlertRule.Effect.BANNER and not (given.get("words") and given.get("roles")):
            raise forms.ValidationError(_("A warning needs its words, and the roles that see it."))
        return given


@admin.register(AlertRule)
class AlertRuleAdmin(ReferenceAdmin):
    """The next page that somebody opens goes by what is saved here."""

    edit = Permission.RULE_EDIT
    removable = True
    form = AlertRuleForm
    list_display = ["__str__", "code", "type_code", "effect", "words", "is_on"]
    list_filter = ["effect", "is_on"]
    list_select_related = ["code"]
    autocomplete_fields = ["code"]
