"""The rules for messages. A pattern that cannot be matched in linear time is refused here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.changes.admin_base import SecondPersonAdmin
from mentoring.screening import actions
from mentoring.screening.measuring import measure
from mentoring.screening.models import Rule
from mentoring.screening.patterns import why_refused

EDITED = (
    "name",
    "kind",
    "words",
    "harmless",
    "pattern",
    "reads",
    "reason",
    "reason_welsh",
    "owner",
    "is_urgent",
    "is_active",
)


class RuleForm(forms.ModelForm):
    """A rule has words or a pattern, never both."""

    class Meta:
        model = Rule
        fields = EDITED

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        pattern, words = given.get("pattern", ""), given.get("words", "").strip()
        if bool(words) == bool(pattern):
            raise forms.ValidationError(_("A rule has either words or a pattern."))
        if pattern and (why := why_refused(pattern)):
            self.add_error("pattern", why)
        return given


@admin.register(Rule)
class RuleAdmin(SecondPersonAdmin):
    """Rules that hold a message until a moderator has read it. What is saved here waits for a second person."""

    edit = Permission.RULE_EDIT
    removable = True
    form = RuleForm
    list_display = ["name", "kind", "is_active", "owner", "changed_at"]
    list_filter = ["kind", "is_active"]
    list_select_related = ["owner"]
    search_fields = ["name"]
    readonly_fields = ["measured", "changed_at", "changed_by"]

    @admin.display(description=_("How well it does"))
    def measured(self, rule: Rule) -> str:
        """On the labelled set, as the rule stands now."""
        return str(measure([rule.as_entry()], rule.kind)) if rule.name else "-"

    def save_row(self, request: HttpRequest, row: Model, *, is_new: bool, form: forms.ModelForm) -> Model:
        given = {name: form.cleaned_data[name] for name in EDITED}
        if is_new:
            return actions.ask_for_rule(Rule, key=row.pk, **given, by=request.user)
        return actions.ask_to_change_rule(row, **given, by=request.user)

    def remove_row(self, request: HttpRequest, row: Model) -> Model:
        return actions.ask_to_delete_rule(row, by=request.user)
