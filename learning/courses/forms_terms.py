"""What staff send about the terms of a course."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission, places_for
from justice_portal.forms import Form
from learning.courses.models import Course, Version


class NeedsForm(Form):
    first = forms.TypedMultipleChoiceField(
        label=_("These come first"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, user: Any, course: Course, **given: Any) -> None:
        given["initial"] = {"first": list(course.needs.values_list("first", flat=True))}
        super().__init__(*args, **given)
        offered = Version.objects.visible_to(user).offered().exclude(course=course).for_catalogue()
        self.offered = {one.course_id: one.course for one in offered}
        self.fields["first"].choices = [(str(one.course_id), one.name.text) for one in offered]

    @property
    def courses(self) -> list[Course]:
        return [self.offered[key] for key in self.cleaned_data["first"]]


class PlacesForm(Form):
    place = forms.ModelChoiceField(None, label=_("Prison"), empty_label=None)
    places = forms.IntegerField(
        label=_("How many at once"),
        help_text=_("Leave it empty for as many as like."),
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["place"].queryset = places_for(user, Permission.LEARNING_ASSIGN)
