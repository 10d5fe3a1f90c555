"""Forms drawn as GOV.UK components, and what every form of ours has in common.

Use `Form` and `ModelForm` of this module instead of Django's. What they add: plain messages that name the field,
`KeyField` so that a form is safe to send twice. Any other form (a library's) is drawn the same way and takes no hidden
characters either, since the renderer is the setting FORM_RENDERER.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core import validators
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from justice_portal.dates import DateParts
from justice_portal.keys import uuid7
from justice_portal.plain_text import refuse_hidden, tidy
from justice_portal.scanning import refuse_malware

__all__ = [
    "BoundField",
    "DateParts",
    "Form",
    "GovukRenderer",
    "KeyField",
    "ModelForm",
    "PasswordInput",
]


class PasswordInput(forms.PasswordInput):
    """A passphrase that can be shown while it is typed, by a button that appears where scripts run."""

    with_toggle = True


#: How each widget is drawn: the template's name, and the class of the control. The first that fits wins.
DRAWN: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (DateParts, "date", ""),
    (forms.CheckboxSelectMultiple, "choices", ""),
    (forms.RadioSelect, "choices", ""),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.Textarea, "text", "govuk-textarea"),
    (forms.Select, "text", "govuk-select"),
    (forms.FileInput, "text", "jp-file"),
    (forms.PasswordInput, "password", "govuk-input"),
    (forms.Widget, "text", "govuk-input"),
)


class BoundField(forms.BoundField):
    """A field on a page: knows how it is drawn, tidies text before anything counts it, and refuses what cannot be seen.

    Every form makes its fields with this class, a library's and the administration's too, since the renderer is a setting.
    """

    def __init__(self, form: Any, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        is_text = isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput)
        if is_text and refuse_hidden not in field.validators:  # a field of any form passes here before it is read
            field.validators = [refuse_hidden, *field.validators]
        self.drawn, self.css = next((drawn, css) for kind, drawn, css in DRAWN if isinstance(field.widget, kind))

    @property
    def template_name(self) -> str:
        return self.field.template_name or f"forms/{self.drawn}.html"  # type: ignore[attr-defined]

    @property
    def data(self) -> Any:
        """What was sent. A line break is one character, whatever the browser made of it."""
        given = super().data
        if isinstance(given, str) and not isinstance(self.field.widget, forms.PasswordInput):
            return tidy(given)
        return given

    @property
    def first_id(self) -> str:
        """The id that an error links to: the first control of the field."""
        if self.drawn == "choices":
            return f"{self.auto_id}_0"
        return f"{self.auto_id}_day" if self.drawn == "date" else self.auto_id

    @property
    def is_multiple(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxSelectMultiple)

    @property
    def letters_left(self) -> int | None:
        """The most characters that a long text may have, for the counter beside it."""
        return getattr(self.field, "max_length", None) if self.css == "govuk-textarea" else None

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden or not self.css:
            return attrs
        own = widget.attrs.get("class", "")
        wrong = f" {self.css}--error" if self.errors and self.css != "jp-file" else ""
        attrs["class"] = f"{self.css}{wrong} {own}".rstrip()
        if self.letters_left:
            attrs["data-letters"] = f"{self.auto_id}_letters"
            attrs["aria-describedby"] = f"{attrs.get('aria-describedby', '')} {self.auto_id}_letters".strip()
        return attrs


class GovukRenderer(TemplatesSetting):
    """Draws every form with the templates under templates/forms/."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/text.html"
    bound_field_class = BoundField


class KeyField(forms.UUIDField):
    """The key of what a form will make, chosen by the page: the same form sent twice makes one thing.

    A key that is missing or wrong is an error with a new key in the page, so that sending again works.
    """

    widget = forms.HiddenInput

    def __init__(self, **given: Any) -> None:
        message = _("This page was open for too long. Please send it again.")
        given.setdefault("initial", uuid7)
        given.setdefault("error_messages", {"required": message, "invalid": message})
        super().__init__(**given)

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return UUID(str(data))
        except ValueError:
            return uuid7()


