"""What narrows the caseload. It stands in the address, but for what was typed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
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
MOST_WORKERS = 300


class LongSelect(forms.Select):
    """A list of many choices. Drawn here: as a template each choice costs a third of a millisecond."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(value or "")
        offered = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, mark_safe(" selected") if str(key) == chosen else "", words) for key, words in self.choices),
        )
        return format_html("<select{}>{}</select>", flatatt(self.build_attrs({"name": name}, attrs)), offered)


class Choice(forms.TypedChoiceField):
    """A choice that stands in the address; nothing chosen means all."""

    widget = LongSelect

    def __init__(self, label: Any, everything: Any = None, **given: Any) -> None:
        self.everything = everything or _("All")
        wrong = {"invalid_choice": _("This is not one of the choices now. Choose again.")}
        super().__init__(label=label, required=False, error_messages=wrong, **given)

    def offer(self, rows: Iterable[tuple[Any, Any]]) -> None:
        self.choices = [("", self.everything), *((str(key), name) for key, name in rows)]


def _key(value: str) -> UUID | str:
    return value if value == NOBODY else UUID(value)


class CaseloadFilter(Form):
    """A field that leaves the reader no choice is not there."""

    establishment = Choice(_("Prison"), coerce=_key, empty_value=None)
    wing = Choice(_("Wing"), coerce=_key, empty_value=None)
    worker = Choice(_("Looked after by"), _("Anyone"), coerce=_key, empty_value=None)
    show = Choice(_("Show"))
    find = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, sent: QueryDict, *, reader: Any) -> None:
        super().__init__(sent)
        reach = Caseload(reader).reach.order_by()
        places = list(Establishment.objects.visible_to(reader).filter(pk__in=reach.values("establishment")))
        chosen = next((place for place in places if str(place.pk) == sent.get("establishment")), None)
        self._offer("establishment", [(place.pk, place) for place in places], fewest=2)
        if chosen:
            reach = reach.filter(establishment=chosen)
        wings = Wing.objects.visible_to(reader).filter(pk__in=reach.values("wing"))
        one_place = chosen or len(places) == 1
        self._offer("wing", list(wings.values_list("pk", "name")) if one_place else [], fewest=1)
        self._offer_workers(reader, reach)
        shown = [(code, label) for code, (label, needs) in SHOWN.items() if reader.holds(needs)]
        self._offer("show", shown, fewest=1)

    def _offer(self, name: str, rows: list[tuple[Any, Any]], *, fewest: int) -> None:
        if len(rows) < fewest:
            del self.fields[name]
        else:
            self.fields[name].offer(rows)

    def _offer_workers(self, reader: Any, reach: Any) -> None:
        """For those who give people to workers: who has anybody now. In a longer list nobody finds anyone."""
        held = Allocation.objects.within(reader, Permission.ALLOCATION_GIVE).live().filter(person__in=reach)
        found = held.order_by("user__name", "role").values_list("user", "user__name", "role").distinct()
        if not reader.holds(Permission.ALLOCATION_GIVE):
            del self.fields["worker"]
            return
        workers = {key: f"{name} ({Role(role).label})" for key, name, role in found[: MOST_WORKERS + 1]}
        names = workers.items() if len(workers) <= MOST_WORKERS else ()
        self.fields["worker"].offer([(NOBODY, _("Nobody yet")), *names])

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
