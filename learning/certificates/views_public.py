"""Where anybody checks a certificate. These pages name no product, no prison and nobody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import SYSTEM
from learning.certificates.badge import ISSUER, revocation_list
from learning.certificates.forms import NameForm
from learning.certificates.models import Certificate

Status = Certificate.Status


@login_not_required
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the certificate of this number stands; and, for a name that is typed, whether it is the one on it.

    The name itself is never shown, and a number that is unknown looks like one that never was.
    """
    rows = Certificate.objects.within(SYSTEM, None).filter(status__in=[Status.READY, Status.WITHDRAWN])
    found = rows.filter(code=code.upper()).first()
    form = NameForm(request.POST or None)
    fits = None
    if found and form.is_valid():
        fits = constant_time_compare(_plain(form.cleaned_data["name"]), _plain(found.holder))
    page = {"certificate": found, "form": form, "fits": fits, "issuer": ISSUER}
    return render(request, "learning/certificates/check.html", page, status=200 if found else 404)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


@login_not_required
@require_safe
def revoked(request: HttpRequest) -> HttpResponse:
    """The badges that do not stand any more, for programs that check badges."""
    rows = Certificate.objects.within(SYSTEM, None).filter(status=Status.WITHDRAWN, badge__isnull=False)
    return JsonResponse(revocation_list([one.address for one in rows.order_by("withdrawn_at").only("code")]))
