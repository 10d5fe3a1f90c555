"""The person's pages: which sheets there are, which I asked for, and what was typed in from mine."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people.models import Person
from justice_portal.sheets import actions
from justice_portal.sheets.kinds import kinds
from justice_portal.sheets.models import Sheet


def own_person(request: HttpRequest) -> Person:
    """The record of who asks; 404 for everyone else."""
    mine = Person.objects.within(request.user, Permission.SHEET_ASK).filter(user=request.user)
    return get_object_or_404(mine.select_related("establishment", "wing"))


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I have on paper, and what I can ask for."""
    person = own_person(request)
    rows = Sheet.objects.visible_to(request.user).filter(person=person).select_related("typed_by")
    live = list(rows.filter(status__in=[Sheet.Status.WANTED, Sheet.Status.PRINTED])[:40])
    asked = {(one.kind, one.about) for one in live}
    offers = [
        {"kind": kind, "offer": offer}
        for kind in kinds()
        for offer in kind.offers(request.user, person)
        if (kind.code, offer.about) not in asked
    ]
    before = rows.filter(status=Sheet.Status.TYPED).order_by("-typed_at")
    context = {"live": live, "offers": offers, "paging": paged(before, request.GET, 10)}
    return render(request, "sheets/mine.html", context)


@require_POST
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for a sheet that is offered to me now."""
    person = own_person(request)
    about = request.POST.get("value", "").replace("\0", "")
    known = next((one for one in kinds() if one.code == kind), None)
    if known is None or about not in {one.about for one in known.offers(request.user, person)}:
        raise Http404
    actions.ask_sheet(person, kind=kind, about=about, by=request.user)
    messages.success(request, _("Asked. Staff print it and bring it to you."))
    return redirect("sheets:mine")


@require_safe
def own(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sheet of mine: where it is, and what was typed in from it."""
    mine = Sheet.objects.visible_to(request.user).filter(person__user=request.user)
    sheet = get_object_or_404(mine.select_related("typed_by", "printed_by"), pk=pk)
    seen(request.user, sheet)
    leads_to = sheet.sort.leads_to(sheet, True) if sheet.sort and sheet.is_typed else ""
    return render(request, "sheets/own.html", {"sheet": sheet, "leads_to": leads_to})


@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    mine = Sheet.objects.visible_to(request.user).filter(person__user=request.user)
    actions.take_back(get_object_or_404(mine, pk=pk), by=request.user)
    messages.info(request, _("You do not need it now. You can ask again at any time."))
    return redirect("sheets:mine")
