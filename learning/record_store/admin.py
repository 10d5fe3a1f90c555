"""The record store in the administration: to read."""

from django.contrib import admin

from justice_portal.admin_base import ScopedAdmin
from learning.record_store.models import CourseProgress, LearningFact


@admin.register(LearningFact)
class LearningFactAdmin(ScopedAdmin):
    list_display = ["person", "verb", "object_type", "happened_at", "received_at"]
    list_filter = ["verb", "object_type"]
    list_select_related = ["person"]


@admin.register(CourseProgress)
class CourseProgressAdmin(ScopedAdmin):
    list_display = ["person", "course", "lessons_done", "lessons_total", "last_at", "completed_at"]
    list_filter = ["course"]
    list_select_related = ["person", "course"]
