"""The leaving pack of a person: have it made, follow it, print it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal import files
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.file_links import on_the_way
from justice_portal.forms import Form, KeyField
from justice_portal.notify import seen
from justice_portal.people import tabs
from justice_portal.people.models import Person
from rehab.journey import actions
from rehab.journey.models import LeavingPack

TAB = "journey:packs"


class PackForm(Form):
    key = KeyField()


@require_http_methods(["GET", "POST"])
def packs(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab: what a pack holds, the packs there are, and the button that makes one."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.PHONE_GIVE).for_list(), pk=pk)
    form = PackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pack = actions.make_pack(person, key=form.cleaned_data["key"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("journey:pack", pk=pack.pk)
    made = LeavingPack.objects.visible_to(request.user).filter(person=person).select_related("asked_by")[:10]
    record(request.user, "journey.packs_viewed", person)
    context = {"person": person, "form": form, "packs": made, **tabs.head(request.user, person, TAB)}
    return render(request, "rehab/journey/packs.html", context)


@require_safe
def pack(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far one is, and the way to print it."""
    found = _pack(request, pk)
    seen(request.user, found)
    is_own = found.asked_by_id == request.user.pk
    job = found.job if is_own else None
    manages = request.user.holds(Permission.JOB_MANAGE)
    context = {"pack": found, "person": found.person, "job": job, **tabs.head(request.user, found.person, TAB)}
    context["can_retry"] = bool(job and job.can_be_retried(by_manager=manages))
    return render(request, "rehab/journey/pack.html", context)


@require_safe
def pack_pdf(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The pages, to print and hand over."""
    found = _pack(request, pk)
    if not found.is_ready:
        raise DomainError(_("This pack is not ready yet."))
    if way := on_the_way(request):
        return way
    record(request.user, "journey.pack_printed", found)
    return files.download(found.path, title=f"leaving-pack-{found.asked_at:%Y-%m-%d}", content_type="application/pdf")


def _pack(request: HttpRequest, pk: UUID) -> LeavingPack:
    rows = LeavingPack.objects.visible_to(request.user).select_related("person", "asked_by", "job")
    return get_object_or_404(rows, pk=pk)
