"""What the grid of a class is narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form


class GridForm(Form):
    course = forms.ChoiceField(label=_("Course"), required=False)

    def __init__(self, *args: Any, courses: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["course"].choices = [("", _("All courses")), *courses]

    @property
    def chosen(self) -> str:
        """The course that was chosen, if the class has it."""
        return str(self.cleaned_data.get("course", "")) if self.is_valid() else ""
