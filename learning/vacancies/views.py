"""Looking for a job, and the jobs that I keep. Addresses of employers are text: a tablet leads nowhere outside."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.paging import paged
from learning.vacancies import actions
from learning.vacancies.forms import FindForm
from learning.vacancies.models import KeptVacancy, Vacancy
from learning.vacancies.search import matching
from rehab.care.pages import myself

PER_PAGE = 10


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Jobs that are open now, those that close first on top."""
    person = myself(request, Permission.LEARNING_DO)
    form = FindForm(request.GET)
    chosen = form.chosen()
    paging = paged(matching(Vacancy.objects.visible_to(request.user).open(), **chosen), request.GET, PER_PAGE)
    mine = KeptVacancy.objects.visible_to(request.user).filter(person=person)
    kept = set(mine.values_list("vacancy", flat=True))
    context = {"form": form, "paging": paging, "kept": kept, "is_asked": any(chosen.values())}
    return render(request, "learning/vacancies/find.html", context)


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """My list: a job that has closed says so."""
    person = myself(request, Permission.LEARNING_DO)
    mine = KeptVacancy.objects.visible_to(request.user).filter(person=person).select_related("vacancy")
    return render(request, "learning/vacancies/kept.html", {"kept": mine})


@require_safe
def vacancy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One job: what it is, and how to ask for it."""
    person = myself(request, Permission.LEARNING_DO)
    found = _vacancy(request, pk)
    mine = KeptVacancy.objects.visible_to(request.user).filter(person=person, vacancy=found)
    return render(request, "learning/vacancies/vacancy.html", {"vacancy": found, "is_kept": mine.exists()})


@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = myself(request, Permission.LEARNING_DO)
    found = _vacancy(request, pk)
    actions.keep_vacancy(person, vacancy=found, by=request.user)
    messages.success(request, _("Kept. You find it on your list."))
    return redirect(found)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = myself(request, Permission.LEARNING_DO)
    mine = KeptVacancy.objects.visible_to(request.user).filter(person=person, vacancy=pk).first()
    if mine:
        actions.drop_vacancy(mine, by=request.user)
        messages.info(request, _("Taken off your list."))
    return redirect("vacancies:kept")


def _vacancy(request: HttpRequest, pk: UUID) -> Vacancy:
    """One that is open, or one that the reader kept."""
    rows = Vacancy.objects.visible_to(request.user)
    seen = Q(closes_on__gte=clock.today(), closed_at=None) | Q(kept_by__person__user=request.user)
    found: Vacancy = get_object_or_404(rows.filter(seen).distinct(), pk=pk)
    return found
