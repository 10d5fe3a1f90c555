"""What the administration site shows of reporting: to read."""

from django.contrib import admin

from justice_portal.admin_base import ScopedAdmin
from reporting.progress.models import ProgressReport


@admin.register(ProgressReport)
class ProgressReportAdmin(ScopedAdmin):
    list_display = ["person", "kind", "status", "from_on", "to_on", "asked_by", "ready_at"]
    list_filter = ["status", "kind"]
    list_select_related = ["person", "asked_by"]
    exclude = ["data", "path"]
