"""Mentors, to read."""

from django.contrib import admin

from justice_portal.admin_base import ScopedAdmin
from mentoring.mentors.models import Mentor


@admin.register(Mentor)
class MentorAdmin(ScopedAdmin):
    list_display = ["user", "establishment", "kind", "vetted_until_on"]
    list_select_related = ["user", "establishment"]
    list_filter = ["kind"]
