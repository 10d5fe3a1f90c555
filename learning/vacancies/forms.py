"""What narrows the list of jobs; it stands in the address, and says nothing about anybody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from learning.vacancies.models import Kind

LONGEST = 60


class FileForm(Form):
    file = forms.FileField(label=_("List of jobs as CSV"))


class StaffFindForm(Form):
    words = forms.CharField(label=_("Words"), max_length=LONGEST, required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Open")), ("closed", _("Closed")), ("all", _("All"))]
    )

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class FindForm(Form):
    words = forms.CharField(label=_("What job?"), max_length=LONGEST, required=False)
    area = forms.CharField(label=_("Which town?"), max_length=LONGEST, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of work"), choices=[("", _("All kinds of work")), *Kind.choices], required=False
    )

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
