"""The staff's pages: print a sheet, find it by its code, type in what stands on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import files
from justice_portal.access import Permission, may, places_for
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.file_links import on_the_way
from justice_portal.keys import uuid7
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.people.models import Person
from justice_portal.sheets import actions
from justice_portal.sheets.forms import CodeForm, PrintForm, TypedForm, WingForm
from justice_portal.sheets.kinds import Differs, SheetKind, kinds
from justice_portal.sheets.models import Sheet, SheetPrint

TAB = "sheets:for-person"


def require_staff(request: HttpRequest) -> None:
    if not may(request.user, Permission.SHEET_TYPE, Sheet):
        raise Http404


def _kinds_of(user: Any) -> list[SheetKind]:
    """The kinds that somebody of this role prints and types in."""
    return [kind for kind in kinds() if user.holds(kind.needs)]


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Type in a code; and the sheets that people asked for."""
    require_staff(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        found = Sheet.objects.visible_to(request.user).filter(code=form.cleaned_data["code"]).first()
        if found:
            return redirect("sheets:sheet", pk=found.pk)
        form.add_error("code", _("We know no sheet with this code, or it is not yours to type in."))
    paging = paged(Sheet.objects.visible_to(request.user).wanted().for_list(), request.GET)
    record(request.user, "sheets.listed", Sheet, subjects={row.person_id for row in paging.rows})
    has_wings = places_for(request.user, Permission.SHEET_TYPE).exists()
    return render(request, "sheets/find.html", {"form": form, "paging": paging, "has_wings": has_wings})


@require_http_methods(["GET", "POST"])
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab of a person's page: print a sheet, and the sheets that there are."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.SHEET_TYPE).for_list(), pk=pk)
    offers = [(kind, offer) for kind in _kinds_of(request.user) for offer in kind.offers(request.user, person)]
    form = PrintForm(request.POST or None, offers=offers)
    if form.is_valid():
        try:
            made = actions.print_sheet(person, key=form.cleaned_data["key"], **form.chosen, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("sheets:print", pk=made.pk)
    rows = Sheet.objects.visible_to(request.user).filter(person=person).for_list()
    paging = paged(rows, request.GET, 20)
    record(request.user, "sheets.listed", person)
    head = tabs.head(request.user, person, TAB)
    context = {"person": person, "form": form, "offers": offers, "paging": paging, **head}
    return render(request, "sheets/person.html", context)


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sheet: print it, type it in, or see what was typed, by whom and when."""
    found = _sheet(request, pk)
    seen(request.user, found)
    record(request.user, "sheets.viewed", found)
    if request.method == "POST" and found.is_typed:
        messages.info(request, _("This sheet is typed in already. Nothing was kept twice."))
        return redirect("sheets:sheet", pk=found.pk)
    form = None
    context: dict[str, Any] = {"differs": []}
    if found.waits_for_paper:
        form = TypedForm.of(found, request.POST if request.method == "POST" else None, differs="choice" in request.POST)
        if form.is_valid():
            try:
                actions.type_in(
                    found, answers=form.answers, choice=form.cleaned_data.get("choice", ""), by=request.user
                )
            except Differs as error:
                form = TypedForm.of(found, request.POST, differs=True)
                form.full_clean()
                form.errors.clear()
                form.add_error(None, str(error))
                context["differs"] = error.lines
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Typed in. The person sees it, with your name."))
                return redirect("sheets:sheet", pk=found.pk)
    can_read = _can_read(request.user, found)
    leads_to = found.sort.leads_to(found, False) if found.sort and found.is_typed and can_read else ""
    context |= {
        "sheet": found,
        "form": form,
        "leads_to": leads_to,
        "person": found.person,
        "key": uuid7(),
        "can_read": can_read,
    }
    context |= tabs.head(request.user, found.person, TAB)
    return render(request, "sheets/sheet.html", context)


def _can_read(user: Any, found: Sheet) -> bool:
    """Whether this reader may see what stands on it."""
    if found.sort is None or found.sort.is_private:
        return False
    return found.typed_by_id == user.pk or found.sort.reads(user, found)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = actions.end_sheet(_sheet(request, pk), by=request.user)
    messages.info(request, _("Put away. Its code does not work any more."))
    return redirect("sheets:for-person", pk=found.person_id)


def _sheet(request: HttpRequest, pk: UUID) -> Sheet:
    """The sheet, for staff."""
    require_staff(request)
    rows = Sheet.objects.visible_to(request.user).exclude(person__user=request.user).for_list()
    return get_object_or_404(rows.select_related("person__user", "person__cell", "last_print"), pk=pk)


@require_safe
def printing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a file is, and the way to print it."""
    made = _print(request, pk)
    job = made.job if made.asked_by_id == request.user.pk else None
    head = tabs.head(request.user, made.person, TAB) if made.person else {}
    context = {"made": made, "person": made.person, "job": job, **head}
    context["can_retry"] = bool(
        job and job.can_be_retried(by_manager=may(request.user, Permission.JOB_MANAGE, SheetPrint))
    )
    context["sheets"] = list(Sheet.objects.visible_to(request.user).filter(last_print=made).for_list()[:200])
    return render(request, "sheets/print.html", context)


@require_safe
def print_pdf(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The pages, to print and hand over."""
    made = _print(request, pk)
    if not made.is_ready:
        raise DomainError(_("This file is not ready yet."))
    if way := on_the_way(request):
        return way
    people = set(Sheet.objects.visible_to(request.user).filter(last_print=made).values_list("person", flat=True))
    record(request.user, "sheets.taken", made, subjects=people)
    return files.download(made.path, title=f"paper-sheets-{made.asked_at:%Y-%m-%d}", content_type="application/pdf")


def _print(request: HttpRequest, pk: UUID) -> SheetPrint:
    """The file, for who may see every sheet in it."""
    rows = SheetPrint.objects.visible_to(request.user).select_related("person", "wing", "asked_by", "job")
    made = get_object_or_404(rows, pk=pk)
    seen_of = Sheet.objects.visible_to(request.user).filter(last_print=made).count()
    if not seen_of or seen_of < made.sheets.count():
        raise Http404
    return made


@require_http_methods(["GET", "POST"])
def wing(request: HttpRequest) -> HttpResponse:
    """One kind of sheet for everybody on a wing, in one file."""
    require_staff(request)
    places = places_for(request.user, Permission.SHEET_TYPE)
    if not places.exists():
        raise Http404
    offers = [(kind, offer) for kind in _kinds_of(request.user) for offer in kind.for_many(request.user, places)]
    form = WingForm(request.POST or None, user=request.user, offers=offers)
    if form.is_valid():
        of, key = form.cleaned_data["wing"], form.cleaned_data["key"]
        try:
            made = actions.print_wing(SheetPrint, key=key, of=of, **form.chosen, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("sheets:print", pk=made.pk)
    return render(request, "sheets/wing.html", {"form": form, "offers": offers})
