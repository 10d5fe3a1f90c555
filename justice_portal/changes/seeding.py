"""What waits for a second person in the demo."""

from datetime import timedelta
from random import Random

from justice_portal import clock
from justice_portal.changes.asking import ENDS_AFTER
from justice_portal.changes.models import PendingChange
from justice_portal.grants import Reach, Role
from justice_portal.seeding import SeedEstate, seeder


@seeder(order=90)
def waiting_changes(estate: SeedEstate, rng: Random) -> None:
    """An invitation that a manager asked for, and a role that an administrator asked for: the other may agree."""
    if not estate.is_demo or estate.demo is None:
        return
    demo, asked_at = estate.demo, clock.now() - timedelta(hours=2)
    when = {"asked_at": asked_at, "ends_at": asked_at + ENDS_AFTER, "establishment": demo.ashcombe}
    PendingChange.objects.get_or_create(
        kind="account.invite",
        data={"email": "leah.stone@example.invalid", "name": "Leah Stone", "role": Role.TUTOR},
        asked_by_id=demo.staff["manager"].id,
        defaults=when,
    )
    data = {"role": Role.TUTOR, "reach": Reach.ESTABLISHMENT, "establishment": str(demo.ashcombe.pk)}
    PendingChange.objects.get_or_create(
        kind="role.grant",
        data={**data, "delivery_unit": "", "ends_at": ""},
        about_id=str(demo.staff["keyworker"].id),
        asked_by_id=demo.staff["admin"].id,
        defaults=when,
    )
