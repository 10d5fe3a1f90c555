"""What the administration site shows of learning."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin, ScopedAdmin
from justice_portal.errors import DomainError
from learning.courses import actions
from learning.courses.models import Course, Enrolment, Version
from learning.record_store.models import CourseProgress


@admin.register(Course)
class CourseAdmin(ReferenceAdmin):
    """Courses come from their files; here they are taken out of the catalogue and put back."""

    edit = Permission.COURSE_EDIT
    read_only = True
    list_display = ["code", "subject", "closed_at"]
    list_filter = ["subject"]
    search_fields = ["code"]
    actions = ["close", "open_again"]

    @admin.action(description=_("Take the chosen courses out of the catalogue"), permissions=["view"])
    def close(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._each(request, queryset, actions.close_course)

    @admin.action(description=_("Put the chosen courses back into the catalogue"), permissions=["view"])
    def open_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._each(request, queryset, actions.open_course)

    def _each(self, request: HttpRequest, courses: QuerySet, act: Any) -> None:
        """Each on its own: one that refuses is named, the rest go on."""
        for course in courses:
            try:
                act(course, by=request.user)
            except DomainError as error:
                self.message_user(request, f"{course.code}: {error}", messages.WARNING)


@admin.register(Version)
class VersionAdmin(ReferenceAdmin):
    edit = Permission.COURSE_EDIT
    read_only = True
    list_display = ["course", "number", "status", "level", "minutes", "welsh_reviewed", "published_at"]
    list_filter = ["status", "level", "welsh_reviewed"]
    list_select_related = ["course"]


@admin.register(Enrolment)
class EnrolmentAdmin(ScopedAdmin):
    list_display = ["person", "version", "made_in"]
    list_select_related = ["person", "version__course", "made_in"]


@admin.register(CourseProgress)
class CourseProgressAdmin(ScopedAdmin):
    list_display = ["person", "course", "lessons_done", "lessons_total", "last_at", "completed_at"]
    list_select_related = ["person", "course"]
    list_filter = ["is_live"]
