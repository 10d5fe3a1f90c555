"""The rota is replaced by what a file says; a sign-in outside every shift is told to managers at once."""

from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.grants import Reach, Role
from justice_portal.notify import anyone
from justice_portal.rota.importer import ShiftFacts
from justice_portal.rota.models import GRACE, NEAR, OffShift, Shift


@action(needs=Permission.ROTA_VIEW)
def load_rota(place: Establishment, *, shifts: list[ShiftFacts], by: Any) -> int:
    """Replace the shifts of the days that the file covers. A name that works nowhere here refuses the whole file."""
    here = RoleHeld.objects.live().filter(establishment=place)
    users = {user.username: user for user in User.objects.filter(pk__in=here.values("user"))}
    if unknown := sorted({one.username for one in shifts} - set(users)):
        raise DomainError(_("These user names hold no role here: %(names)s.") % {"names": ", ".join(unknown[:10])})
    if not shifts:
        raise DomainError(_("The file holds no shift."))
    first, last = min(one.starts_at for one in shifts), max(one.starts_at for one in shifts)
    Shift.objects.filter(establishment=place, starts_at__gte=first, starts_at__lte=last).delete()
    rows = [
        Shift(user=users[one.username], establishment=place, starts_at=one.starts_at, ends_at=one.ends_at)
        for one in shifts
    ]
    Shift.objects.bulk_create(rows, ignore_conflicts=True)
    record(by, "rota.loaded", place, shifts=len(rows), first=first, last=last)
    return len(rows)


@action(needs=Permission.OWN_SETTINGS)
def note_sign_in(of: type[OffShift], *, by: User) -> OffShift | None:
    """After a sign-in at the staff door: where a rota is in use and no shift of theirs is near, tell the managers."""
    now = clock.now()
    mine = [held.establishment_id for held in by.roles_held() if held.establishment_id and held.role != Role.MANAGER]
    near = Shift.objects.filter(establishment__in=mine).around(now, NEAR)
    place = near.values_list("establishment", flat=True).first()
    if place is None or Shift.objects.filter(user=by).around(now, GRACE).exists():
        return None
    one = OffShift.objects.create(user=by, establishment_id=place, at=now)
    record(by, "rota.signed_in_off_shift", one, place=place)
    managers = RoleHeld.objects.live().filter(role=Role.MANAGER, reach=Reach.ESTABLISHMENT, establishment=place)
    told = User.objects.filter(pk__in=managers.values("user")).exclude(pk=by.pk)
    anyone(told, "rota.off_shift", about=one, by_email=True)
    return one
