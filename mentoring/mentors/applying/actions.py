"""Asking to be a mentor, and what is decided. A person inside becomes one only when two managers agree: it opens a role."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.accounts.actions import grant_role
from justice_portal.accounts.models import Door, User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.grants import Reach, Role
from justice_portal.notify import notify
from justice_portal.states import move
from mentoring.mentors.actions import add_mentor
from mentoring.mentors.applying.models import MentorApplication
from mentoring.mentors.file.actions import add_check
from mentoring.mentors.file.models import MentorCheck
from mentoring.mentors.models import Mentor

Status = MentorApplication.Status
SAID = ("called", "languages", "helps_with", "interests")


@action(needs=Permission.MENTOR_APPLY)
def apply_to_mentor(
    of: type[MentorApplication], *, key: UUID, establishment: Establishment, by: Any, **said: Any
) -> MentorApplication:
    """Ask to be a mentor of a prison; who is inside asks their own."""
    if done := of.objects.filter(pk=key, user=by).first():
        return done
    is_inside = by.door == Door.TABLET
    if is_inside and by.person.establishment_id != establishment.pk:
        raise DomainError(_("You can ask this in the prison where you are."))
    if Mentor.objects.filter(user=by).exists():
        raise DomainError(_("You are a mentor already."))
    kind = Mentor.Kind.PEER if is_inside else Mentor.Kind.VOLUNTEER
    try:
        with transaction.atomic():
            made = of.objects.create(pk=key, user=by, establishment=establishment, kind=kind, **said)
    except IntegrityError:
        raise DomainError(_("You asked already. Staff will answer.")) from None
    record(by, "mentors.applied", made, kind=kind)
    return made


@action(needs=Permission.MENTOR_APPLY)
def take_application_back(application: MentorApplication, *, by: Any) -> MentorApplication:
    """Who asked does not want it any more."""
    if application.user_id != by.pk:
        raise DomainError(_("Only who asked can take it back."))
    if application.status != Status.WITHDRAWN:
        move(application, Status.WITHDRAWN, decided_at=clock.now(), decided_by_id=by.pk)
        record(by, "mentors.application_taken_back", application)
    return application


@action(needs=Permission.MATCH_MANAGE)
def refuse_application(application: MentorApplication, *, reason: str, by: Any) -> MentorApplication:
    """Say no, with the reason that who asked reads."""
    move(application, Status.REFUSED, reason=reason, decided_at=clock.now(), decided_by_id=by.pk)
    record(by, "mentors.application_refused", application)
    notify(application.user, "mentors.application_decided")
    return application


@action(needs=Permission.MATCH_MANAGE)
def accept_application(application: MentorApplication, *, reason: str, vetted_until_on: date, by: Any) -> Any:
    """Say yes. A volunteer is on the list at once; for a person inside, a second manager agrees first (T109)."""
    if vetted_until_on < clock.today():
        raise DomainError(_("The last day of the vetting must be today or later."))
    if not application.is_waiting:
        raise DomainError(_("This was decided already."))
    if application.kind == Mentor.Kind.VOLUNTEER:
        return take_on(application, reason=reason, vetted_until_on=vetted_until_on, by=by)
    data = {"reason": reason, "vetted_until_on": vetted_until_on.isoformat()}
    place = application.establishment
    change = ask("mentors.take_on", data, about_id=application.pk, establishment=place, by=by)
    record(by, "mentors.peer_proposed", application, change=change.pk)
    return change


@action(needs=Permission.MATCH_MANAGE)
def take_on(
    application: MentorApplication, *, reason: str, vetted_until_on: date, asked_by: User | None = None, by: Any
) -> Mentor:
    """Put who asked on the list of mentors. References, training and boundaries are still to come, in their file."""
    user, place = application.user, application.establishment
    if application.kind == Mentor.Kind.PEER:
        if asked_by is None or asked_by.pk == by.pk:
            raise DomainError(_("Two managers must agree to this."))
        if user.person.establishment_id != place.pk:
            raise DomainError(_("This person is not in this prison any more."))
        grant_role(user, role=Role.MENTOR, reach=Reach.OWN, asked_by=asked_by, approved_by=by, by=SYSTEM)
    said = {name: getattr(application, name) for name in SAID}
    move(application, Status.ACCEPTED, reason=reason, decided_at=clock.now(), decided_by_id=by.pk)
    mentor = add_mentor(
        place, key=application.pk, user=user, kind=application.kind, vetted_until_on=vetted_until_on, by=by, **said
    )
    Mentor.objects.filter(pk=mentor.pk).update(free_times=application.free_times)
    good = {"kind": MentorCheck.Kind.APPLICATION, "is_good": True, "on": clock.today()}
    add_check(mentor, key=application.pk, by=by, **good)
    record(by, "mentors.application_accepted", application, mentor=mentor.pk)
    notify(user, "mentors.application_decided")
    return mentor
