"""What a letter may look like, and what staff say when they vouch for an adviser."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.access import SYSTEM
from justice_portal.accounts.models import User
from justice_portal.forms import DateParts, Form, KeyField
from mentoring.privileged.models import LONGEST_LETTER, ListedBody, PrivilegedThread


class LetterForm(Form):
    """Write a letter. A line break counts as one letter."""

    key = KeyField()
    body = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        error_messages={"required": _("Write your message first.")},
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, auto_id="write_%s", **given)


class RenewForm(Form):
    checked = forms.ChoiceField(
        label=_("How did you check who they are?"),
        help_text=_("An email address or a website proves nothing. Use a number that you looked up yourself."),
        choices=PrivilegedThread.Checked.choices,
        widget=forms.RadioSelect,
    )
    until_on = forms.DateField(
        label=_("Last day"),
        help_text=_("The adviser's access ends at midnight after this day. At most a year from now."),
        widget=DateParts,
    )


class VerifyForm(RenewForm):
    adviser = forms.EmailField(
        label=_("Email of the adviser"),
        help_text=_("It is their user name. Who has no account yet is invited first, as a legal adviser."),
        max_length=60,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    body = forms.ModelChoiceField(ListedBody.objects.none(), label=_("Writes for"), empty_label=_("Choose"))
    matter = forms.ChoiceField(label=_("Matter"), choices=PrivilegedThread.Matter.choices, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Number of the case"),
        help_text=_("Leave it empty when there is none. No names, and nothing about the case."),
        max_length=40,
        required=False,
    )
    register_number = forms.CharField(
        label=_("Number in the register of the profession"), max_length=30, required=False
    )

    field_order = ["adviser", "body", "matter", "reference", "checked", "register_number", "until_on"]

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["body"].queryset = ListedBody.objects.visible_to(SYSTEM).open()

    def clean_adviser(self) -> User:
        """Whoever types the email of an account learns no more than that it is an adviser's, or not."""
        accounts = User.objects.visible_to(SYSTEM).filter(is_active=True)
        found: User | None = accounts.filter(username=self.cleaned_data["adviser"].lower()).first()
        if found is None:
            raise forms.ValidationError(
                _("This is not the account of an adviser. Invite them as a legal adviser first.")
            )
        return found


class EndForm(Form):
    ending = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=[
            (value, label) for value, label in PrivilegedThread.Ending.choices if value != PrivilegedThread.Ending.DIED
        ],
        widget=forms.RadioSelect,
    )
