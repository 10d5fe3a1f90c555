"""Changes to mentors. The subject of adding one is the prison that vetted them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission, Role
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from mentoring.mentors.models import Mentor


@action(needs=Permission.MATCH_MANAGE)
def add_mentor(
    establishment: Establishment,
    *,
    key: UUID,
    user: Any,
    called: str,
    kind: str,
    languages: list[str],
    interests: list[str],
    helps_with: list[str],
    vetted_until_on: date,
    by: Any,
) -> Mentor:
    """Take user, who holds the mentor role, on as a mentor of establishment."""
    if done := Mentor.objects.filter(pk=key, establishment=establishment, user=user).first():
        return done
    if not user.has_role(Role.MENTOR):
        raise DomainError(_("This account is not a mentor's account."))
    if Mentor.objects.filter(user=user).exists():
        raise DomainError(_("This mentor is already on the list of a prison."))
    _refuse_past(vetted_until_on)
    mentor = Mentor.objects.create(
        pk=key,
        user=user,
        establishment=establishment,
        called=called,
        kind=kind,
        languages=languages,
        interests=interests,
        helps_with=helps_with,
        vetted_until_on=vetted_until_on,
        added_by_id=by.pk,
    )
    record(by, "mentors.mentor_added", mentor, user=user, kind=kind, vetted_until_on=vetted_until_on)
    return mentor


@action(needs=Permission.MATCH_MANAGE)
def change_mentor(
    mentor: Mentor,
    *,
    called: str,
    kind: str,
    languages: list[str],
    interests: list[str],
    helps_with: list[str],
    by: Any,
) -> Mentor:
    """Change what a mentor speaks, likes and helps with."""
    new = {"kind": kind, "languages": languages, "interests": interests, "helps_with": helps_with}
    changed = {name: [getattr(mentor, name), value] for name, value in new.items() if getattr(mentor, name) != value}
    for name, value in {**new, "called": called}.items():
        setattr(mentor, name, value)
    mentor.save(update_fields=[*new, "called"])
    record(by, "mentors.mentor_changed", mentor, **changed)
    return mentor


@action(needs=Permission.MATCH_MANAGE)
def renew_vetting(mentor: Mentor, *, vetted_until_on: date, under_18_until_on: date | None = None, by: Any) -> Mentor:
    """Write until when the vetting lasts now. An earlier day than before is allowed: vetting can be cut short.

    under_18_until_on: the last day of the clearance to mentor somebody under 18; none, none (T54).
    """
    before, mentor.vetted_until_on = mentor.vetted_until_on, vetted_until_on
    young, mentor.under_18_until_on = mentor.under_18_until_on, under_18_until_on
    mentor.save(update_fields=["vetted_until_on", "under_18_until_on"])
    changed = {} if young == under_18_until_on else {"under_18": [young, under_18_until_on]}
    record(by, "mentors.vetting_renewed", mentor, before=before, after=vetted_until_on, **changed)
    return mentor


def _refuse_past(day: date) -> None:
    if day < clock.today():
        raise DomainError(_("The last day of the vetting must be today or later."))
