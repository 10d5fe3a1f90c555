"""What is told, and what is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from justice_portal.problems.models import Problem, ProblemQuerySet

LONGEST = 1000


class ProblemForm(Form):
    """One choice first; words only if the reader wants to add them."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Problem.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    words = forms.CharField(
        label=_("Do you want to say more?"),
        help_text=_("You do not have to. Staff will read it."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    key = KeyField()
    page = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)

    def clean_page(self) -> str:
        page = self.cleaned_data["page"]
        return page if page.startswith("/") else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == Problem.Kind.OTHER and not given.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say in a few words what is wrong."))
        return given


class AnswerForm(Form):
    """The answer that the teller reads."""

    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("Say what was done, or what happens next and when. Use short words."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the answer.")},
    )


class QueueFilter(Form):
    """What the queue shows; nothing chosen is everything that is still open."""

    OPEN, ANSWERED = "open", "answered"

    show = forms.ChoiceField(
        label=_("Show"), choices=[(OPEN, _("Not answered yet")), (ANSWERED, _("Answered"))], required=False
    )
    kind = forms.ChoiceField(label=_("What is wrong"), choices=[("", _("All")), *Problem.Kind.choices], required=False)

    def chosen_of(self, problems: ProblemQuerySet) -> ProblemQuerySet:
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("kind"):
            problems = problems.filter(kind=given["kind"])
        if given.get("show") == self.ANSWERED:
            return problems.filter(status=Problem.Status.ANSWERED).order_by("-answered_at", "-id")
        return problems.open().by_need()
