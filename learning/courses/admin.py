"""Courses in the administration: open and close them, see what is in their versions, and who takes them.

The words of a version are not edited here: they come from its file, and other words are another version.
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin, ScopedAdmin
from justice_portal.errors import DomainError
from learning.courses import actions_courses
from learning.courses.localised import say
from learning.courses.models import Block, Course, Enrolment, Lesson, Version


@admin.register(Course)
class CourseAdmin(ReferenceAdmin):
    edit = Permission.COURSE_EDIT
    list_display = ["code", "subject", "is_open"]
    list_filter = ["subject"]
    search_fields = ["code"]
    fields = ["code", "subject", "closed_at", "closed_by"]
    readonly_fields = ["code", "closed_at", "closed_by"]
    actions = ["close", "reopen"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a course comes from its file: manage.py load_courses

    def save_row(self, request: HttpRequest, row: Model, *, is_new: bool, form: ModelForm) -> Model:
        course = Course.objects.visible_to(request.user).get(pk=row.pk)
        return actions_courses.move_course(course, to=form.cleaned_data["subject"], by=request.user)

    @admin.display(boolean=True, description=_("Open"))
    def is_open(self, course: Course) -> bool:
        return course.closed_at is None

    @admin.action(description=_("Close: nobody new can start, nobody loses their place"), permissions=["change"])
    def close(self, request: HttpRequest, chosen: QuerySet[Course]) -> None:
        self._each(request, chosen, actions_courses.close_course)

    @admin.action(description=_("Open again"), permissions=["change"])
    def reopen(self, request: HttpRequest, chosen: QuerySet[Course]) -> None:
        self._each(request, chosen, actions_courses.open_course)

    def _each(self, request: HttpRequest, chosen: QuerySet[Course], act: Any) -> None:
        for course in chosen:
            try:
                act(course, by=request.user)
            except DomainError as error:
                self.message_user(request, f"{course}: {error}", messages.WARNING)
            else:
                done = _("Done")
                self.message_user(request, f"{course}: {done}", messages.SUCCESS)


@admin.register(Version)
class VersionAdmin(ReferenceAdmin):
    """A version can be read; whether its Welsh was checked can be said."""

    edit = Permission.COURSE_EDIT
    list_display = ["course", "number", "status", "in_english", "level", "minutes", "welsh_reviewed", "published_at"]
    list_filter = ["status", "level", "welsh_reviewed"]
    list_select_related = ["course"]
    search_fields = ["course__code"]
    fields = [
        "course",
        "number",
        "status",
        "in_english",
        "level",
        "minutes",
        "welsh_reviewed",
        "published_at",
        "lessons",
    ]
    readonly_fields = [name for name in fields if name != "welsh_reviewed"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_row(self, request: HttpRequest, row: Model, *, is_new: bool, form: ModelForm) -> Model:
        version = Version.objects.visible_to(request.user).get(pk=row.pk)
        return actions_courses.mark_welsh(version, is_reviewed=form.cleaned_data["welsh_reviewed"], by=request.user)

    @admin.display(description=_("Title"))
    def in_english(self, version: Version) -> str:
        return say(version.title, "en").text

    @admin.display(description=_("Lessons"))
    def lessons(self, version: Version) -> SafeString:
        rows = ((lesson.position, lesson.name, lesson.minutes) for lesson in version.lessons.all())
        return format_html("<ol>{}</ol>", format_html_join("", '<li value="{}">{} ({} min)</li>', rows))


@admin.register(Lesson)
class LessonAdmin(ReferenceAdmin):
    edit = Permission.COURSE_EDIT
    read_only = True
    list_display = ["version", "position", "name", "minutes"]
    list_select_related = ["version__course"]
    search_fields = ["code", "version__course__code"]


@admin.register(Block)
class BlockAdmin(ReferenceAdmin):
    edit = Permission.COURSE_EDIT
    read_only = True
    list_display = ["lesson", "position", "kind", "code"]
    list_filter = ["kind"]
    list_select_related = ["lesson"]
    search_fields = ["code", "lesson__code"]


@admin.register(Enrolment)
class EnrolmentAdmin(ScopedAdmin):
    list_display = ["person", "course", "version", "status", "is_own_choice", "enrolled_at"]
    list_filter = ["status", "is_own_choice", "course"]
    list_select_related = ["person", "course", "version"]
