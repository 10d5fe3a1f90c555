"""How many records out of caseload a role may open."""

from django.contrib import admin

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin
from justice_portal.lookups.models import LookUpLimit


@admin.register(LookUpLimit)
class LookUpLimitAdmin(ReferenceAdmin):
    edit = Permission.RULE_EDIT
    removable = True
    list_display = ["role", "most_people", "within_minutes"]
