"""The tablet door, the lock, and the page by which a tablet says that somebody is there."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import SYSTEM
from justice_portal.devices.models import Device
from justice_portal.devices.proof import COOKIE, hear_of, known_device, tablet_of
from justice_portal.pins.forms import PICTURES_KIND, SignInForm
from justice_portal.pins.views import how
from justice_portal.visits import demo, door
from justice_portal.visits.actions import end_visit
from justice_portal.visits.models import Visit
from justice_portal.visits.watch import open_page

#: One sentence for every reason, so that it tells nobody which numbers exist.
NOT_LET_IN = _("This number and PIN did not work. Try again, or speak to staff. After 5 wrong tries, wait 10 minutes.")


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Prison number and PIN, on an enrolled tablet; on anything else, the way to the other doors."""
    after = wanted(request)
    if request.user.is_authenticated:
        return redirect(after or "home")
    tablet = tablet_of(request)
    if tablet is None and (request.method == "POST" or not demo.is_on()):
        return _no_tablet(request)
    if tablet is None:
        return (
            demo.play(redirect(request.get_full_path()), demo.tablets()[0]) if demo.tablets() else _no_tablet(request)
        )
    hear_of(tablet)
    kind = how(request)
    form = SignInForm(request.POST if request.method == "POST" else None, kind=kind)
    if form.is_valid():
        user = door.check(request, tablet, form.cleaned_data["number"], kind, form.cleaned_data["pin"])
        if user is not None:
            back = door.page_to_return_to(user)
            door.let_in(request, user, tablet)
            return redirect(after or back or "home")
        form.add_error(None, NOT_LET_IN)
    context = {
        "form": form,
        "next": after,
        "tablet": tablet,
        "is_pictures": kind == PICTURES_KIND,
        "is_locked": "locked" in request.GET,
        "by_cookie": settings.DEVICE_PROOF == COOKIE,
    }
    return render(request, "visits/sign_in.html", context)


def _no_tablet(request: HttpRequest) -> HttpResponse:
    """This browser is no tablet that opens the door. A POST is refused unread: there is nothing to guess with here."""
    known = known_device(request)
    context = {"is_stopped": known is not None and known.status != Device.Status.WAITING, "next": wanted(request)}
    return render(request, "visits/no_tablet.html", context, status=403 if request.method == "POST" else 200)


def wanted(request: HttpRequest) -> str:
    """Where to go once signed in: a path of ours that was asked for; empty when none was."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""


@require_POST
def still_here(request: HttpRequest) -> HttpResponse:
    """Somebody touched the tablet: the watch has noted it. How many seconds are left at most."""
    visit: Visit | None = request.visit
    if visit is None:
        raise Http404
    left = visit.longest_until - visit.seen_at
    return JsonResponse({"left": int(left.total_seconds())})


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Nobody touched the tablet: the session ends, and the same person comes back to the same page."""
    visit: Visit | None = request.visit
    if visit is None:
        raise Http404
    end_visit(Visit, visit=visit, why=Visit.End.UNTOUCHED, path=open_page(request), by=SYSTEM)
    logout(request)
    response = redirect(f"{reverse('accounts:sign-in')}?locked=1")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_safe
def demo_tablets(request: HttpRequest) -> HttpResponse:
    """A demo: which tablet this browser plays."""
    if not demo.is_on():
        raise Http404
    return render(request, "visits/demo.html", {"tablets": demo.tablets(), "now": tablet_of(request)})


@login_not_required
@require_safe
def demo_tablet(request: HttpRequest, label: str) -> HttpResponse:
    """A demo: this browser plays this tablet from now on. Everybody may know the keys of a demo."""
    tablet = next((one for one in demo.tablets() if one.label == label), None) if demo.is_on() else None
    if tablet is None:
        raise Http404
    return demo.play(redirect("accounts:sign-in"), tablet)
