"""What a moderator sends with a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from mentoring.messages.models import Hold


class PassForm(Form):
    """The fingerprint of the words that were read, so that other words are not passed on by mistake."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class StopForm(Form):
    reason = forms.ChoiceField(label=_("Why is it stopped?"), choices=Hold.Reason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Your words to the writer"),
        help_text=_("Say kindly what to change. The writer reads this."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        """A reason that says nothing needs words."""
        given = super().clean()
        if given.get("reason") == Hold.Reason.OTHER and not given.get("words"):
            self.add_error("words", _("Tell the writer why."))
        return given
