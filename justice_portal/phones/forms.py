"""What is typed on an own phone."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.phones.contact import Contact, read_contact

NOT_A_CONTACT = _("Type an email like sam@mail.com, or a mobile number like 07700 900123.")
WRONG = _("This did not work. Check the code and your date of birth. After many tries, wait 10 minutes.")
WRONG_CODE = _("This code did not work. Check it, or ask for a new one.")


class ContactField(forms.CharField):
    """An email address or a mobile number."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}),
            error_messages={"required": NOT_A_CONTACT},
            **given,
        )

    def clean(self, value: Any) -> Contact:
        contact = read_contact(super().clean(value))
        if contact is None:
            raise ValidationError(NOT_A_CONTACT)
        return contact


class SignInForm(Form):
    """Where to send the code."""

    contact = ContactField(label=_("Your email or mobile number"), help_text=_("The one that you joined with."))


class InviteForm(Form):
    """Where to send a code to join with."""

    key = KeyField()
    contact = ContactField(
        label=_("Their email or mobile number"), help_text=_("Read it back to them: the code goes there.")
    )


class JoinForm(Form):
    """The code from the leaving pack, the day of birth, and where to send codes from now on."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("6 letters and numbers. It is on your paper."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "spellcheck": "false",
                "autocapitalize": "characters",
                "class": "govuk-input--width-10",
            }
        ),
        error_messages={"required": _("Type the code from your paper.")},
    )
    born_on = forms.DateField(
        label=_("Your date of birth"), widget=DateParts(), error_messages={"required": _("Type your date of birth.")}
    )
    contact = ContactField(
        label=_("Your email or mobile number"), help_text=_("We send you a code there each time you sign in.")
    )


class CodeForm(ConfirmLoginCodeForm):
    """The six figures that were sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("The code that we sent you"),
            help_text=_("6 numbers. They work for 10 minutes."),
            max_length=20,
            widget=forms.TextInput(
                attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
            ),
            error_messages={"required": _("Type the code.")},
        )

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        self.cleaned_data["code"] = code
        try:
            return super().clean_code()
        except ValidationError:
            raise ValidationError(WRONG_CODE) from None
