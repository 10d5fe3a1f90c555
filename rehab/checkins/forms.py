"""Shapes of input for check-ins: a page each."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.editing import SeenField
from justice_portal.errors import DomainError
from justice_portal.forms import DateParts, Form, speak_plainly
from rehab.checkins.models import GAP, CheckIn, CheckInPlan, QuestionTemplate
from rehab.checkins.photos import redraw

YES_NO = [("yes", _("Yes, please call me")), ("no", _("No"))]


SAY_MORE = _("Do you want to say more?")


def more_words(label: Any = SAY_MORE) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("You do not have to."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FeelingForm(Form):
    feeling = forms.ChoiceField(
        label=_("How have you been?"), choices=CheckIn.Feeling.choices, widget=forms.RadioSelect
    )


class SupportForm(Form):
    support = forms.MultipleChoiceField(
        label=_("What do you want help with?"),
        help_text=_("Pick all that fit. You can pick none."),
        choices=CheckIn.Support.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    support_words = more_words()


class CallForm(Form):
    wants_call = forms.ChoiceField(
        label=_("Do you want your officer to call you?"), choices=YES_NO, widget=forms.RadioSelect
    )
    call_words = more_words(_("What is it about?"))

    def clean_wants_call(self) -> bool:
        return bool(self.cleaned_data["wants_call"] == "yes")


class QuestionForm(Form):
    """A question of the officer, in the words of the check-in."""

    words = more_words()

    def __init__(self, *args: Any, question: str, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["words"].label = question


class PhotoForm(Form):
    """A photo of oneself, drawn anew before anything is kept."""

    photo = forms.FileField(
        label=_("A photo of you, taken now"),
        help_text=_("Your officer looks at it, to see that it is you. No machine does."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "user"}),
    )

    def clean_photo(self) -> bytes | None:
        sent = self.cleaned_data["photo"]
        if not sent:
            return None
        try:
            return redraw(sent.read())
        except DomainError as error:
            raise ValidationError(str(error)) from None


class PlanForm(Form):
    """How often, from when, and up to three questions."""

    seen = SeenField()
    weeks = forms.TypedChoiceField(
        label=_("How often"), choices=CheckInPlan.Weeks.choices, coerce=int, widget=forms.RadioSelect
    )
    next_on = forms.DateField(
        label=_("The first one is due on"),
        help_text=_("For example: 27 3 2027."),
        widget=DateParts,
        initial=clock.today,
    )

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        templates = QuestionTemplate.objects.visible_to(user).filter(is_active=True)
        for nth in (1, 2, 3):
            self.fields[f"template_{nth}"] = forms.ModelChoiceField(
                label=_("Question %(n)s") % {"n": nth}, queryset=templates, required=False, empty_label=_("No question")
            )
            self.fields[f"thing_{nth}"] = forms.CharField(
                label=_("What it is about"),
                help_text=_("It goes where %(gap)s stands. For example: your new job.") % {"gap": GAP},
                max_length=60,
                required=False,
            )
        for name, field in self.fields.items():
            speak_plainly(field, field.label or name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["questions"] = []
        for nth in (1, 2, 3):
            template, thing = cleaned.get(f"template_{nth}"), cleaned.get(f"thing_{nth}")
            if template and not thing:
                self.add_error(f"thing_{nth}", _("Say what the question is about."))
            elif thing and not template:
                self.add_error(f"template_{nth}", _("Pick the question that this goes into."))
            elif template:
                cleaned["questions"].append((template, thing))
        return cleaned


class ReviewForm(Form):
    """What the officer saw, keeps and answers."""

    identity = forms.ChoiceField(
        label=_("Look at the photo. Is it them?"), choices=CheckIn.Identity.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("An answer to the person"),
        help_text=_("They read this. Short words please."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        label=_("A note for staff"),
        help_text=_("What you did, or will do."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, check_in: CheckIn, **given: Any) -> None:
        super().__init__(*args, **given)
        if not check_in.photo_path:
            del self.fields["identity"]
