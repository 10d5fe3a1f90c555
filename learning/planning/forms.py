"""What is sent about a learning plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from learning.courses.models import Version
from learning.planning.actions import Line
from learning.planning.models import MOST_LINES, LearningPlan


class PlanForm(Form):
    """Up to six courses in order, each with why. A line without a course is left out."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, user: Any, plan: LearningPlan | None, **given: Any) -> None:
        initial: dict[str, Any] = {"version": plan.version if plan else 0}
        lines = list(plan.lines.all()) if plan else []
        for place, line in enumerate(lines, 1):
            initial |= {f"course_{place}": str(line.course_id), f"why_{place}": line.why}
        super().__init__(*args, initial=initial, **given)
        shown = Version.objects.visible_to(user).filter(status=Version.Status.PUBLISHED).for_catalogue()
        self.known = {str(one.course_id): one for one in shown}
        choices = [
            ("", _("No course")),
            *((key, f"{one.name}, {one.get_level_display()}") for key, one in self.known.items()),
        ]
        for place in range(1, MOST_LINES + 1):
            self.fields[f"course_{place}"] = forms.ChoiceField(
                label=_("Course %(number)s") % {"number": place}, choices=choices, required=False
            )
            self.fields[f"why_{place}"] = forms.CharField(
                label=_("Why course %(number)s") % {"number": place}, max_length=200, required=False
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for place in range(1, MOST_LINES + 1):
            course, why = given.get(f"course_{place}"), given.get(f"why_{place}")
            if course and not why:
                self.add_error(f"why_{place}", _("Say why, in words that they would use."))
            if why and not course:
                self.add_error(f"course_{place}", _("Choose the course, or take the words away."))
            if course and course in seen:
                self.add_error(f"course_{place}", _("This course is in the plan already."))
            seen |= {course} if course else set()
        if not seen and not self.errors:
            self.add_error("course_1", _("Choose at least one course."))
        return given

    @property
    def lines(self) -> list[Line]:
        given = self.cleaned_data
        pairs = ((given[f"course_{place}"], given[f"why_{place}"]) for place in range(1, MOST_LINES + 1))
        return [Line(self.known[course].course, why) for course, why in pairs if course]

    @property
    def places(self) -> list[tuple[Any, Any]]:
        return [(self[f"course_{place}"], self[f"why_{place}"]) for place in range(1, MOST_LINES + 1)]


class SayForm(Form):
    text = forms.CharField(label=_("What would you change?"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
