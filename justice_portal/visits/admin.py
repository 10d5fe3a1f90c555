"""How long tablets stay open."""

from django.contrib import admin

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin
from justice_portal.visits.models import VisitLimit


@admin.register(VisitLimit)
class VisitLimitAdmin(ReferenceAdmin):
    """By prison and kind of tablet. Without a prison: everywhere that has no limit of its own."""

    edit = Permission.ESTATE_EDIT
    list_display = ["__str__", "untouched_seconds", "longest_minutes"]
    list_filter = ["kind"]
    list_select_related = ["establishment"]
    autocomplete_fields = ["establishment"]
