"""Where a user may begin records. No permission here: the action and the page ask for it."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from justice_portal.estate.models import DeliveryUnit
from justice_portal.grants import GRANTS, Permission, Reach
from justice_portal.people.models import Person
from justice_portal.people.names import plain_name


def own_units(user: Any) -> QuerySet[DeliveryUnit]:
    """The open delivery units in which this user works: a COM's caseload has one, too."""
    where = Q(pk__in=[])
    for held in user.roles_held():
        if Permission.PERSON_BEGIN in GRANTS[held.role]:
            where |= ~Q(pk__in=[]) if held.reach == Reach.ESTATE else Q(pk=held.delivery_unit_id)
    return DeliveryUnit.objects.open().filter(where).order_by("name")


def is_known_in(unit: DeliveryUnit, crn: str, given_name: str, family_name: str, born_on: date) -> bool:
    """Whether somebody of this very name and birthday, and another CRN, is with the unit. A restricted case is never told of."""
    rows = Person.objects.filter(delivery_unit=unit, born_on=born_on, is_restricted=False, merged_into=None)
    rows = rows.exclude(crn=crn)  # the same form sent twice
    name = (plain_name(given_name), plain_name(family_name))
    found = rows.values_list("given_name", "family_name")
    return any((plain_name(given), plain_name(family)) == name for given, family in found)
