"""What an administrator may ask of the audit log."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.audit.events import EVENTS, Kind
from justice_portal.forms import Form


class AuditFilter(Form):
    """Every filter is optional; they all have to be met."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    event = forms.ChoiceField(label=_("Event"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    user = forms.UUIDField(label=_("User id"), required=False)
    subject = forms.UUIDField(label=_("Person id"), required=False)
    thing = forms.CharField(label=_("Thing id"), required=False, max_length=40)
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *Kind.choices]  # type: ignore[attr-defined]
        self.fields["event"].choices = [("", _("All events")), *((name, name) for name in sorted(EVENTS))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("The last day must not be before the first."))
        return given

    @property
    def rule(self) -> Q:
        """The filters as one; days are days in London."""
        given = self.cleaned_data if self.is_valid() else {}
        rule = Q()
        for name, path in {"kind": "kind", "event": "event", "user": "by_id", "thing": "thing_id"}.items():
            if given.get(name):
                rule &= Q(**{path: given[name]})
        if given.get("subject"):
            rule &= Q(subjects__contains=[given["subject"]])
        if given.get("since"):
            rule &= Q(at__gte=datetime.combine(given["since"], time.min, clock.LONDON))
        if given.get("until"):
            rule &= Q(at__lt=datetime.combine(given["until"] + timedelta(days=1), time.min, clock.LONDON))
        return rule

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for, for the record of who read the log."""
        given = self.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in given.items() if value}
