"""What drift looks like: kept by those who keep the rules for messages."""

from django.contrib import admin

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin
from mentoring.drift.models import DriftRule


@admin.register(DriftRule)
class DriftRuleAdmin(ReferenceAdmin):
    edit = Permission.RULE_EDIT
    list_display = ["kind", "count", "days", "is_active"]
