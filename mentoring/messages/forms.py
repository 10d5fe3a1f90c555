"""What a message may look like."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.errors import DomainError
from justice_portal.forms import Form, KeyField
from mentoring.messages.models import LONGEST_MESSAGE
from mentoring.messages.photos.models import LONGEST_DESCRIPTION
from mentoring.messages.photos.taking_in import GivenPhoto, photo_of
from rehab.letters.pictures import LARGEST_FILE


class MessageForm(Form):
    """Write a message. A line break counts as one letter."""

    key = KeyField()
    body = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Do not write phone numbers, addresses or names on other apps."),
        required=False,
    )

    photo = forms.FileField(
        label=_("A photo"),
        required=False,
        help_text=_("Someone looks at it before it is sent on. It can have 12 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    in_photo = forms.CharField(
        label=_("What is in the photo?"),
        required=False,
        max_length=LONGEST_DESCRIPTION,
        help_text=_("A few words, for people who cannot see it."),
    )

    def clean_photo(self) -> Any:
        photo = self.cleaned_data["photo"]
        if photo and photo.size > LARGEST_FILE:
            raise forms.ValidationError(_("This photo is too large. It can have 12 MB."))
        return photo

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        words = given.pop("in_photo", "")
        given["photo"] = self._photo(given.pop("photo", None), words)
        if not given.get("body") and "body" not in self.errors:
            if given["photo"]:
                given["body"] = words
            elif not self.errors:
                self.add_error("body", _("Write your message first."))
        return given

    def _photo(self, file: Any, words: str) -> GivenPhoto | None:
        if not file or "photo" in self.errors:
            return None
        if not words:
            self.add_error("in_photo", _("Say in a few words what is in the photo."))
            return None
        try:
            return photo_of(file, words)
        except DomainError as error:
            self.add_error("photo", str(error))
        return None

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, auto_id="write_%s", **given)
