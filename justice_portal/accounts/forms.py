"""What is typed at the doors."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.accounts import doors
from justice_portal.accounts.adapters import WRONG_CODE
from justice_portal.accounts.models import User
from justice_portal.accounts.second_factor import step_of
from justice_portal.forms import PasswordInput

LONGEST_NAME, LONGEST_PASSPHRASE, LONGEST_CODE = 60, 200, 20


class StaffSignInForm(LoginForm):
    """User name and passphrase; the code follows on a page of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("User name"),
            max_length=LONGEST_NAME,
            widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
            error_messages={"required": _("Enter your user name.")},
        )
        self.fields["password"] = _passphrase_field()


class PassphraseAgainForm(ReauthenticateForm):
    """The passphrase once more, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _passphrase_field()


class _CodeForm:
    """A code of the app or a recovery code, counted by the one throttle and good once."""

    user: User
    authenticator: Authenticator | None
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("The 6 numbers in your app, or one of your recovery codes."))

    def clean_code(self) -> str:
        from allauth.core import context  # noqa: PLC0415

        code = self.cleaned_data["code"]
        self.authenticator = doors.check_code(context.request, self.user, code)
        if self.authenticator is None:
            raise forms.ValidationError(WRONG_CODE)
        self.authenticator.user = self.user
        return code


class SecondFactorForm(_CodeForm, AuthenticateForm):
    """The second step at the staff door."""


class SecondFactorAgainForm(_CodeForm, CodeAgainForm):
    """A code once more, before something sensitive."""


class AddSecondFactorForm(ActivateTOTPForm):
    """The first code of a new app: it shows that the app took the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("The 6 numbers that the app shows now."))

    def clean_code(self) -> str:
        # No throttle: the key itself is on this page, so there is nothing to guess.
        code = "".join(self.cleaned_data["code"].split())
        step = step_of(self.secret, code)
        if step is None:
            raise forms.ValidationError(WRONG_CODE)
        self.step = step
        return code


def _passphrase_field() -> forms.CharField:
    return forms.CharField(
        label=_("Passphrase"),
        max_length=LONGEST_PASSPHRASE,
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your passphrase.")},
    )


def _code_field(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Code"),
        help_text=help_text,
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code.")},
    )
