"""What managers and staff write about protected cases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.accounts.models import User
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.people.forms import PostcodeField
from justice_portal.people.models import Person, crn_format, prison_number_format
from justice_portal.protected.models import BrokenGlass, Connection
from justice_portal.protected.staff import colleagues_of


class RestrictForm(Form):
    """Why only named staff may see a record."""

    key = KeyField()
    reason = forms.CharField(
        label=_("Why only named staff may see this record"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Staff who are named read this."),
    )


class NameForm(Form):
    """Whom to name for a restricted case."""

    key = KeyField()
    user = forms.ModelChoiceField(User.objects.none(), label=_("Member of staff"), empty_label=_("Choose one"))
    reason = forms.CharField(label=_("Why they need to see it"), max_length=300)
    last_on = forms.DateField(
        label=_("Last day"), widget=DateParts, required=False, help_text=_("Leave empty for no end.")
    )

    def __init__(self, *args: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["user"].queryset = colleagues_of(person)


class ShutOutForm(Form):
    """Whom to keep from a record."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Member of staff"), empty_label=_("Choose one"))
    relation = forms.ChoiceField(
        label=_("How they know each other"), choices=Connection.Relation.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["user"].queryset = colleagues_of(person)


class NumberField(forms.CharField):
    """A prison number or a CRN."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=7, **given)

    def clean(self, value: Any) -> str:
        number = "".join(super().clean(value).upper().split())
        if number and not any(_fits(form, number) for form in (prison_number_format, crn_format)):
            raise forms.ValidationError(_("Write a prison number like A1234BC, or a CRN like X098092."))
        return number


class GlassForm(Form):
    """Whose record must be opened now, and why."""

    key = KeyField()
    number = NumberField(label=_("Prison number or CRN"))
    reason = forms.ChoiceField(label=_("Why now"), choices=BrokenGlass.Reason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What happened"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your manager reads this today."),
    )


class ReviewForm(Form):
    """What the manager found."""

    outcome = forms.ChoiceField(label=_("Was it right?"), choices=BrokenGlass.Outcome.choices, widget=forms.RadioSelect)


class DeclareForm(Form):
    """Somebody whom a member of staff knows."""

    key = KeyField()
    relation = forms.ChoiceField(
        label=_("How you know them"), choices=Connection.Relation.choices, widget=forms.RadioSelect
    )
    number = NumberField(label=_("Prison number or CRN, if you know it"), required=False)
    given_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    born_on = forms.DateField(label=_("Date of birth"), widget=DateParts, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        named = all(given.get(name) for name in ("given_name", "family_name", "born_on"))
        if not given.get("number") and not named and not self.errors:
            self.add_error("number", _("Write the number, or both names and the date of birth."))
        return given


class HomeForm(Form):
    """The names and the postcode of a member of staff."""

    family_names = forms.CharField(
        label=_("Your family name, and any you had before"),
        max_length=160,
        help_text=_("Put a comma between names."),
    )
    postcode = PostcodeField(label=_("Postcode of your home"))


def _fits(form: Any, number: str) -> bool:
    try:
        form(number)
    except forms.ValidationError:
        return False
    return True
