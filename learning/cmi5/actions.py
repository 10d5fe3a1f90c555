"""A learner begins a course of cmi5 and opens its parts; what they say is heard; tutors try one, waive a part, close one that was left."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from learning.cmi5 import keeping, statements
from learning.cmi5.course import units_of
from learning.cmi5.figures import is_satisfied
from learning.cmi5.launching import page_of
from learning.cmi5.models import Launch, Reason, Registration
from learning.cmi5.program_key import make_key
from learning.packages.address import OPENS_FOR
from learning.packages.models import Package, PackageTry
from learning.xapi.actions import name_for
from learning.xapi.models import secret_hash

Mode = Launch.Mode


@action(needs=Permission.LEARNING_DO)
def begin_course(person: Person, *, package: Package, by: Any) -> Registration:
    """Register somebody for a course. Who is registered already stays so."""
    Person.objects.locked(person)
    going = PackageTry.objects.filter(person=person, package=package).order_by("-started_at").first()
    if going and (done := Registration.objects.filter(package_try=going).first()):
        return done
    if going is None:
        if package.status != Package.Status.OFFERED:
            raise DomainError(_("This course is not offered any more. Pick another one."))
        going = PackageTry.objects.create(person=person, package=package, made_in_id=person.establishment_id)
    known = name_for(person, provider=keeping.provider_of(package), by=by)
    made = Registration.objects.create(package=package, package_try=going, actor=keeping.named_at_random(known.pk))
    keeping.add_up(made)
    record(by, "cmi5.begun", made, subjects=[person.pk], package=package.pk)
    return made


@action(needs=Permission.COURSE_WRITE)
def try_course(package: Package, *, key: UUID, by: Any, actor: Mapping[str, Any] | None = None) -> Registration:
    """Register who writes courses, or the program that they test with, to try one. It counts for nobody."""
    if done := Registration.objects.filter(pk=key).first():
        if done.package_id != package.pk or done.tried_by_id != by.pk:
            raise DomainError(_("Please open the page again and have another go."))
        return done
    if not package.can_be_played:
        raise DomainError(_("This course cannot be opened."))
    named = dict(actor) if actor else keeping.named_at_random(uuid4())
    made = Registration.objects.create(pk=key, package=package, tried_by=by, actor=named)
    keeping.add_up(made)
    record(by, "cmi5.tried", made, package=package.pk)
    return made


@action(needs=Permission.LEARNING_DO)
def open_unit(registration: Registration, *, key: UUID, unit: int, portal: str, by: Any) -> Launch:
    """A learner opens a part: to do it, or, once it is done, to look again."""
    held = _held(registration)
    state = held.state(unit)
    mode = Mode.REVIEW if {"completed", "passed"} & set(state) and _is_done(held, unit) else Mode.NORMAL
    languages = "cy,en-GB" if by.language == "cy" else "en-GB"
    launch = _launch(held, key, unit, mode, portal, languages)
    record(by, "cmi5.launched", launch, subjects=_people(held), unit=unit, mode=mode)
    return launch


@action(needs=Permission.COURSE_WRITE)
def try_unit(registration: Registration, *, key: UUID, unit: int, mode: str, portal: str, by: Any) -> Launch:
    """Open a part of a course that is only tried: nobody opens one in the place of a learner."""
    held = _held(registration)
    if held.tried_by_id != by.pk:
        raise PermissionDenied
    launch = _launch(held, key, unit, mode, portal, "en-GB")
    record(by, "cmi5.launched", launch, unit=unit, mode=mode)
    return launch


def _held(registration: Registration) -> Registration:
    """The row, locked: what is said in one registration is heard one after the other."""
    rows = Registration.objects.select_related("package", "package_try")
    return rows.select_for_update(of=("self",)).get(pk=registration.pk)


def _people(registration: Registration) -> list[UUID]:
    """Whom it is about: nobody, when it is only tried."""
    return [registration.package_try.person_id] if registration.package_try else []


def _is_done(registration: Registration, unit: int) -> bool:
    return unit < len(units_of(registration.package)) and is_satisfied(
        units_of(registration.package)[unit], registration.state(unit)
    )


def _launch(held: Registration, key: UUID, unit: int, mode: str, portal: str, languages: str) -> Launch:
    if done := Launch.objects.filter(pk=key, registration=held).first():
        return done  # The same form sent twice: the page made the key.
    units = units_of(held.package)
    if not 0 <= unit < len(units) or not units[unit]["href"]:
        raise DomainError(_("This part cannot be opened here."))
    if Launch.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and have another go."))
    for left in Launch.objects.open().filter(registration=held):
        _abandon(left, held)
    made = {"registration": held, "unit": unit, "mode": mode, "address": page_of(held.package, unit, portal)}
    launch = Launch.objects.create(pk=key, **made)
    keeping.write_launch(launch, languages)
    return launch


def _abandon(launch: Launch, held: Registration) -> bool:
    """Close a launch that was not ended by its part (9.3.6); tells whether it was open."""
    now = clock.now()
    if not Launch.objects.open().filter(pk=launch.pk).update(abandoned_at=now, token_hash=""):
        return False
    launch.refresh_from_db()
    launch.registration = held
    keeping.tell(held, [statements.abandoned(launch)])
    return True


@action(needs=Permission.LEARNING_DO)
def give_token(launch: Launch, *, by: Any) -> str | None:
    """The token of a launch, once (8.2); nothing when it was given before, or the launch is over."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    fresh = Launch.objects.open().filter(pk=launch.pk, fetched_at=None, launched_at__gte=now - OPENS_FOR)
    if not fresh.update(fetched_at=now, token_hash=secret_hash(token)):
        return None
    record(by, "cmi5.token_given", launch)
    return token


