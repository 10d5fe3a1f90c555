"""Opening a thread with staff, handing it to a colleague, and keeping it with whoever works with the person now."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.people.models import Allocation, Person
from justice_portal.protected.models import Connection
from mentoring.matching.threads.models import Thread
from mentoring.matching.threads.staffed import BY_ROLE, colleagues_of
from mentoring.talks.choices import Choice


@action(needs=Permission.MESSAGE_SEND)
def open_own_talk(person: Person, *, choice: Choice, by: Any) -> Thread:
    """The person begins to write with one of their staff, or with a department; the thread that is there is the one."""
    thread, is_new = _opened(person, choice)
    if not thread.is_answered():
        raise DomainError(_("Nobody can answer there now. Choose someone else."))
    if is_new:
        record(by, "talks.opened", thread, subjects=[person], kind=thread.kind)
    return thread


@action(needs=Permission.TALK)
def open_talk(person: Person, *, choice: Choice, by: Any) -> Thread:
    """A member of staff begins to write with a person: as what they are for that person, and nothing else."""
    if person.user_id is None:
        raise DomainError(_("This person cannot sign in yet. Give them an account first."))
    thread, is_new = _opened(person, choice)
    if not Thread.objects.within(by, Permission.MESSAGE_SEND).filter(pk=thread.pk).exists():
        raise PermissionDenied
    if is_new:
        record(by, "talks.opened", thread, subjects=[person], kind=thread.kind)
    return thread


def _opened(person: Person, choice: Choice) -> tuple[Thread, bool]:
    """The person's row is held meanwhile: of two that begin at once, the second finds the thread of the first."""
    Person.objects.locked(person)
    which: dict[str, Any] = {"person": person, "kind": choice.kind, "department_id": choice.department}
    if choice.kind not in BY_ROLE:
        which["staff_id"] = choice.staff
    there = Thread.objects.filter(**which).order_by("-opened_at", "-pk").first()
    if there:
        return there, False
    which["staff_id"] = choice.staff
    return Thread.objects.create(**which, made_in_id=person.establishment_id), True


@action(needs=Permission.MESSAGE_SEND)
def hand_over(thread: Thread, *, to: User, by: Any) -> Thread:
    """Let a colleague answer. Whoever holds the role for the person still sees it, and can take it back."""
    _must_be_staff(thread, by)
    if not colleagues_of(thread, by).filter(pk=to.pk).exists():
        raise DomainError(_("Choose one of the colleagues in the list."))
    if thread.handed_to_id == to.pk:
        return thread
    is_back = to.pk == thread.staff_id
    given: dict[str, Any] = {"handed_to": None, "handed_at": None, "handed_by": None}
    if not is_back:
        given = {"handed_to": to.pk, "handed_at": clock.now(), "handed_by": by.pk}
    Thread.objects.filter(pk=thread.pk).update(**given)
    if not Thread.objects.within(to, Permission.MESSAGE_SEND).filter(pk=thread.pk).exists():
        raise DomainError(_("This colleague may not see this person now."))
    record(by, "talks.handed", thread, subjects=[thread.person_id], to=to, before=thread.handed_to_id)
    thread.refresh_from_db(fields=["handed_to", "handed_at", "handed_by"])
    notify(to, "talks.handed", about=thread)
    if not thread.is_with_department:
        notify(thread.person.user, "talks.new_worker", about=thread)
    return thread


@action(needs=Permission.MESSAGE_SEND)
def settle_talk(thread: Thread, *, by: Any) -> Thread:
    """What the person wrote needs no answer: it waits no more."""
    _must_be_staff(thread, by)
    if Thread.objects.filter(pk=thread.pk, waiting_at__isnull=False).update(waiting_at=None):
        record(by, "talks.settled", thread, subjects=[thread.person_id], waited_since=thread.waiting_at)
    return thread


@action(needs=Permission.TALK)
def follow_workers(model: type[Thread], *, people: Iterable[UUID], by: Any) -> list[Thread]:
    """Threads with a role go to whoever holds it for the person now; the person and the new one are told.

    The history stays: the new one reads what was written, as they read the rest of the record. Sight of the one before
    ended with their role, whether or not this ran.
    """
    rows = model.objects.filter(person__in=list(people), kind__in=BY_ROLE).select_related("person__user")
    changed = []
    for thread in rows.order_by("pk"):
        worker = _worker(thread)
        if worker == thread.staff_id:
            continue
        before, thread.staff_id = thread.staff_id, worker
        cleared = {"handed_to": None, "handed_at": None, "handed_by": None}
        model.objects.filter(pk=thread.pk).update(staff=worker, **cleared)
        record(by, "talks.followed", thread, subjects=[thread.person_id], before=before, to=worker)
        if worker:
            notify(thread.person.user, "talks.new_worker", about=thread)
            notify(User.objects.get(pk=worker), "talks.taken_on", about=thread)
        changed.append(thread)
    return changed


def _worker(thread: Thread) -> UUID | None:
    """Who holds the role for the person now, if the two are not kept apart."""
    live = Allocation.objects.live().filter(person=thread.person_id, role=thread.kind)
    if thread.kind != Thread.Kind.COM:
        live = live.filter(establishment=thread.person.establishment_id)
    apart = Connection.objects.shut().filter(person=thread.person_id).values("user")
    return live.exclude(user__in=apart).values_list("user", flat=True).first()


def _must_be_staff(thread: Thread, by: Any) -> None:
    if not thread.is_staffed or thread.is_by_person(by.pk):
        raise PermissionDenied
