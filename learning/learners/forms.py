"""What staff send about learners."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission, places_for
from justice_portal.estate.models import Establishment, Wing
from justice_portal.forms import DateParts, Form, KeyField
from justice_portal.people.models import Person
from learning.attendance.models import TaughtClass
from learning.courses.localised import say
from learning.courses.models import Course, Version
from learning.learners.report import STATES, Wanted
from learning.quizzes.models import TimeAllowance


class CourseChoice(forms.ModelChoiceField):
    """A course by its title. Its queryset is of versions, for their titles; what is chosen is the course."""

    def label_from_instance(self, version: Version) -> str:
        return f"{version.name}, {version.get_level_display()}"

    def clean(self, value: Any) -> Course:
        return super().clean(value).course


DUE_HELP = _("It moves by itself when a session is lost to the regime or a move, and the person is told so.")


class DueForm(Form):
    due_on = forms.DateField(
        label=_("Finish by"), help_text=_("Leave it empty for no day at all."), required=False, widget=DateParts()
    )


class ClassChoice(forms.ModelChoiceField):
    def label_from_instance(self, taught: TaughtClass) -> str:
        return f"{taught.title}, {taught.establishment.name}"


class AssignForm(Form):
    """Put a course on someone's list."""

    key = KeyField()
    course = CourseChoice(Version.objects.none(), label=_("Course"), empty_label=None, widget=forms.RadioSelect)
    due_on = forms.DateField(
        label=_("Finish by (you can leave this)"), help_text=DUE_HELP, required=False, widget=DateParts()
    )

    def __init__(self, *args: Any, user: Any, taken: set, **given: Any) -> None:
        super().__init__(*args, **given)
        offered = Version.objects.visible_to(user).offered().for_catalogue()
        self.fields["course"].queryset = offered.exclude(course__in=taken)


class WingChoice(forms.ModelChoiceField):
    def label_from_instance(self, wing: Wing) -> str:
        return f"{wing.name}, {wing.establishment.name}"


class WingAssignForm(AssignForm):
    """Put a course on the list of everybody on a wing."""

    wing = WingChoice(Wing.objects.none(), label=_("Wing"), empty_label=None)
    field_order = ["key", "wing", "course", "due_on"]

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, user=user, taken=set(), **given)
        theirs = Person.objects.within(user, Permission.LEARNING_ASSIGN).values("wing")
        wings = Wing.objects.visible_to(user).filter(pk__in=theirs).select_related("establishment")
        self.fields["wing"].queryset = wings.order_by("establishment__name", "name")


class ClassAssignForm(AssignForm):
    """Put a course on the list of everybody in a class or group."""

    taught = ClassChoice(TaughtClass.objects.none(), label=_("Class or group"), empty_label=None)
    field_order = ["key", "taught", "course", "due_on"]

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, user=user, taken=set(), **given)
        classes = TaughtClass.objects.within(user, Permission.LEARNING_ASSIGN).running()
        self.fields["taught"].queryset = classes.select_related("establishment").order_by(
            "establishment__name", "title"
        )


class TimeForm(Form):
    """More time for one person in quizzes that have a limit."""

    extra = forms.TypedChoiceField(
        label=_("Time in quizzes"),
        choices=[("", _("The usual time")), *TimeAllowance.Extra.choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class KeyChoice(forms.TypedChoiceField):
    """A choice among rows, by their keys; nothing chosen means all."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, coerce=UUID, empty_value=None)

    def offer(self, rows: Iterable[tuple[UUID, Any]]) -> None:
        self.choices = [("", _("All")), *((str(key), name) for key, name in rows)]


class ReportFilter(Form):
    """What the class report is narrowed to. A field that leaves the reader no choice is not there."""

    establishment = KeyChoice(_("Prison"))
    wing = KeyChoice(_("Wing"))
    course = KeyChoice(_("Course"))
    state = forms.ChoiceField(label=_("State"), required=False, choices=list(STATES.items()))

    def __init__(self, sent: QueryDict, *, user: Any) -> None:
        super().__init__(sent)
        places = list(Establishment.objects.visible_to(user).filter(pk__in=places_for(user, Permission.LEARNING_VIEW)))
        self.here = places[0] if len(places) == 1 else None
        if self.here:
            del self.fields["establishment"]
        else:
            self.fields["establishment"].offer((place.pk, place) for place in places)
            self.here = next((place for place in places if str(place.pk) == sent.get("establishment")), None)
        if not places:
            del self.fields["establishment"]
        if self.here:
            wings = Wing.objects.visible_to(user).filter(establishment=self.here)
            self.fields["wing"].offer(wings.values_list("pk", "name"))
        else:
            del self.fields["wing"]
        offered = Version.objects.visible_to(user).filter(status=Version.Status.PUBLISHED)
        titles = [(course, say(title).text) for course, title in offered.values_list("course_id", "title")]
        self.fields["course"].offer(sorted(titles, key=lambda pair: pair[1]))

    def wanted(self, sort: str) -> Wanted:
        """What to show: what could be read of what was sent."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return Wanted(**{**asked, "establishment": self.here.pk if self.here else None}, sort=sort)
