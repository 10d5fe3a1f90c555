from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from learning.certificates.models import Certificate


class WithdrawForm(Form):
    reason = forms.ChoiceField(
        label=_("Why does it not stand any more?"), choices=Certificate.Reason.choices, widget=forms.RadioSelect
    )


class NameForm(Form):
    """A name to hold against the one on a certificate."""

    name = forms.CharField(label=_("Name on the certificate"), max_length=200)
