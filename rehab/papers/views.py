"""The tracker of papers and the bank account: the same for the person and for staff."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from rehab.care.pages import draw, myself
from rehab.papers import actions
from rehab.papers.forms import OWN_PLACES, OWN_WORDS, PaperForm
from rehab.papers.models import Paper, PaperStep

PICTURES = {
    Paper.Kind.BANK: "bank", Paper.Kind.BIRTH: "certificate", Paper.Kind.ADOPTION: "certificate", Paper.Kind.PASSPORT: "card",
    Paper.Kind.DRIVING: "picture-car", Paper.Kind.MARRIAGE: "heart", Paper.Kind.PARTNERSHIP: "heart",
    Paper.Kind.DIVORCE: "report", Paper.Kind.PERMIT: "card", Paper.Kind.DEED_POLL: "edit", Paper.Kind.CITIZEN_CARD: "card",
}  # fmt: skip
KINDS = {Paper.Status.HELD: "good", Paper.Status.ASKED: "wait", Paper.Status.WANTED: "info"}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return _list(request, myself(request, Permission.LETTER_VIEW))


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _list(request, get_object_or_404(Person.objects.within(request.user, Permission.LETTER_VIEW), pk=pk))


def _list(request: HttpRequest, person: Person) -> HttpResponse:
    """Every kind, with how far it is: also those that nobody wrote about."""
    record(request.user, "papers.viewed", person)
    own = person.user_id == request.user.pk
    there = {one.kind: one for one in Paper.objects.visible_to(request.user).filter(person=person)}
    lines = [_line(kind, there.get(kind), own) for kind in Paper.Kind]
    can_edit = may(request.user, Permission.PLAN_EDIT, person)
    return draw(request, "papers/list", person, tab="papers:for-person", lines=lines, can_edit=can_edit)


def _line(kind: Any, paper: Paper | None, own: bool) -> dict[str, Any]:
    status = Paper.Status(paper.status) if paper else None
    words = (OWN_WORDS[status] if own else status.label) if status else ""
    place = Paper.Place(paper.kept) if paper and paper.kept else None
    return {
        "kind": kind,
        "icon": PICTURES[kind],
        "paper": paper,
        "words": words,
        "look": KINDS.get(status, "none") if status else "none",
        "kept": (OWN_PLACES[place] if own else place.label) if place else "",
    }


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """How far one of them is: to change, with what was before."""
    if kind not in Paper.Kind.values:
        raise Http404
    person = get_object_or_404(Person.objects.within(request.user, Permission.LETTER_VIEW), pk=pk)
    require(request.user, Permission.PLAN_EDIT, person)
    own = person.user_id == request.user.pk
    found = Paper.objects.visible_to(request.user).filter(person=person, kind=kind).first()
    start = (
        {name: getattr(found, name) for name in ("status", "happened_on", "expected_on", "kept", "note", "version")}
        if found
        else {"version": 0}
    )
    form = PaperForm(request.POST if request.method == "POST" else None, own=own, initial=start)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_paper(person, kind=kind, **form.cleaned_data, by=request.user)
        except actions.PaperChanged as changed:
            form.add_error(None, str(changed))
            theirs = _line(Paper.Kind(kind), changed.paper, own)
            form.data = form.data.copy()
            form.data["version"] = str(changed.paper.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("papers:mine") if own else redirect("papers:for-person", pk=person.pk)
    past = PaperStep.objects.visible_to(request.user).filter(paper=found).select_related("added_by")[:50]
    record(request.user, "papers.viewed", person)
    shown = [
        {"words": OWN_WORDS[Paper.Status(one.status)] if own else one.get_status_display(), "step": one} for one in past
    ]
    return draw(
        request, "papers/paper", person, tab="papers:for-person", kind=Paper.Kind(kind), icon=PICTURES[Paper.Kind(kind)],
        form=form, theirs=theirs, past=shown,
    )  # fmt: skip
