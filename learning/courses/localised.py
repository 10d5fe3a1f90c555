"""Text in two languages, kept as {"en": …, "cy": …}: English always, Welsh where it has been written."""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "cy")
LONGEST = 4000


class Wording(NamedTuple):
    """What a reader is shown: the text, its language, and whether it stands in for one that is missing."""

    text: str
    language: str
    stands_in: bool

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def say(texts: dict[str, str] | None, language: str | None = None) -> Wording:
    """The text in the reader's language, or in English when it has not been written in that language."""
    wanted = (language or get_language() or "en")[:2]
    if not texts:
        return Wording("", wanted, stands_in=False)
    if found := texts.get(wanted):
        return Wording(found, wanted, stands_in=False)
    return Wording(texts.get("en", ""), "en", stands_in=True)


def check_texts(value: Any) -> None:
    """Raise ValidationError unless value is English text, and perhaps Welsh, of a sensible length."""
    if not isinstance(value, dict) or not isinstance(value.get("en"), str) or not value["en"].strip():
        raise ValidationError(_("Write the text in English. Welsh may stand beside it."), code="no_english")
    if unknown := sorted(set(value) - set(LANGUAGES)):
        raise ValidationError(
            _("This language is not known: %(language)s."), code="language", params={"language": ", ".join(unknown)}
        )
    for text in value.values():
        if not isinstance(text, str) or len(text) > LONGEST:
            raise ValidationError(_("The text is too long."), code="too_long")


class LocalisedTextField(models.JSONField):
    """A text in two languages."""

    default_validators = [check_texts]
