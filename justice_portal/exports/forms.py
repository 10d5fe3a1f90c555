from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from justice_portal.exports.recipients import Recipient
from justice_portal.exports.taking import Export
from justice_portal.forms import Form


class AskForm(Form):
    """For whom, and why. `what` is what the page that was refused would have sent, sealed."""

    what = forms.CharField(widget=forms.HiddenInput, max_length=4000)
    recipient = forms.ChoiceField(label=_("Who will read it?"), choices=Recipient.choices, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why is it needed?"),
        help_text=_("The second person reads this. Names of people in it are not needed."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, reader: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.reader = reader

    def clean_what(self) -> Export:
        try:
            return Export.opened(self.cleaned_data["what"], self.reader)
        except signing.BadSignature as error:
            message = _("This page was open for too long. Go back to the list and start again.")
            raise forms.ValidationError(message) from error
