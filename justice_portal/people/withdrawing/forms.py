"""What is asked when a whole record is to be withdrawn."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from justice_portal.people.amending.models import Amendment

Why = Amendment.Why
#: Said of a record: of a move the same reasons have other words.
REASONS = (
    (Why.OTHER_PERSON.value, _("Somebody else was meant")),
    (Why.TWICE.value, _("This person has a record already")),
    (Why.NOT_SO.value, _("This person never came")),
)


class WithdrawForm(Form):
    why = forms.ChoiceField(label=_("Why should this record not be here?"), choices=REASONS, widget=forms.RadioSelect)
