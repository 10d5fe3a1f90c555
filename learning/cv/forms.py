"""Shape of what is written on each page of the CV."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from learning.cv.models import CV, CVJob
from learning.cv.parts import Part
from learning.cv.sheet import FinishedCourse
from learning.cv.skills import Skill, shown_by

LINES = 4


class PartForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AboutForm(PartForm):
    about = forms.CharField(
        label=_("Tell an employer who you are"),
        help_text=_("Two or three short lines. For example: I work hard. I like to make things. I want to learn more."),
        max_length=CV._meta.get_field("about").max_length,
        widget=forms.Textarea(attrs={"rows": LINES}),
        required=False,
    )


class TrainingForm(PartForm):
    courses = forms.MultipleChoiceField(
        label=_("Courses you have done here"),
        help_text=_("Tick the ones to show."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    training = forms.CharField(
        label=_("Other training"),
        help_text=_("School, tickets, cards and courses from before. Put each on a new line."),
        max_length=CV._meta.get_field("training").max_length,
        widget=forms.Textarea(attrs={"rows": LINES}),
        required=False,
    )

    def __init__(self, *args: Any, done: Iterable[FinishedCourse], **given: Any) -> None:
        super().__init__(*args, **given)
        choices = [(one.code, one.title) for one in done]
        self.fields["courses"].choices = choices
        if not choices:
            del self.fields["courses"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned.setdefault("courses", [])
        return cleaned


class SkillsForm(PartForm):
    skills = forms.MultipleChoiceField(
        label=_("What are you good at?"),
        help_text=_("Tick what is true for you. Six or so is best."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    more_skills = forms.CharField(
        label=_("What else are you good at?"),
        help_text=_("Put each on a new line."),
        max_length=CV._meta.get_field("more_skills").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, done: Iterable[FinishedCourse], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["skills"].choices = _skills(done)


def _skills(done: Iterable[FinishedCourse]) -> list[tuple[str, str]]:
    """What finished courses have shown first, with the course; then the rest of the list."""
    shown = {skill: one.title for one in done for skill in shown_by(one.code, one.subject)}
    first = [(skill.value, f"{skill.label} ({shown[skill]})") for skill in Skill if skill in shown]
    return [*first, *((skill.value, str(skill.label)) for skill in Skill if skill not in shown)]


class ReachForm(PartForm):
    town = forms.CharField(
        label=_("Your town"),
        help_text=_("Where you live or will live. You need not give a street."),
        max_length=60,
        required=False,
    )
    phone = forms.CharField(label=_("Your phone number"), max_length=30, required=False)
    email = forms.EmailField(
        label=_("Your email"),
        max_length=100,
        required=False,
        error_messages={"invalid": _("Look at the email again. It looks like this: name@example.com.")},
    )


class JobForm(PartForm):
    key = KeyField()
    what = forms.CharField(
        label=_("What was the job?"), help_text=_("For example: cook, cleaner, painter."), max_length=60
    )
    where = forms.CharField(
        label=_("Who was it for?"),
        help_text=_("For example: a large kitchen, my own home, a shop in Leeds. You need not say more."),
        max_length=60,
        required=False,
    )
    when = forms.CharField(
        label=_("When was it?"), help_text=_("For example: 2 years, or 2019 to 2021."), max_length=40, required=False
    )
    did = forms.CharField(
        label=_("What did you do there?"),
        help_text=_("For example: I made lunch for 80 people each day."),
        max_length=CVJob._meta.get_field("did").max_length,
        widget=forms.Textarea(attrs={"rows": LINES}),
        required=False,
    )


class PrintForm(Form):
    key = KeyField()


FORMS = {Part.ABOUT: AboutForm, Part.TRAINING: TrainingForm, Part.SKILLS: SkillsForm, Part.REACH: ReachForm}
#: Those that need to know which courses are done.
WITH_COURSES = (Part.TRAINING, Part.SKILLS)
