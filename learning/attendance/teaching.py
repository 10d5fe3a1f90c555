"""Who teaches whom: the tutor who made a class that somebody is in, or took its register in the last weeks."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from justice_portal import clock
from learning.attendance.models import ClassPlace

#: A register that was taken so long ago says nothing of who teaches now.
TAUGHT_WITHIN = timedelta(days=28)


def in_class_of(person: Any, tutor: Any) -> QuerySet[ClassPlace]:
    """Places of this person in running classes of this tutor."""
    today = clock.today()
    running = Q(taught_class__until_on=None) | Q(taught_class__until_on__gte=today)
    made = Q(taught_class__made_by=tutor)
    took = Q(taught_class__marks__marked_by=tutor, taught_class__marks__on__gte=today - TAUGHT_WITHIN)
    return ClassPlace.objects.live().filter(running, made | took, person=person)
