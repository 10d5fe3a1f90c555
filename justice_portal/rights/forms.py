"""What a person asks about their record, and what staff answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from justice_portal.rights.models import LONGEST, Correction, CorrectionQuerySet


class CorrectionForm(Form):
    """What is wrong, and what it should say."""

    part = forms.ChoiceField(
        label=_("Which part is wrong?"),
        choices=Correction.Part.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the part that is wrong.")},
    )
    wrong = forms.CharField(
        label=_("What is wrong?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is wrong.")},
    )
    right = forms.CharField(
        label=_("What should it say?"),
        help_text=_("You can leave this empty."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = KeyField()


class AnswerForm(Form):
    """What was done, and why, in words that the person reads."""

    outcome = forms.ChoiceField(
        label=_("What did you do?"),
        choices=[one for one in Correction.Status.choices if one[0] != Correction.Status.ASKED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you did.")},
    )
    answer = forms.CharField(
        label=_("Your answer, with the reason"),
        help_text=_("Say what you changed. If you changed nothing, say why. Use short words."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the answer.")},
    )


class QueueFilter(Form):
    """What the queue shows; nothing chosen is everything that waits."""

    OPEN, ANSWERED = "open", "answered"

    show = forms.ChoiceField(
        label=_("Show"), choices=[(OPEN, _("Not answered yet")), (ANSWERED, _("Answered"))], required=False
    )

    def chosen_of(self, rows: CorrectionQuerySet) -> CorrectionQuerySet:
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("show") == self.ANSWERED:
            return rows.exclude(status=Correction.Status.ASKED).order_by("-answered_at", "-id")
        return rows.open().order_by("due_on", "asked_at", "id")


class CopyForm(Form):
    """One button; its key makes two clicks one."""

    key = KeyField()


class HoldForm(Form):
    """Why this record must not be removed."""

    reason = forms.CharField(
        label=_("Why must this record be kept?"),
        help_text=_("For example: an inquest, a claim, an inquiry. The person does not see this."),
        max_length=300,
        error_messages={"required": _("Say why the record must be kept.")},
    )
    key = KeyField()
