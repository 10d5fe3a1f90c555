"""Shape of a photo that is added."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.errors import DomainError
from justice_portal.forms import Form, KeyField
from rehab.letters.models import Letter
from rehab.letters.pictures import LARGEST_FILE, remade


class LetterForm(Form):
    """The photo is decoded here, and refused here: what goes on is a picture of ours."""

    key = KeyField()
    photo = forms.FileField(
        label=_("The photo"),
        help_text=_("Put the letter on a table, in good light. Take the photo from above."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}),
    )
    title = forms.CharField(
        label=_("What is it?"), help_text=_("For example: Letter from the council."), max_length=100
    )
    kind = forms.ChoiceField(
        label=_("What kind is it?"), choices=Letter.Kind.choices, widget=forms.RadioSelect, initial=Letter.Kind.LETTER
    )

    def clean_photo(self) -> Any:
        photo = self.cleaned_data["photo"]
        if photo.size > LARGEST_FILE:
            raise forms.ValidationError(_("This photo is too large. It can have 12 MB."))
        try:
            return remade(photo)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
