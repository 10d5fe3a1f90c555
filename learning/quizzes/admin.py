"""Quizzes and the tries at them in the administration: to read."""

from django.contrib import admin

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin, ScopedAdmin
from learning.quizzes.models import Answer, Attempt, Question, Quiz


@admin.register(Quiz)
class QuizAdmin(ReferenceAdmin):
    edit = Permission.COURSE_EDIT
    read_only = True
    list_display = ["version", "name", "pass_mark"]
    list_select_related = ["version__course"]


@admin.register(Question)
class QuestionAdmin(ReferenceAdmin):
    edit = Permission.COURSE_EDIT
    read_only = True
    list_display = ["quiz", "position", "kind", "code"]
    list_filter = ["kind"]
    list_select_related = ["quiz"]


@admin.register(Attempt)
class AttemptAdmin(ScopedAdmin):
    list_display = ["person", "quiz", "status", "right", "started_at", "finished_at"]
    list_filter = ["status"]
    list_select_related = ["person", "quiz"]


@admin.register(Answer)
class AnswerAdmin(ScopedAdmin):
    list_display = ["attempt", "question", "is_right", "answered_at"]
    list_filter = ["is_right"]
    list_select_related = ["attempt", "question"]
