"""How far a piece of background work is; stop it, or start it again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from justice_portal.access import Permission
from justice_portal.jobs import actions
from justice_portal.jobs.models import Job
from justice_portal.own_address import own_address


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    manages = request.user.holds(Permission.JOB_MANAGE)
    return render(request, "jobs/job.html", {"job": job, "can_retry": job.can_be_retried(by_manager=manages)})


@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    actions.cancel_job(job, by=request.user)
    return redirect(_next(request, job))


@require_POST
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    actions.retry_job(job, by=request.user)
    return redirect(_next(request, job))


def _next(request: HttpRequest, job: Job) -> str:
    """The page that the button stood on, if it is one of ours (T36); else the job's own."""
    return own_address(request.POST.get("next"), reverse("jobs:job", args=[job.pk]))
