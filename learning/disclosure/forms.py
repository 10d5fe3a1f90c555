from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField


class WordsForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    words = forms.CharField(
        label=_("Your words"), max_length=600, widget=forms.Textarea(attrs={"rows": 7}), required=False
    )


class PrintForm(Form):
    key = KeyField()
