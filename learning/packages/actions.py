"""Tutors send packages, look them over, offer and retire them; a learner opens one, and what it leaves is kept."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.files import store
from justice_portal.jobs.queue import enqueue
from justice_portal.people.models import Person
from justice_portal.states import move
from learning.packages.course import claim_of_course, go, keep_stores
from learning.packages.figures import claims_of, fold, told_before
from learning.packages.jobs import take_in_package
from learning.packages.models import PLAUSIBLE, Package, PackageOpening, PackageTry
from learning.packages.sequencing.overall import Outcome

#: What a part may leave: SCORM 2004 allows 64,000 characters of its own and some hundreds of answers.
MOST_STATE = 256 * 1024
#: Time between two messages that still counts as time in the package.
LONGEST_SILENCE = 3600
CLAIMED = ("states", "completed_at", "is_too_quick", "success", "score", "last_at")


@action(needs=Permission.COURSE_WRITE)
def send_package(kind: type[Package], *, key: UUID, name: str, content: bytes, by: Any) -> Package:
    """Keep the packed file and have it read. The same form sent twice is one package."""
    if done := kind.objects.filter(pk=key).first():
        return done
    kept = store(content, suffix=".bin", kept_in="learning.Package.path")
    package = kind.objects.create(pk=key, name=name, path=kept.name, added_by=by)
    package.job = enqueue(take_in_package, package.pk, key=f"package:{package.pk}", by=by)
    package.save(update_fields=["job"])
    record(by, "package.sent", package, sha256=kept.sha256, size=kept.size)
    return package


@action(needs=Permission.COURSE_WRITE)
def offer_package(package: Package, *, by: Any) -> Package:
    """Learners may open it from now on. Whoever offers it has looked it over, and says so."""
    if package.status == Package.Status.OFFERED:
        return package
    if package.status == Package.Status.READY and not package.parts:
        raise DomainError(_("There is nothing in it that a learner could open here."))
    move(package, Package.Status.OFFERED, looked_at=clock.now(), looked_by=by)
    record(by, "package.offered", package)
    return package


@action(needs=Permission.COURSE_WRITE)
def retire_package(package: Package, *, by: Any) -> Package:
    """Nobody new can begin it. Who is in it can go on to the end."""
    if package.status == Package.Status.RETIRED:
        return package
    move(package, Package.Status.RETIRED)
    record(by, "package.retired", package)
    return package


@action(needs=Permission.LEARNING_DO)
def open_part(person: Person, *, key: UUID, package: Package, item: str, by: Any) -> PackageOpening:
    """Open a part. From now the older openings of the same package write nothing more."""
    Person.objects.locked(person)
    if done := PackageOpening.objects.filter(pk=key, package_try__person=person, package_try__package=package).first():
        return done  # The same form sent twice: the page made the key.
    if package.is_sequenced or item not in {one["id"] for one in package.parts}:
        raise DomainError(_("This part is not there any more. Go back to the list."))
    going = _begun(person, package)
    opening = _opened(going, key, item)
    if item in going.states:
        going.states[item] = fold(going.states[item])
        going.save(update_fields=["states"])
    if not _part(package, item)["tells_us"]:  # a page that never speaks to us is done when it was opened
        _keep(going, item, {"core": {"lesson_status": "completed"}})
    record(by, "package.opened", opening, package=package.pk)
    return opening


def _begun(person: Person, package: Package) -> PackageTry:
    """The try that the learner is in. What is offered can be begun."""
    going = PackageTry.objects.filter(person=person, package=package).order_by("-started_at").first()
    if going is None:
        if package.status != Package.Status.OFFERED:
            raise DomainError(_("This course is not offered any more. Pick another one."))
        going = PackageTry.objects.create(person=person, package=package, made_in_id=person.establishment_id)
    return going


def _opened(going: PackageTry, key: UUID, item: str) -> PackageOpening:
    """From now the older openings write nothing more."""
    if PackageOpening.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and have another go."))
    PackageOpening.objects.filter(package_try=going, ended_at=None).update(ended_at=clock.now())
    return PackageOpening.objects.create(pk=key, package_try=going, item=item)


@action(needs=Permission.LEARNING_DO)
def go_on(
    person: Person, *, key: UUID, package: Package, asked: str, target: str = "", by: Any
) -> tuple[PackageOpening | None, Outcome]:
    """Follow what a learner, or the content for them, asks of a course with rules. What opens, if anything does, and what came of it."""
    Person.objects.locked(person)
    if done := PackageOpening.objects.filter(pk=key, package_try__person=person, package_try__package=package).first():
        return done, Outcome()  # The same form sent twice: the page made the key.
    if not package.is_sequenced:
        raise DomainError(_("This part is not there any more. Go back to the list."))
    going = _begun(person, package)
    out = go(going, asked, target)
    opening = _opened(going, key, out.delivered.id) if out.delivered else None
    if opening is None and out.refused[:2] != "NB":  # the part that was open is over
        PackageOpening.objects.filter(package_try=going, ended_at=None).update(ended_at=clock.now())
    _claim(going)
    going.save(update_fields=["course", *CLAIMED])
    facts: dict[str, Any] = {"package": package.pk, "asked": asked, "refused": out.refused}
    record(by, "package.opened" if opening else "package.left", opening or going, **facts)
    return opening, out


@action(needs=Permission.LEARNING_DO)
def save_state(
    opening: PackageOpening, *, sequence: int, cmi: Mapping[str, Any], is_end: bool, by: Any
) -> PackageOpening:
    """Keep what the part leaves. Messages may come twice or late: only one that is newer than the last is kept."""
    going = PackageTry.objects.select_for_update().select_related("package").get(pk=opening.package_try_id)
    opening.refresh_from_db()
    if sequence <= opening.sequence:
        return opening
    if opening.ended_at:
        raise DomainError(_("This was opened again somewhere else. Go on there, or open it here again."))
    if len(json.dumps(cmi)) > MOST_STATE:
        raise DomainError(_("This is too much to save. Tell your tutor."))
    now = clock.now()
    silence = int((now - (opening.saved_at or opening.opened_at)).total_seconds())
    spent = max(0, min(silence, LONGEST_SILENCE))
    opening.sequence, opening.saved_at = sequence, now
    opening.seconds += spent
    opening.ended_at = now if is_end else None
    opening.save(update_fields=["sequence", "saved_at", "seconds", "ended_at"])
    going.seconds += spent
    ours = {"told": told_before(going.states.get(opening.item, {}), cmi), "was_ended": is_end}
    _keep(going, opening.item, {**cmi, **ours})
    record(by, "package.saved", opening, package=going.package_id, sequence=sequence, success=going.success)
    return opening


def _keep(going: PackageTry, item: str, cmi: dict[str, Any]) -> None:
    """The state of a part, and the claim that all parts make together. What was once complete stays so."""
    if going.package.is_sequenced:
        keep_stores(going, item, cmi)
    going.states[item] = cmi
    _claim(going)
    going.save(update_fields=["course", "seconds", *CLAIMED])


def _claim(going: PackageTry) -> None:
    now = clock.now()
    is_sequenced = going.package.is_sequenced
    claim = claim_of_course(going) if is_sequenced else claims_of(going.package.parts, going.states)
    if claim.is_complete and going.completed_at is None:
        going.completed_at = now
        going.is_too_quick = now - going.started_at < PLAUSIBLE
    going.success, going.score, going.last_at = claim.success, claim.score, now


def _part(package: Package, item: str) -> dict[str, Any]:
    return next(one for one in package.parts if one["id"] == item)
