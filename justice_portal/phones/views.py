"""The phone door: joining with a code on paper, coming in with a code that is sent, and leaving at once."""

from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.views import ConfirmLoginCodeView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import SYSTEM
from justice_portal.accounts import doors, throttle
from justice_portal.accounts.device_cookie import remember_device
from justice_portal.accounts.models import Door, LoginAttempt
from justice_portal.accounts.zones import staff_only_zone
from justice_portal.audit.log import record
from justice_portal.devices.codes import code_hash
from justice_portal.errors import DomainError
from justice_portal.people.own import is_in_community
from justice_portal.phones import actions
from justice_portal.phones.contact import Contact
from justice_portal.phones.forms import WRONG, CodeForm, JoinForm, SignInForm
from justice_portal.phones.models import JoinCode, OwnPhone
from justice_portal.phones.sending import post_code

#: What a session keeps between the two pages.
JOINING, ATTEMPT = "joining", "phone_attempt"
FORM = ["GET", "HEAD", "POST"]


@staff_only_zone
@login_not_required
@require_http_methods(FORM)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Where to send the code. Known or not, the same answer in the same time (T26)."""
    if request.user.is_authenticated:
        return redirect("home")
    request.session.pop(JOINING, None)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        contact: Contact = form.cleaned_data["contact"]
        attempt = throttle.take_place(request, Door.PHONE, contact.address)
        is_open = attempt is not None and not attempt.was_refused
        phone = _phone_with(contact)
        user = phone.person.user if phone and is_open else None
        if user is None:
            post_code("", "")
        return _send(request, contact, user, attempt)
    return _door(request, "phones/sign_in.html", form)


@staff_only_zone
@login_not_required
@require_http_methods(FORM)
def join(request: HttpRequest) -> HttpResponse:
    """The code from the leaving pack and the day of birth; then the address is proved with a code that is sent to it."""
    if request.user.is_authenticated:
        return redirect("home")
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        hashed = code_hash(actions.KIND, given["code"])
        attempt = throttle.take_place(request, Door.PHONE, f"join {hashed}")
        rows = JoinCode.objects.visible_to(SYSTEM).select_related("person")
        found = rows.filter(code_hash=hashed, person__born_on=given["born_on"], used_at=None, cancelled_at=None).first()
        if attempt and not attempt.was_refused and found and found.works:
            user = actions.open_account_for(found, by=SYSTEM)
            contact: Contact = given["contact"]
            request.session[JOINING] = {"code": str(found.pk), "email": contact.email, "number": contact.number}
            return _send(request, contact, user, attempt)
        if attempt:
            record(SYSTEM, "account.sign_in_failed", attempt, door=Door.PHONE)
        form.add_error(None, WRONG)
    return _door(request, "phones/join.html", form)


class EnterCode(ConfirmLoginCodeView):
    """The code that was sent."""

    form_class = CodeForm
    template_name = "phones/code.html"

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if isinstance(response, HttpResponse):
            remember_device(request, response)
        return response

    def get_form_class(self) -> type[CodeForm]:
        return CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "quick_exit": True}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        joining = self.request.session.pop(JOINING, None)
        if joining:
            code = JoinCode.objects.visible_to(SYSTEM).select_related("person__user").get(pk=joining["code"])
            try:
                actions.join_with(code, contact=Contact(joining["email"], joining["number"]), by=SYSTEM)
            except DomainError as error:
                form.add_error(None, str(error))
                return self.form_invalid(form)
        if attempt := self.request.session.pop(ATTEMPT, None):
            throttle.succeed(LoginAttempt(pk=attempt))
        return self._process.finish(reverse("phones:joined") if joining else None)

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        if not self._process.record_invalid_attempt():
            return redirect("account_request_login_code")
        return self.render_to_response(self.get_context_data(form=form))


enter_code = staff_only_zone(EnterCode.as_view())


@require_safe
def joined(request: HttpRequest) -> HttpResponse:
    """Welcome: how to come in from now on. For who lives outside: staff and people in prison have no phone of their own here."""
    if not is_in_community(request.user):
        raise Http404
    return render(request, "phones/joined.html")


@login_not_required
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Away from here at once, to a page about the weather. The session ends when the click was made on a page of ours."""
    response = redirect(settings.QUICK_EXIT_URL)
    came_from = request.headers.get("Referer", "")
    is_ours = request.headers.get("Sec-Fetch-Site", "") in {"", "same-origin"} and url_has_allowed_host_and_scheme(
        came_from, {request.get_host()}
    )
    return doors.let_out(request, response) if is_ours and came_from else response


def _phone_with(contact: Contact) -> OwnPhone | None:
    """The live phone with this address. Both fields are asked for, so that it costs the same."""
    live = OwnPhone.objects.visible_to(SYSTEM).live().select_related("person__user")
    found = live.filter(email__iexact=contact.email, number=contact.number)
    return found.first()


def _send(request: HttpRequest, contact: Contact, user: Any, attempt: LoginAttempt | None) -> HttpResponse:
    """Send a code, or not, and go on to the page that asks for it."""
    if attempt:
        request.session[ATTEMPT] = attempt.pk
    LoginCodeVerificationProcess.initiate(
        request=request, user=user, email=contact.email or None, phone=contact.number or None
    )
    return redirect("account_confirm_login_code")


def _door(request: HttpRequest, template: str, form: Any) -> HttpResponse:
    response = render(request, template, {"form": form, "quick_exit": True})
    remember_device(request, response)
    return response
