"""What a message may look like."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from mentoring.messages.models import LONGEST_MESSAGE


class MessageForm(Form):
    """Write a message. A line break counts as one letter."""

    key = KeyField()
    body = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Do not write phone numbers, addresses or names on other apps."),
        error_messages={"required": _("Write your message first.")},
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, auto_id="write_%s", **given)
