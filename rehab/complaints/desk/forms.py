"""What readers choose and write about a complaint."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from rehab.complaints.models import LONGEST, Complaint, ComplaintQuerySet


class DeskFilter(Form):
    """What the list shows; nothing chosen is everything that waits."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("Waiting")),
            ("late", _("Late")),
            ("not_answered", _("They say: not answered")),
            ("answered", _("Answered")),
            ("withdrawn", _("Taken back")),
        ],
    )

    def chosen_of(self, rows: ComplaintQuerySet) -> ComplaintQuerySet:
        show = self.cleaned_data.get("show") if self.is_valid() else ""
        if show == "not_answered":
            return rows.filter(verdict=Complaint.Verdict.NOT_ANSWERED).order_by("-verdict_at", "id")
        if show == "answered":
            return rows.filter(status=Complaint.Status.ANSWERED).order_by("-answered_at", "id")
        if show == "withdrawn":
            return rows.filter(status=Complaint.Status.WITHDRAWN).order_by("-withdrawn_at", "id")
        return (rows.late() if show == "late" else rows.open()).order_by("due_at", "id")


class AnswerForm(Form):
    """What was found, and why, in words that the person reads."""

    outcome = forms.ChoiceField(label=_("The answer"), choices=Complaint.Outcome.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("What you tell them"),
        help_text=_("They read this. Short words: what you found, what happens now, and why."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
