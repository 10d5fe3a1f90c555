"""Which language, and the words in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from justice_portal.forms import Form
from mentoring.mentors.choices import Language
from mentoring.messages.translations.models import LONGEST_TRANSLATION


class LanguageForm(Form):
    language = forms.ChoiceField(
        label=_("Which language?"),
        choices=Language.choices,
        error_messages={"required": _("Choose a language.")},
    )

    def __init__(self, *args: Any, own: str = "", **given: Any) -> None:
        """own: the language that the reader speaks best, by its English name; then only it, English and Welsh are offered."""
        super().__init__(*args, **given)
        with override("en"):
            by_name = {str(one.label): one for one in Language}
        if mine := by_name.get(own):
            offered = dict.fromkeys([mine, Language.ENGLISH, Language.WELSH])
            self.fields["language"].choices = [(one.value, one.label) for one in offered]


class WordsForm(Form):
    words = forms.CharField(
        label=_("The message in that language"),
        max_length=LONGEST_TRANSLATION,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Type what it says, no more and no less. Somebody else checks it."),
        error_messages={"required": _("Type the words first.")},
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, auto_id="type_%s", **given)