#: What a field says instead of Django's words, by the kind of field and the code of the error.
MESSAGES: tuple[tuple[type[forms.Field], Mapping[str, Any]], ...] = (
    (
        forms.FileField,
        {
            "required": _("Choose a file for “%(label)s”."),
            "empty": _("This file is empty."),
        },
    ),
    (
        forms.ModelMultipleChoiceField,
        {
            "required": _("Choose at least one for “%(label)s”."),
            "invalid_choice": _("Choose from the list for “%(label)s”."),
            "invalid_pk_value": _("Choose from the list for “%(label)s”."),
            "invalid_list": _("Choose from the list for “%(label)s”."),
        },
    ),
    (
        forms.MultipleChoiceField,
        {
            "required": _("Choose at least one for “%(label)s”."),
            "invalid_choice": _("Choose from the list for “%(label)s”."),
            "invalid_list": _("Choose from the list for “%(label)s”."),
        },
    ),
    (
        forms.ChoiceField,
        {
            "required": _("Choose an answer for “%(label)s”."),
            "invalid_choice": _("Choose from the list for “%(label)s”."),
        },
    ),
    (
        forms.ModelChoiceField,
        {
            "required": _("Choose an answer for “%(label)s”."),
            "invalid_choice": _("Choose from the list for “%(label)s”."),
        },
    ),
    (forms.BooleanField, {"required": _("Tick the box “%(label)s”.")}),
    (
        forms.DateField,
        {
            "required": _("Fill in the date for “%(label)s”."),
            "invalid": _("“%(label)s” must be a real date, like 27 3 2026."),
        },
    ),
    (
        forms.IntegerField,
        {
            "required": _("Fill in “%(label)s”."),
            "invalid": _("“%(label)s” must be a whole number."),
        },
    ),
    (
        forms.DecimalField,
        {
            "required": _("Fill in “%(label)s”."),
            "invalid": _("“%(label)s” must be a number."),
        },
    ),
    (forms.Field, {"required": _("Fill in “%(label)s”.")}),
)
TOO_LONG = _("“%(label)s” is too long. It has %(show_value)d letters. You can use %(limit_value)d.")


class WithLabel:
    """A message that is put together only when it is shown, in the language of that moment."""

    def __init__(self, message: Any, label: Any) -> None:
        self.message = message
        self.label = label

    def __str__(self) -> str:
        return str(self.message).replace("%(label)s", str(self.label))

    def __mod__(self, params: Any) -> str:
        return str(self.message) % {**params, "label": self.label}


class PlainForm:
    """The part that Form and ModelForm share."""

    fields: dict[str, forms.Field]
    use_required_attribute = False  # the server's summary explains better than a bubble that goes away

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, field in self.fields.items():
            label = field.label or name.replace("_", " ").capitalize()
            speak_plainly(field, label)
            if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput):
                field.widget.attrs.pop("maxlength", None)  # a browser cuts what is pasted without a word; we say so

    def _clean_fields(self) -> None:
        """As Django, after each file was shown to the scanner: also those of fields that a form added late."""
        for field in self.fields.values():
            if isinstance(field, forms.FileField) and refuse_malware not in field.validators:
                field.validators.append(refuse_malware)
        super()._clean_fields()  # type: ignore[misc]


def with_label(message: Any, label: Any) -> Any:
    """As WithLabel, for those who ask for a text: it becomes one when it is shown."""
    return WithLabel(message, label)


def speak_plainly(field: forms.Field, label: Any) -> None:
    """Give field our messages, with its label in them, where the form did not choose its own."""
    ours = next(messages for kind, messages in MESSAGES if isinstance(field, kind))
    own = {code: message for code, message in field.error_messages.items() if not is_default(field, code, message)}
    field.error_messages |= {code: with_label(message, label) for code, message in ours.items() if code not in own}
    for rule in field.validators:
        if isinstance(rule, validators.MaxLengthValidator) and type(rule).message is rule.message:
            field.validators[field.validators.index(rule)] = validators.MaxLengthValidator(
                rule.limit_value, with_label(TOO_LONG, label)
            )


def is_default(field: forms.Field, code: str, message: Any) -> bool:
    """Whether message is what Django's class gives for code."""
    return any(getattr(kind, "default_error_messages", {}).get(code) is message for kind in type(field).__mro__)


class Form(PlainForm, forms.Form):
    """The base of every form that is not about one model."""


class ModelForm(PlainForm, forms.ModelForm):
    """The base of every form about one model."""
