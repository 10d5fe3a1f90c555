"""Background work in the administration: what runs, what waits, what failed; stop it, start it again, switch it off."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin, ScopedAdmin, holds
from justice_portal.errors import DomainError
from justice_portal.jobs import actions, signs
from justice_portal.jobs.models import Job, Schedule


@admin.register(Job)
class JobAdmin(ScopedAdmin):
    """Jobs hold ids and no words about people, so looking at them is not recorded; what is done to them is."""

    records_views = False
    list_display = ["name", "status", "words", "asked_by", "tries", "priority", "created_at", "finished_at"]
    list_filter = ["status", "priority", "error", "name"]
    list_select_related = ["asked_by"]
    date_hierarchy = "created_at"
    exclude = ["lease_token"]
    actions = ["stop", "start_again"]
    change_list_template = "admin/jobs.html"

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return holds(request, Permission.JOB_MANAGE)

    @admin.display(description=gettext_lazy("In words"))
    def words(self, job: Job) -> str:
        return job.words

    @admin.action(description=gettext_lazy("Stop the chosen jobs"), permissions=["view"])
    def stop(self, request: HttpRequest, queryset: QuerySet) -> None:
        done = self._each(request, queryset, actions.cancel_job)
        self.message_user(request, ngettext("%(n)s job was stopped.", "%(n)s jobs were stopped.", done) % {"n": done})

    @admin.action(description=gettext_lazy("Start the chosen jobs again"), permissions=["view"])
    def start_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        done = self._each(request, queryset, actions.retry_job)
        text = ngettext("%(n)s job was started again.", "%(n)s jobs were started again.", done)
        self.message_user(request, text % {"n": done})

    def _each(self, request: HttpRequest, jobs: QuerySet, act: Callable[..., Job]) -> int:
        """Each on its own: one that refuses is named, the rest go on."""
        done = 0
        for job in jobs:
            try:
                act(job, by=request.user)
                done += 1
            except DomainError as error:
                self.message_user(request, f"{job.name}: {error}", messages.WARNING)
        return done

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"work": _work_in_words(), **(extra_context or {})})


@admin.register(Schedule)
class ScheduleAdmin(ReferenceAdmin):
    """Work that comes back by itself. Code says when; here it is switched on and off, or started now."""

    edit = Permission.JOB_MANAGE
    list_display = ["name", "every", "at", "day", "is_on", "last_run_at", "next_run_at"]
    list_filter = ["is_on"]
    readonly_fields = ["name", "every", "at", "day", "last_run_at", "next_run_at"]
    actions = ["start_now"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_row(self, request: HttpRequest, row: Model, *, is_new: bool, form: ModelForm) -> Model:
        return actions.switch_schedule(row, is_on=row.is_on, by=request.user)  # type: ignore[attr-defined]

    @admin.action(description=gettext_lazy("Start the chosen work now"), permissions=["change"])
    def start_now(self, request: HttpRequest, queryset: QuerySet) -> None:
        for schedule in queryset:
            actions.start_schedule_now(schedule, by=request.user)
        self.message_user(request, _("The clock starts it in a moment."))


def _work_in_words() -> list[tuple[str, str, bool]]:
    """What an administrator looks for first: a name, the figure in words, whether all is well."""
    state = signs.look()
    alive, silent = _("There"), _("Not there")
    return [
        (_("Clock"), alive if state["clock"] else silent, bool(state["clock"])),
        (_("Worker"), alive if state["worker"] else silent, bool(state["worker"])),
        (_("Waiting"), str(state["waiting"]), bool(state["queue_moves"])),
        (_("Parked"), str(state["parked"]), not state["parked"]),
    ]
