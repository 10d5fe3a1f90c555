from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form


class LiftForm(Form):
    """What the manager was told."""

    words = forms.CharField(
        label=_("Why they opened so many records"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
