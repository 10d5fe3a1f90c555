"""A record for somebody who was never in custody: a court gave them a community order."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import DeliveryUnit
from justice_portal.grants import Role
from justice_portal.people.models import Allocation, Movement, Person
from justice_portal.people.movements.fold import happened_at, take
from justice_portal.people.orders.figures import own_units
from justice_portal.people.standing import Place, Status


@action(needs=Permission.PERSON_BEGIN)
def begin_record(kind: type[Person], *, key: UUID, unit: DeliveryUnit, on: date, by: Any, **who: Any) -> Person:
    """Make the record and begin the order. who: crn, names, birthday and how to talk and write to them.

    A COM who makes it looks after the person; a manager gives them to a COM. Whatever stands against the number, the answer
    is the same (T08).
    """
    if not own_units(by).filter(pk=unit.pk).exists():
        raise PermissionDenied
    if done := Movement.objects.filter(pk=key, recorded_by=by.pk).select_related("person").first():
        return done.person
    try:
        with transaction.atomic():
            person = kind.objects.create(**who, place=Place.ENDED, status=Status.ENDED)
    except IntegrityError:
        raise DomainError(_("A record cannot be made with this CRN. Check it, and ask your manager.")) from None
    status, moment = Status.COMMUNITY_ORDER, happened_at(person, on)
    movement = take(person, Movement.Kind.ORDER, key=key, at=moment, status=status, to_delivery_unit=unit, by=by)
    record(by, "person.order_received", movement, unit=unit, on=on)
    if unit.pk in {held.delivery_unit_id for held in by.roles_held() if held.role == Role.COM}:
        given = Allocation.objects.create(
            person=person, user=by, role=Allocation.Kind.COM, started_at=clock.now(), given_by=by
        )
        record(by, "allocation.given", unit, subjects=[person.pk], role=given.role, to=by, before={})
    return person
