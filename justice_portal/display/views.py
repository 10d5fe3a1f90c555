"""Settings of the page, and the switch of language that stands on every page."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal.accounts.own.oneself import oneself
from justice_portal.display import actions
from justice_portal.display.forms import DisplayForm, chosen_by
from justice_portal.own_address import own_address

LANGUAGE_KEPT = timedelta(days=365)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    user = oneself(request)
    form = DisplayForm(request.POST or None, initial=chosen_by(user))
    if form.is_valid():
        actions.change_display(user, **form.cleaned_data, by=user)
        messages.success(request, _("Saved. Pages look like this wherever you sign in."))
        return redirect("display:settings")
    return render(request, "display/settings.html", {"form": form})


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language in this browser and, for those who signed in, with their account."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        user = oneself(request)
        actions.change_language(user, language=chosen, by=user)
    response = redirect(safe_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=LANGUAGE_KEPT,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def safe_next(request: HttpRequest) -> str:
    """The page that the reader was on, if it is one of ours; else home."""
    return own_address(request.POST.get("next"), reverse("home"))
