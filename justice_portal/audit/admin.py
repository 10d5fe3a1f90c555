"""The audit log in the administration, to read. Reading it is recorded."""

from django.contrib import admin

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin
from justice_portal.audit.models import AuditEvent


@admin.register(AuditEvent)
class AuditEventAdmin(ReferenceAdmin):
    edit = Permission.AUDIT_VIEW
    read_only = True
    records_views = True
    list_display = ["at", "event", "kind", "by_id", "thing_type", "thing_id"]
    list_filter = ["kind", "event"]
    date_hierarchy = "at"