@action(needs=Permission.LEARNING_DO)
def note_read(launch: Launch, *, what: str, by: Any) -> None:
    """It read its launch data (has_data), or what the learner likes (has_preferences)."""
    Launch.objects.filter(pk=launch.pk).update(**{what: True})
    record(by, "cmi5.read", launch, what=what)


@action(needs=Permission.LEARNING_DO)
def take_in(launch: Launch, *, heard: Sequence[tuple[str, Mapping[str, Any]]], by: Any) -> Launch:
    """What a part said, and the store kept, becomes progress. heard: verb and statement, in order."""
    registration = launch.registration
    state = {**registration.state(launch.unit)}
    for verb, told in heard:
        launch.said = [*launch.said, verb]
        launch.begun = launch.begun or told["timestamp"]
        state.setdefault("begun", told["timestamp"])
        if verb in {"completed", "passed", "failed"}:
            state[verb] = told["timestamp"]
            scaled = told.get("result", {}).get("score", {}).get("scaled")
            if scaled is not None:
                state["score"] = scaled
        if verb == "terminated":
            launch.terminated_at, launch.last_statement = clock.now(), UUID(told["id"])
    keeping.spend(launch)
    launch.save(update_fields=["said", "begun", "last_at", "terminated_at", "last_statement"])
    if heard:
        registration.states[str(launch.unit)] = state
        keeping.add_up(registration, session=launch.pk)
        record(by, "cmi5.heard", launch, subjects=_people(registration), verbs=[verb for verb, _told in heard])
    return launch


@action(needs=Permission.LEARNING_MARK)
def waive_unit(registration: Registration, *, unit: int, reason: str, by: Any) -> Registration:
    """Say that a part need not be done, and why (9.3.7). To say it twice is to say it once."""
    held = _held(registration)
    units = units_of(held.package)
    if not 0 <= unit < len(units) or reason not in Reason.values:
        raise DomainError(_("This part is not there any more. Go back to the list."))
    state = held.state(unit)
    if "waived" in state:
        return held
    if is_satisfied(units[unit], state):
        raise DomainError(_("This part is done. There is nothing to waive."))
    session = uuid4()
    keeping.tell(held, [statements.waived(held, unit, reason, session)])
    held.states[str(unit)] = {**state, "waived": reason}
    keeping.add_up(held, session=session)
    record(by, "cmi5.waived", held, subjects=_people(held), unit=unit, reason=Reason(reason).name.lower())
    return held


@action(needs=Permission.LEARNING_MARK)
def abandon_launch(launch: Launch, *, by: Any) -> Launch:
    """Close a part that was left open. From now its token opens nothing."""
    held = _held(launch.registration)
    if _abandon(launch, held):
        record(by, "cmi5.abandoned", launch, subjects=_people(held))
    launch.refresh_from_db()
    if by is not SYSTEM and launch.terminated_at:
        raise DomainError(_("This part was ended by the learner. There is nothing to close."))
    return launch


@action(needs=Permission.ACCOUNT_MANAGE)
def give_program_key(user: User, *, by: Any) -> str:
    """A key by which a program acts as this tutor at the API of cmi5."""
    record(by, "cmi5.key_given", user)
    return make_key(user)
