"""Two people change the same thing at once, and neither's words are lost without a word (T89).

The page carries a stamp of what it showed. The action looks again under its lock and raises ChangedMeanwhile when something
else stands there now; the page then shows both, with a new stamp, so that saving again is a choice.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from justice_portal.errors import DomainError


class ChangedMeanwhile(DomainError):
    """Somebody else changed it since the page was opened."""

    def __init__(self) -> None:
        super().__init__(_("Someone else changed this. Look at both. Then save the one you want."))


class SeenField(forms.CharField):
    """The stamp of what the page showed; None where none was sent, since then no page was."""

    widget = forms.HiddenInput

    def __init__(self, **given: Any) -> None:
        super().__init__(required=False, max_length=64, empty_value=None, **given)


def stamp(now: Mapping[str, Any]) -> str:
    """What tells one state of a thing from another: the same values have the same stamp."""
    plain = sorted((name, "" if value is None else str(value)) for name, value in now.items())
    return sha256(repr(plain).encode()).hexdigest()


def refuse_unseen(seen: str | None, now: Mapping[str, Any]) -> None:
    """seen: the stamp that was sent; None where no page was (a file, a job)."""
    if seen is not None and seen != stamp(now):
        raise ChangedMeanwhile


def show_both(form: Any, now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What stands there now, for each question whose answer differs from what was sent. The form takes the new stamp."""
    form.add_error(None, str(ChangedMeanwhile()))
    form.data = form.data.copy()
    form.data["seen"] = stamp(now)
    differ = [name for name in form.fields if name in now and _said(form, name, now) != _said(form, name, _sent(form))]
    return [{"label": form.fields[name].label, "value": _said(form, name, now)} for name in differ]


def _sent(form: forms.BaseForm) -> dict[str, Any]:
    return {name: form.cleaned_data.get(name) for name in form.fields}


def _said(form: forms.BaseForm, name: str, values: Mapping[str, Any]) -> Any:
    """An answer as the page says it."""
    value = values[name]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    words = (
        dict(getattr(form.fields[name], "choices", None) or ()) if isinstance(value, (str, int, list, tuple)) else {}
    )
    if isinstance(value, (list, tuple)):
        return ", ".join(str(words.get(one, one)) for one in value)
    return "" if value is None else words.get(value, value)
