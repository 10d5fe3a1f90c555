"""The list of help that a phone or a tablet keeps for when there is no network. It is the same for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from justice_portal import clock, home
from justice_portal.access import Permission
from rehab.care.pathways import Pathway
from rehab.directory.hours import in_words
from rehab.directory.models import Service

#: More than this is no list to read on a phone.
MOST = 300


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """All services by need. Nothing on it says who reads it: what lies on a device may be found by anybody (T22, T61)."""
    _must_be_theirs(request)
    rows = Service.objects.visible_to(request.user).listed().for_list()[:MOST]
    told = [(one, in_words(one.place.opening_times.all())) for one in rows]
    groups = [(need, [line for line in told if need in line[0].needs]) for need in Pathway]
    context = {"groups": [group for group in groups if group[1]], "made_on": clock.today()}
    return render(request, "rehab/directory/kept.html", context)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers in place of the network. It reaches no page outside this folder."""
    _must_be_theirs(request)
    return render(
        request,
        "rehab/directory/worker.js",
        {"kept": reverse("directory:kept")},
        content_type="text/javascript; charset=utf-8",
    )


def _must_be_theirs(request: HttpRequest) -> None:
    if home.side_of(request.user) != home.PERSON or not request.user.holds(Permission.SERVICE_VIEW):
        raise Http404
