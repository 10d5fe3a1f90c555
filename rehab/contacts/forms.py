"""Shape of input for a contact."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.accounts.models import User
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.people.models import Allocation, Person
from rehab.contacts.models import Contact


class WorkerField(forms.ModelChoiceField):
    """Who works with the person now, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.name}, {obj.get_role_display()}"


class ContactForm(Form):
    key = KeyField()
    purpose = forms.ChoiceField(
        label=_("What it was"),
        choices=Contact.Purpose.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=Contact.Purpose.CONTACT,
    )
    kind = forms.ChoiceField(label=_("How"), choices=Contact.Kind.choices, widget=forms.RadioSelect)
    happened_on = forms.DateField(
        label=_("Day"), help_text=_("For example: 27 3 2026."), widget=DateParts, initial=clock.today
    )
    met_by = WorkerField(Allocation.objects.none(), label=_("Who met them"), required=False, empty_label=_("I did"))
    shared_note = forms.CharField(
        label=_("What you talked about"),
        help_text=_("The person reads this. Use short words."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_step = forms.CharField(
        label=_("What comes next"), help_text=_("The person reads this."), max_length=140, required=False
    )
    next_on = forms.DateField(label=_("When that is"), required=False, widget=DateParts)
    staff_note = forms.CharField(
        label=_("Staff only: what the person does not read"),
        help_text=_("Only staff who can open this record read this."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, user: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        workers = Allocation.objects.visible_to(user).live().filter(person=person).exclude(user=user.pk)
        self.fields["met_by"].queryset = workers.select_related("user")

    def clean_purpose(self) -> str:
        return self.cleaned_data["purpose"] or Contact.Purpose.CONTACT

    def clean_met_by(self) -> User | None:
        worker = self.cleaned_data["met_by"]
        return worker.user if worker else None
