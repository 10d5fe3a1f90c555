"""Which role fits which account and which reach."""

from django.utils.translation import gettext as _

from justice_portal.accounts.models import Door, User
from justice_portal.estate.models import DeliveryUnit, Establishment
from justice_portal.grants import REACHES, Reach, Role


def misfit(
    user: User, role: str, reach: str, establishment: Establishment | None, delivery_unit: DeliveryUnit | None
) -> str:
    """Why this role cannot be held so, in a plain sentence; empty when it can."""
    if reach not in REACHES[role]:
        return _("This role cannot be held over that.")
    if reach == Reach.ESTABLISHMENT and establishment is None:
        return _("Choose the prison in which the role is held.")
    if reach == Reach.DELIVERY_UNIT and delivery_unit is None:
        return _("Choose the delivery unit in which the role is held.")
    if user.door == Door.TABLET and role == Role.MENTOR:
        return ""  # somebody inside who is there for others, once two managers agreed
    if (role == Role.PERSON) != (user.door == Door.TABLET):
        return _("Accounts of the tablet page hold the role of a person, and only they do.")
    return ""
