from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.people.models import AlertCode


class AlertForm(Form):
    """A new alert."""

    key = KeyField()
    code = forms.ModelChoiceField(AlertCode.objects.none(), label=_("Alert"), empty_label=_("Choose an alert"))
    starts_on = forms.DateField(label=_("From"), widget=DateParts, initial=clock.today)
    ends_on = forms.DateField(
        label=_("Last day"), widget=DateParts, required=False, help_text=_("Leave empty if it is not known.")
    )
    note = forms.CharField(
        label=_("What staff should know"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Staff only. Say what to do, not only what happened."),
    )

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        codes = AlertCode.objects.visible_to(user).filter(is_active=True)
        self.fields["code"].queryset = codes
        self.fields["code"].choices = _by_type(codes, self.fields["code"].empty_label)


def _by_type(codes: Any, nothing: Any) -> list[Any]:
    """The kinds of alert under the names of their types, since there are about 170."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code in codes:
        groups.setdefault(code.type_name, []).append((str(code.pk), code.name))
    return [("", nothing), *groups.items()]
