"""Who reads and answers the complaints of a prison. notify() leaves out whoever may not see one."""

import re
from uuid import UUID

from django.db.models import QuerySet

from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import Reach, Role
from rehab.complaints.models import Complaint, ComplaintReader

TITLES = "mr|mrs|ms|miss|mx|dr|gov|governor|officer|manager|mister"


def managers_of(establishment: UUID) -> QuerySet[User]:
    """The managers of one prison."""
    held = RoleHeld.objects.live().filter(role=Role.MANAGER, reach=Reach.ESTABLISHMENT, establishment=establishment)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


def named_for(establishment: UUID) -> QuerySet[User]:
    """Who is named to read the confidential complaints of one prison."""
    named = ComplaintReader.objects.live().filter(establishment=establishment)
    return User.objects.filter(pk__in=named.values("user")).order_by("name", "pk")


def readers_of(complaint: Complaint) -> QuerySet[User]:
    """Who is to answer it."""
    find = named_for if complaint.kind == Complaint.Kind.CONFIDENTIAL else managers_of
    return find(complaint.made_in_id)


def far_above() -> QuerySet[User]:
    """The managers of the whole estate."""
    held = RoleHeld.objects.live().filter(role=Role.MANAGER, reach=Reach.ESTATE)
    return User.objects.filter(pk__in=held.values("user")).order_by("pk")


def spoken_of(words: str, users: QuerySet[User]) -> set[UUID]:
    """Those of users whom the words name: in full, or by a title and the last name."""
    return {user.pk for user in users if _names(words, user.name)}


def _names(words: str, name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    if len(last) < 2:
        return False
    said = rf"\b(?:{re.escape(name)}|(?:{TITLES})\.?\s+{re.escape(last)})\b"
    return re.search(said, words, re.IGNORECASE) is not None
