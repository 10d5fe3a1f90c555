"""Finding help outside: for the person, on a tablet or a phone, and on paper."""

from typing import Any
from uuid import UUID

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from justice_portal import home
from justice_portal.access import Permission, may
from justice_portal.paging import paged
from rehab.care.pathways import ICONS, Pathway
from rehab.directory.forms import FindForm
from rehab.directory.hours import in_words
from rehab.directory.models import Service
from rehab.directory.search import matching

#: A few on a screen of a tablet; on paper what two sheets hold.
PER_PAGE, MOST_ON_PAPER = 10, 20


@require_safe
@csp_replace({"trusted-types": ["kept-help"]})  # one policy, that makes one address: see static/js/kept.js
def mine(request: HttpRequest) -> HttpResponse:
    """Pick what you need, say where: who helps."""
    if home.side_of(request.user) != home.PERSON:
        raise Http404
    found = _found(request)
    paging = paged(found["services"], request.GET, PER_PAGE)
    tiles = [(pathway, ICONS[pathway]) for pathway in Pathway]
    return render(request, "rehab/directory/mine.html", {**found, "paging": paging, "tiles": tiles})


@require_safe
def service(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One service: its number in big letters, when it is open, how to get there."""
    rows = _seen(request)
    one = get_object_or_404(rows.for_list(), pk=pk)
    own = home.side_of(request.user) == home.PERSON
    context = {
        "service": one, "place": one.place, "own": own, "week": in_words(one.place.opening_times.all()),
        "can_edit": not own and may(request.user, Permission.SERVICE_EDIT, Service),
    }  # fmt: skip
    return render(request, "rehab/directory/service.html", context)


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """What was found, to print: names, numbers, addresses, hours."""
    found = _found(request)
    rows = found["services"]
    if "one" in request.GET:
        rows = rows.filter(pk=_key(request.GET["one"]))
    told = [(one, in_words(one.place.opening_times.all())) for one in rows[:MOST_ON_PAPER]]
    more = rows.count() - len(told)
    return render(request, "rehab/directory/paper.html", {**found, "told": told, "more": more})


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _found(request: HttpRequest) -> dict[str, Any]:
    if not request.user.holds(Permission.SERVICE_VIEW):
        raise Http404
    own = home.side_of(request.user) == home.PERSON
    form = FindForm(request.GET, own=own)
    chosen = form.chosen()
    rows = Service.objects.visible_to(request.user).listed()
    need = Pathway(chosen["need"]) if chosen["need"] else None
    return {
        "form": form, "own": own, "need": need, "words": chosen["words"], "icon": ICONS[need] if need else "",
        "services": matching(rows, **chosen).for_list(), "is_asked": bool(need or chosen["words"]),
    }  # fmt: skip


def _seen(request: HttpRequest) -> Any:
    """The person reads what is on the list; staff also what was taken off it."""
    rows = Service.objects.visible_to(request.user)
    return rows.listed() if home.side_of(request.user) == home.PERSON else rows
