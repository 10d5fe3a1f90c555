"""How a user stands besides the roles: stopped after many look-ups, barred by an alert, with a record open in an emergency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from justice_portal.accounts.models import RoleHeld, RoleHeldQuerySet


def with_standing(held: RoleHeldQuerySet) -> RoleHeldQuerySet:
    """Roles with is_stopped and has_glass of their user, in the same query: no page asks once more for them."""
    from justice_portal.people.alert_rules.figures import Effect, among  # noqa: PLC0415  people point at accounts

    stops = apps.get_model("justice_portal", "LookUpStop").objects.live()
    glass = apps.get_model("justice_portal", "BrokenGlass").objects.live()
    mine = {"user": OuterRef("user")}
    return held.annotate(
        is_stopped=Exists(stops.filter(**mine)),
        has_glass=Exists(glass.filter(**mine)),
        is_barred=Exists(among(Effect.NO_SIGN_IN, person__user=OuterRef("user"))),
    )


class Standing:
    """What a User says of it."""

    def roles_held(self) -> list[RoleHeld]:
        raise NotImplementedError

    @property
    def is_stopped(self) -> bool:
        """Opened too many records, and sees none but those of the own caseload until a manager says so."""
        return any(held.is_stopped for held in self.roles_held())  # type: ignore[attr-defined]

    @property
    def is_barred(self) -> bool:
        """An alert says that this person may sign in nowhere."""
        return any(held.is_barred for held in self.roles_held())  # type: ignore[attr-defined]

    @property
    def has_glass(self) -> bool:
        """Opened a record in an emergency, and the time has not run out."""
        return any(held.has_glass for held in self.roles_held())  # type: ignore[attr-defined]
