"""Who moves, leaves or dies is out of every tablet."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from justice_portal.access import SYSTEM, Permission
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from justice_portal.visits.actions import end_visit, end_visits_of
from justice_portal.visits.models import Visit
from justice_portal.visits.watch import visit_of

#: What leaves the tablet behind. A new cell of the same prison does not.
LEAVING = {"transferred", "arrived", "went_out", "released", "recalled", "died", "ended", "merged", "put_right"}


@receiver(person_changed)
def end_visits_of_who_leaves(person: Person, event: str, **_kwargs: Any) -> None:
    if event in LEAVING:
        end_visits_of(person, why=Visit.End.CHANGED, by=SYSTEM)


@receiver(user_logged_out)
def end_visit_at_sign_out(request: HttpRequest, user: Any, **_kwargs: Any) -> None:
    """Every way out ends the visit; one that has ended already stays as it was."""
    if user is not None and (visit := visit_of(request)) is not None and visit.ended_at is None:
        by = user if user.holds(Permission.OWN_SETTINGS) else SYSTEM
        end_visit(Visit, visit=visit, why=Visit.End.SIGNED_OUT, by=by)
