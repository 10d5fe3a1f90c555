"""What the administration site shows of rehab: to read; and the windows of reviews, to add to."""

from datetime import date

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin, ScopedAdmin
from justice_portal.forms import ModelForm
from rehab.assessments.models import QuestionSet
from rehab.needs.models import Need
from rehab.plans.models import Goal, Plan
from rehab.reviews.models import ReviewRule
from rehab.working.models import Occupation


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


@admin.register(Need)
class NeedAdmin(ReferenceAdmin):
    """The list comes by import_support_needs."""

    edit = Permission.QUESTION_SET_EDIT
    read_only = True
    list_display = ["title", "section", "pathway", "is_hidden", "is_none"]
    list_filter = ["pathway", "is_hidden"]


@admin.register(Occupation)
class OccupationAdmin(ReferenceAdmin):
    """The list comes by import_occupations."""

    edit = Permission.QUESTION_SET_EDIT
    read_only = True
    list_display = ["code", "title", "is_current"]


class ReviewRuleForm(ModelForm):
    """A new window, from today on at the earliest: what was told before stays true."""

    class Meta:
        model = ReviewRule
        fields = [
            "code", "in_force_from_on", "opens_months", "due_months", "due_days", "due_days_before_release", "source",
        ]  # fmt: skip

    def clean_in_force_from_on(self) -> date:
        day: date = self.cleaned_data["in_force_from_on"]
        if day < clock.today():
            raise ValidationError(_("A rule cannot begin before today: people were told another."))
        return day


@admin.register(ReviewRule)
class ReviewRuleAdmin(ReferenceAdmin):
    form = ReviewRuleForm
    edit = Permission.QUESTION_SET_EDIT
    list_display = ["code", "in_force_from_on", "opens_months", "due_months", "due_days", "source"]
    list_filter = ["code"]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
