"""What the administration site shows of rehab: to read."""

from django.contrib import admin

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin, ScopedAdmin
from rehab.assessments.models import QuestionSet
from rehab.plans.models import Goal, Plan


@admin.register(Plan)
class PlanAdmin(ScopedAdmin):
    list_display = ["person", "made_in", "opened_at", "changed_at", "closed_at"]
    list_select_related = ["person", "made_in"]


@admin.register(Goal)
class GoalAdmin(ScopedAdmin):
    list_display = ["title", "pathway", "status", "due_on", "added_by", "made_in"]
    list_filter = ["status", "pathway"]
    list_select_related = ["added_by", "made_in"]


@admin.register(QuestionSet)
class QuestionSetAdmin(ReferenceAdmin):
    """A version never changes once it is loaded; new ones come by import_question_sets."""

    edit = Permission.QUESTION_SET_EDIT
    read_only = True
    list_display = ["pathway", "source", "version", "questions", "loaded_at"]
    list_filter = ["pathway", "source"]
