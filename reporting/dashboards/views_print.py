"""The caseload on paper: asked for, followed, taken away."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from justice_portal.exports.paper_views import paper_file, paper_page
from justice_portal.tables import Link
from reporting.dashboards import actions
from reporting.dashboards.forms import PrintForm
from reporting.dashboards.models import CaseloadPrint
from reporting.dashboards.views import asked, of_staff_only


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Have the list that the page shows made into a PDF."""
    of_staff_only(request)
    form = PrintForm(request.POST)
    query = request.POST.get("query", "")[:1000]
    filters, found = asked(request, QueryDict(query))
    if not form.is_valid() or filters.errors:
        return redirect(f"{reverse('dashboards:caseload')}?{query}")
    return redirect(
        actions.ask_print(CaseloadPrint, key=form.cleaned_data["key"], wanted=found.wanted, by=request.user)
    )


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is, and the file when it is there."""
    made = _own(request, pk)
    back = Link(reverse("dashboards:caseload"), _("Caseload"))
    file = reverse("dashboards:print-download", args=[made.pk])
    return paper_page(request, made, title=_("Caseload on paper"), back=back, file=file)


@require_safe
def download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file, as long as who asked may still see all that is in it."""
    made = _own(request, pk)
    names = {"export": "dashboards:print-download", "event": "dashboards.print_downloaded"}
    return paper_file(request, made, **names, title="caseload")


def _own(request: HttpRequest, pk: UUID) -> CaseloadPrint:
    return get_object_or_404(CaseloadPrint.objects.visible_to(request.user).select_related("job"), pk=pk)
