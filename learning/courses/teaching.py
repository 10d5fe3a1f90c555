"""Who looks after whom on a course: the tutor who gave it to them, while it is on their list."""

from typing import Any

from django.db.models import QuerySet

from learning.courses.models import Enrolment


def on_course_of(person: Any, tutor: Any) -> QuerySet[Enrolment]:
    """Live enrolments of this person that this tutor made."""
    return Enrolment.objects.live().filter(person=person, enrolled_by=tutor)
