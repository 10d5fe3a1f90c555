"""Django admin behind a second factor."""

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django_otp.admin import OTPAdminSite

from justice_portal.own_address import own_address

#: The apps whose models the site shows, and only through our two bases.
OURS = {"justice_portal", "rehab", "mentoring", "learning", "reporting"}


class PortalAdminSite(OTPAdminSite):
    """The administration site: only for active staff who passed their second factor in this session.

    It has no sign-in page of its own. For everyone else who signed in, it is not there.
    """

    site_header = "Justice Portal administration"
    site_title = "Justice Portal"
    index_title = "Administration"
    index_template = "admin/portal_index.html"
    enable_nav_sidebar = True

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take admin classes that keep our rules. Libraries' own (tokens, groups, e-mail addresses) are left out."""
        from justice_portal.admin_base import ReferenceAdmin, ScopedAdmin  # noqa: PLC0415

        models: Iterable[type[Model]] = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        )
        ours = [model for model in models if model._meta.app_label in OURS]
        if ours and not (admin_class and issubclass(admin_class, ReferenceAdmin | ScopedAdmin)):
            raise ImproperlyConfigured(f"{admin_class} must inherit ReferenceAdmin or ScopedAdmin.")
        if ours:
            super().register(ours, admin_class, **options)

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if _is_nobody_here(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead to the staff door, and to the second factor for who has not shown it yet."""
        wanted = own_address(request.GET.get("next"), reverse("admin:index"))
        if self.has_permission(request):
            return redirect(wanted)
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")
        if _is_nobody_here(request):
            raise Http404
        return redirect("mfa_activate_totp")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        from justice_portal.accounts.views import sign_out  # noqa: PLC0415

        return sign_out(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        raise Http404

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        raise Http404

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        from justice_portal.admin_base import record_autocomplete  # noqa: PLC0415

        response = super().autocomplete_view(request)
        record_autocomplete(self, request, response)
        return response

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # The pages of the administration link to our own way out and have no page to change a passphrase.
        return {**super().each_context(request), "has_usable_password": False}


def _is_nobody_here(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and not (user.is_active and user.is_staff)
