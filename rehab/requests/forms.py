"""What is asked, added and chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from justice_portal.sheets.questions import as_field, kept
from rehab.requests.models import LONGEST, SupportRequest


class AskForm(Form):
    """The questions of one type, in the reader's language."""

    key = KeyField()

    def __init__(self, *args: Any, questions: list[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.questions = questions

    @classmethod
    def of(cls, questions: list[Any], *args: Any, for_staff: bool = False, **given: Any) -> "AskForm":
        """A form class made of the questions, so that messages name each field by its own words."""
        fields: dict[str, Any] = {one["code"]: as_field(one) for one in questions}
        if for_staff:
            fields["how"] = forms.ChoiceField(
                label=_("How did they ask?"),
                choices=[
                    (SupportRequest.How.SAID, _("They said it, and I write it")),
                    (SupportRequest.How.PAPER, _("They wrote it on paper")),
                ],
                widget=forms.RadioSelect,
            )
        made = type("AskFormOf", (cls,), fields)
        return made(*args, questions=questions, **given)

    @property
    def answers(self) -> dict[str, str]:
        return kept(self.questions, self.cleaned_data)


class ReplyForm(Form):
    """Words that both sides read."""

    key = KeyField()
    words = forms.CharField(
        label=_("Add something"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you want to add.")},
    )
