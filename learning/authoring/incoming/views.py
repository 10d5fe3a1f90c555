"""The page on which a file of questions is sent, and the report of what came of it."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission, require
from justice_portal.errors import DomainError
from learning.authoring.incoming import actions
from learning.authoring.incoming.forms import SendFileForm
from learning.authoring.incoming.models import QuestionImport
from learning.authoring.incoming.outcome import Why
from learning.authoring.views import the_draft
from learning.quizzes.models import Question


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft = the_draft(request, pk)
    form = SendFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["file"]
        given = {"key": form.cleaned_data["key"], "name": name, "content": content}
        try:
            return redirect(actions.send_file(draft, **given, by=request.user))
        except DomainError as error:
            form.add_error(None, str(error))
    before = QuestionImport.objects.visible_to(request.user).filter(draft=draft)[:10]
    page = {"draft": draft, "form": form, "before": before}
    return render(request, "learning/authoring/import.html", page, status=422 if form.errors else 200)


@dataclass
class Report:
    """What came of a file, in words."""

    made: QuestionImport

    @cached_property
    def taken(self) -> list[tuple[str, str, str]]:
        """What each question is called, its kind, and where it is."""
        kinds = dict(Question.Kind.choices)
        address = "authoring:question"
        return [
            (name, kinds[kind], reverse(address, args=[self.made.draft_id, code]))
            for name, kind, code in self.made.taken
        ]

    @cached_property
    def lessons(self) -> list[tuple[str, str]]:
        """What each lesson is called, and where it is."""
        address = "authoring:see-lesson"
        given = self.made.report.get("lessons", [])
        return [(name, reverse(address, args=[self.made.draft_id, code])) for name, code in given]

    @cached_property
    def skipped(self) -> list[tuple[str, str]]:
        return [(name, str(Why(why).label)) for name, why in self.made.report.get("skipped", [])]

    @cached_property
    def noted(self) -> list[tuple[str, list[str]]]:
        """What to look at again, with all that is to be said of it."""
        said: dict[str, list[str]] = {}
        for name, why in self.made.report.get("noted", []):
            said.setdefault(name, []).append(str(Why(why).label))
        return list(said.items())

    @property
    def links(self) -> list[str]:
        return list(self.made.report.get("links", []))


@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; then each question that was taken, and each that was not, with the reason."""
    require(request.user, Permission.COURSE_WRITE, QuestionImport)
    rows = QuestionImport.objects.visible_to(request.user).select_related("draft", "job", "added_by")
    made = get_object_or_404(rows, pk=pk)
    job = made.job if made.added_by_id == request.user.pk and made.status == QuestionImport.Status.READING else None
    page = {"made": made, "draft": made.draft, "report": Report(made), "job": job}
    page["can_retry"] = bool(job and job.can_be_retried(by_manager=request.user.holds(Permission.JOB_MANAGE)))
    return render(request, "learning/authoring/import_report.html", page)
