"""Shape of input for a contact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.forms import DateParts, Form, KeyField
from rehab.contacts.models import Contact


class ContactForm(Form):
    key = KeyField()
    kind = forms.ChoiceField(label=_("How"), choices=Contact.Kind.choices, widget=forms.RadioSelect)
    happened_on = forms.DateField(
        label=_("Day"), help_text=_("For example: 27 3 2026."), widget=DateParts, initial=clock.today
    )
