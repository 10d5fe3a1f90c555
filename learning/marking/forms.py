"""What a tutor sends when they mark."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.errors import DomainError
from justice_portal.forms import Form, KeyField
from learning.courses.localised import say
from learning.marking.models import LONGEST_WORDS, Phrase
from learning.quizzes.models import Question
from rehab.letters.pictures import LARGEST_FILE, remade


class MarkForm(Form):
    """A field for each line of the rubric, then words to the person."""

    key = KeyField()
    phrases = forms.MultipleChoiceField(
        label=_("Kind words to send with it"),
        choices=Phrase.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("Your own words"),
        help_text=_("The person reads this. Say one thing that went well and one thing to do next."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, question: Question, **given: Any) -> None:
        super().__init__(*args, **given)
        self.lines = question.content["rubric"]
        for line in self.lines:
            self.fields[f"line_{line['code']}"] = forms.TypedChoiceField(
                label=say(line["text"]).text,
                choices=[("", _("Points")), *((str(points), str(points)) for points in range(line["points"] + 1))],
                coerce=int,
                help_text=_("Up to %(most)s") % {"most": line["points"]},
            )
        self.order_fields(["key", *(f"line_{line['code']}" for line in self.lines)])

    @property
    def points(self) -> dict[str, int]:
        return {line["code"]: self.cleaned_data[f"line_{line['code']}"] for line in self.lines}


class PhotoForm(Form):
    """The photo is decoded here, and refused here: what goes on is a picture of ours."""

    key = KeyField()
    photo = forms.FileField(
        label=_("Photo of the paper"),
        help_text=_("JPEG, PNG or WebP. We keep the picture alone: no place, no name of the camera."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}),
    )

    def clean_photo(self) -> Any:
        photo = self.cleaned_data["photo"]
        if photo.size > LARGEST_FILE:
            raise forms.ValidationError(_("This photo is too large. It can have 12 MB."))
        try:
            return remade(photo)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
