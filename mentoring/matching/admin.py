"""Matches, to read."""

from django.contrib import admin

from justice_portal.admin_base import ScopedAdmin
from mentoring.matching.models import Match


@admin.register(Match)
class MatchAdmin(ScopedAdmin):
    list_display = ["person", "mentor", "made_in", "status", "proposed_at", "ended_at"]
    list_select_related = ["person", "mentor", "made_in"]
    list_filter = ["status"]
