"""Why a part need not be done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from learning.cmi5.models import Reason


class WaiveForm(Form):
    reason = forms.ChoiceField(label=_("Why need they not do it?"), choices=Reason.choices, widget=forms.RadioSelect)
