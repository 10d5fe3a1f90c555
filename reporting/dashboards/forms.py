"""What narrows the caseload. It stands in the address, but for what was typed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.estate.models import Establishment, Wing
from justice_portal.forms import Form, KeyField
from justice_portal.grants import Role
from justice_portal.people.models import Allocation
from justice_portal.tables import chosen_sort
from reporting.dashboards.columns import NAME
from reporting.dashboards.figures import NOBODY, SHOWN, Caseload, Wanted

LONGEST = 80


class KeyChoice(forms.TypedChoiceField):
    """A choice among rows, by their keys; nothing chosen means all."""

    def __init__(self, label: Any, everything: Any) -> None:
        self.everything = everything
        super().__init__(
            label=label,
            required=False,
            coerce=lambda value: value if value == NOBODY else UUID(value),
            empty_value=None,
            error_messages={"invalid_choice": _("This is not one of the choices now. Choose again.")},
        )

    def offer(self, rows: Iterable[tuple[Any, Any]]) -> None:
        self.choices = [("", self.everything), *((str(key), name) for key, name in rows)]


class CaseloadFilter(Form):
    """A field that leaves the reader no choice is not there."""

    establishment = KeyChoice(_("Prison"), _("All"))
    wing = KeyChoice(_("Wing"), _("All"))
    worker = KeyChoice(_("Looked after by"), _("Anyone"))
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        error_messages={"invalid_choice": _("This is not one of the choices now. Choose again.")},
    )
    find = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, sent: QueryDict, *, reader: Any) -> None:
        super().__init__(sent)
        reach = Caseload(reader).reach.order_by()
        places = Establishment.objects.visible_to(reader).filter(pk__in=reach.values("establishment"))
        self._offer("establishment", [(place.pk, place) for place in places], fewest=2)
        chosen = sent.get("establishment") if "establishment" in self.fields else None
        if chosen or "establishment" not in self.fields:
            wings = Wing.objects.visible_to(reader).filter(pk__in=reach.values("wing"))
            here = [(key, name) for key, place, name in wings.values_list("pk", "establishment", "name")
                    if chosen in {None, str(place)}]  # fmt: skip
            self._offer("wing", here, fewest=1)
        else:
            del self.fields["wing"]
        self._offer_workers(reader, reach)
        shown = [(code, label) for code, (label, needs) in SHOWN.items() if reader.holds(needs)]
        self.fields["show"].choices = [("", _("All")), *shown]
        if not shown:
            del self.fields["show"]

    def _offer(self, name: str, rows: list[tuple[Any, Any]], *, fewest: int) -> None:
        if len(rows) < fewest:
            del self.fields[name]
        else:
            self.fields[name].offer(rows)

    def _offer_workers(self, reader: Any, reach: Any) -> None:
        """For those who give people to workers: who has anybody now."""
        held = Allocation.objects.within(reader, Permission.ALLOCATION_GIVE).live().filter(person__in=reach)
        found = held.order_by("user__name", "role").values_list("user", "user__name", "role").distinct()
        names = {key: f"{name} ({Role(role).label})" for key, name, role in found}
        if reader.holds(Permission.ALLOCATION_GIVE):
            self.fields["worker"].offer([(NOBODY, _("Nobody yet")), *names.items()])
        else:
            del self.fields["worker"]

    def wanted(self, columns: Any, typed: str) -> Wanted:
        """What to show: all that could be read of what was sent; the form says what could not."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value and name != "find"}
        return Wanted(**asked, find=typed, sort=chosen_sort(self.data, columns, NAME))


class FindForm(Form):
    """What is typed to find somebody in the list."""

    q = forms.CharField(
        label=_("Name or number"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class PrintForm(Form):
    """Have this list made: its address is sent along, for what it is narrowed to."""

    key = KeyField()
    query = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
