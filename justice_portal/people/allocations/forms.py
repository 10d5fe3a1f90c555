"""Whom to give to whom. Every choice is one that the reader could make: people and workers of the place."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.estate.models import Wing
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.people.allocations.figures import Caseload, Where, at_place, workers
from justice_portal.people.models import Person

NOBODY = "nobody"


class FilterForm(Form):
    """Which people the page lists: it stands in the address."""

    with_ = forms.ChoiceField(label=_("In the caseload of"), required=False)
    wing = forms.ModelChoiceField(Wing.objects.none(), label=_("Wing"), required=False, empty_label=_("All"))

    def __init__(self, *args: Any, user: Any, where: Where, caseloads: list[Caseload], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["with_"].choices = [
            ("", _("Anybody or nobody")),
            (NOBODY, _("Nobody yet")),
            *((str(row.worker.pk), row.worker.name) for row in caseloads),
        ]
        if where.establishment:
            self.fields["wing"].queryset = Wing.objects.visible_to(user).filter(establishment=where.establishment)
        else:
            del self.fields["wing"]

    def chosen(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None


class GiveForm(Form):
    """The ticked people, or everybody whom the filter finds, and the worker they go to; without one they are taken back."""

    people = forms.ModelMultipleChoiceField(Person.objects.none(), label=_("People"), required=False)
    everyone = forms.BooleanField(label=_("Everybody in this list, on all its pages"), required=False)
    take_back = forms.BooleanField(widget=forms.HiddenInput, required=False)
    worker = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Give to"),
        empty_label=_("Choose a worker"),
        required=False,
    )

    def __init__(self, *args: Any, user: Any, where: Where, caseloads: list[Caseload], **given: Any) -> None:
        super().__init__(*args, **given)
        mine = Person.objects.within(user, Permission.ALLOCATION_GIVE)
        self.fields["people"].queryset = at_place(mine, where)
        self.fields["worker"].queryset = workers(where)
        self.fields["worker"].choices = [
            ("", self.fields["worker"].empty_label),
            *((str(row.worker.pk), _said(row)) for row in caseloads),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("people") and not given.get("everyone") and "people" not in self.errors:
            self.add_error("everyone", _("Tick at least one person in the list."))
        if not given.get("worker") and not given.get("take_back") and "worker" not in self.errors:
            self.add_error("worker", _("Choose who looks after them."))
        return given


class CoverForm(Form):
    """Who stands in for whom, and when."""

    key = KeyField()
    covered = forms.ModelChoiceField(User.objects.none(), label=_("Who is away"), empty_label=_("Choose a worker"))
    covering = forms.ModelChoiceField(User.objects.none(), label=_("Who stands in"), empty_label=_("Choose a worker"))
    starts_on = forms.DateField(label=_("First day"), widget=DateParts, initial=clock.today)
    ends_on = forms.DateField(label=_("Last day"), widget=DateParts)

    def __init__(self, *args: Any, where: Where, **given: Any) -> None:
        super().__init__(*args, **given)
        for name in ("covered", "covering"):
            self.fields[name].queryset = workers(where)
            self.fields[name].label_from_instance = lambda worker: worker.name

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("covered") and given.get("covered") == given.get("covering"):
            self.add_error("covering", _("Choose somebody else to stand in."))
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must not be before the first."))
        return given


def _said(row: Caseload) -> str:
    return _now("%(name)s (%(n)s people)") % {"name": row.worker.name, "n": row.people}
