"""The staff door, the second factor, and the way out of every door."""

from functools import wraps
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from justice_portal.accounts import doors, second_factor, sessions
from justice_portal.accounts.device_cookie import remember_device
from justice_portal.accounts.forms import AddSecondFactorForm
from justice_portal.accounts.models import Door
from justice_portal.accounts.zones import staff_only_zone


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out through the door one came in by; also in the middle of signing in."""
    if request.user.is_authenticated:
        back_to = sessions.SIGN_IN.get(Door(sessions.door_of(request)), "accounts:sign-in")
    else:
        back_to = "account_login" if LOGIN_SESSION_KEY in request.session else "accounts:sign-in"
    return doors.let_out(request, redirect(back_to))


@login_not_required
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Nobody makes an account for themselves."""
    raise Http404


class StaffSignIn(LoginView):
    """User name and passphrase; a code follows."""

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if isinstance(response, HttpResponse):
            remember_device(request, response)
        return response


class SecondStep(AuthenticateView):
    """The code after the passphrase. A passkey has an address of its own, so whatever comes here without a code lacks one."""

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and "code" not in request.POST:
            request.POST = QueryDict("code=")
        return super().dispatch(request, *args, **kwargs)


class SecondFactorSetUp(ActivateTOTPView):
    """Staff who have no second factor yet add one before anything else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_verified():
            return redirect("mfa_index")
        if is_mfa_enabled(request.user):
            # They have a factor but did not show it in this session: only the door asks for it.
            return doors.let_out(request, redirect("account_login"))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The key also in parts of four, which a hand can copy."""
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return {**context, "key_parts": [secret[at : at + 4] for at in range(0, len(secret), 4)]}

    def form_valid(self, form: AddSecondFactorForm) -> HttpResponse:
        response = super().form_valid(form)
        second_factor.mark_spent(self.request.user, form.step)
        return response


class RecoveryCodesKept(ViewRecoveryCodesView):
    """The recovery codes that are left; who never had any makes some."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_mfa_enabled(request.user, [Authenticator.Type.RECOVERY_CODES]):
            return redirect("mfa_generate_recovery_codes")
        return super().dispatch(request, *args, **kwargs)


def _staff_only(view: Any) -> Any:
    """For tablet accounts these pages are not there."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.needs_second_factor:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


staff_sign_in = staff_only_zone(StaffSignIn.as_view())
enter_code = staff_only_zone(SecondStep.as_view())
set_up_codes = _staff_only(SecondFactorSetUp.as_view())
safety = _staff_only(IndexView.as_view())
passphrase_again = _staff_only(ReauthenticateView.as_view())
code_again = _staff_only(CodeAgainView.as_view())
recovery_codes = _staff_only(RecoveryCodesKept.as_view())
new_recovery_codes = _staff_only(GenerateRecoveryCodesView.as_view())
