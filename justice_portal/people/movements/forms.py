"""What is asked about each kind of movement."""

from typing import Any

from django import forms
from django.db.models import Count
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.estate.models import Cell, DeliveryUnit, Establishment
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.people.models import Person
from justice_portal.people.standing import AFTER_RELEASE, SUPERVISION_AFTER


class WhenForm(Form):
    """When it happened: today, unless somebody says otherwise."""

    key = KeyField()
    on = forms.DateField(label=_("Date"), widget=DateParts, initial=clock.today)
    at = forms.TimeField(
        label=_("Time, if you know it"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        help_text=_("For example 14:30."),
        error_messages={"invalid": _("Write the time like 14:30.")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        self.user, self.person = user, person
        self.order_fields([name for name in self.fields if name not in {"on", "at"}] + ["on", "at"])


class CellForm(WhenForm):
    cell = forms.ModelChoiceField(Cell.objects.none(), label=_("New cell"), empty_label=_("Choose a cell"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        fill_cells(self.fields["cell"], self.user, self.person.establishment)


class TransferForm(WhenForm):
    to = forms.ModelChoiceField(
        Establishment.objects.none(),
        label=_("Where to"),
        required=False,
        empty_label=_("Not known yet"),
        help_text=_("Its reception sees the person on their list of arrivals."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        prisons = Establishment.objects.visible_to(self.user).open()
        self.fields["to"].queryset = prisons.exclude(pk=self.person.establishment_id)


class ReleaseForm(WhenForm):
    status = forms.ChoiceField(
        label=_("Released on"),
        choices=[
            (status.value, _("End of sentence, nobody to report to") if status == Person.Status.ENDED else status.label)
            for status in AFTER_RELEASE
        ],
        widget=forms.RadioSelect,
    )
    delivery_unit = forms.ModelChoiceField(
        DeliveryUnit.objects.none(),
        label=_("Delivery unit"),
        required=False,
        empty_label=_("Choose a unit"),
        help_text=_("Needed unless it is the end of the sentence."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["delivery_unit"].queryset = DeliveryUnit.objects.visible_to(self.user).open()
        self.initial.setdefault("delivery_unit", self.person.delivery_unit_id)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("status") not in {None, Person.Status.ENDED} and not given.get("delivery_unit"):
            self.add_error("delivery_unit", _("Choose the delivery unit that will look after the person."))
        return given


class SupervisionForm(WhenForm):
    status = forms.ChoiceField(label=_("What it is from then on"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        can_follow = SUPERVISION_AFTER.get(self.person.status, ())
        self.fields["status"].choices = [(status.value, status.label) for status in can_follow]


class UnitForm(WhenForm):
    delivery_unit = forms.ModelChoiceField(
        DeliveryUnit.objects.none(), label=_("Delivery unit"), empty_label=_("Choose a unit")
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        units = DeliveryUnit.objects.visible_to(self.user).open()
        self.fields["delivery_unit"].queryset = units.exclude(pk=self.person.delivery_unit_id)


def fill_cells(field: Any, user: Any, establishment: Establishment) -> None:
    """The cells of one prison by wing, each with how full it is."""
    cells = Cell.objects.visible_to(user).filter(wing__establishment=establishment)
    field.queryset = cells.select_related("wing")
    rows = cells.annotate(taken=Count("people")).order_by("wing__code", "code")
    wings: dict[str, list[tuple[str, str]]] = {}
    for pk, code, wing, taken, places in rows.values_list("pk", "code", "wing__name", "taken", "places"):
        if taken >= places:
            label = _now("%(cell)s – full, %(taken)s of %(places)s")
        else:
            label = _now("%(cell)s – %(taken)s of %(places)s taken")
        wings.setdefault(wing, []).append((str(pk), label % {"cell": code, "taken": taken, "places": places}))
    field.choices = [("", field.empty_label), *wings.items()]
