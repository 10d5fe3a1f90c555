"""The one way to send a notice, and the email that goes with it."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.accounts.models import User
from justice_portal.jobs.queue import enqueue
from justice_portal.notices.jobs import send_notice_email
from justice_portal.notices.kinds import KINDS
from justice_portal.notices.models import Notice
from justice_portal.switches.codes import is_on


def notify(user: User | None, kind: str, *, about: Model | None = None, by_email: bool = False) -> Notice | None:
    """Tell user that something of this kind happened, to this thing.

    Nobody is told about a thing that they may not see now, nor through an account that is closed or was never opened: then
    it is None. A second notice of the same kind about the same thing, while the first is unread, brings the first to the top.
    by_email also sends an email that says only that there is something new; no second one before the reader looked.
    Raises KeyError when no room declared the kind.
    """
    KINDS[kind]
    if user is None or not user.is_active or (about is not None and not _may_see(user, about)):
        return None
    what = {
        "user": user,
        "kind": kind,
        "about_type": about._meta.label_lower if about else "",
        "about_id": str(about.pk) if about else "",
    }
    with transaction.atomic():
        notice = _unread(what)
        if by_email:
            _email_once(user, notice)
    return notice


def _unread(what: dict[str, Any]) -> Notice:
    """The one unread notice of this kind about this thing, at the top. Locked, so that a reader's click comes after."""
    if notice := Notice.objects.select_for_update().filter(**what, read_at=None).first():
        notice.at = clock.now()
        notice.save(update_fields=["at"])
        return notice
    # Two senders at once: the second waits for the first, makes nothing, and takes the first one's.
    Notice.objects.bulk_create([Notice(**what)], ignore_conflicts=True)
    return Notice.objects.get(**what, read_at=None)


def seen(user: Any, about: Model) -> None:
    """The user opened the thing: what is new about it is new no more. For pages, beside their own record()."""
    Notice.objects.visible_to(user).about(about).unread().update(read_at=clock.now())


def _may_see(user: User, about: Model) -> bool:
    return type(about).objects.visible_to(user).filter(pk=about.pk).exists()  # type: ignore[attr-defined]


def _email_once(user: User, notice: Notice) -> None:
    waiting = Notice.objects.filter(user=user, read_at=None, emailed_at__isnull=False)
    if user.email and not waiting.exists() and is_on("notices.email"):
        Notice.objects.filter(pk=notice.pk).update(emailed_at=clock.now())
        enqueue(send_notice_email, notice.pk, key=f"notice-email:{notice.pk}", by=SYSTEM, once=True)


def anyone(users: Any, kind: str, *, about: Model | None = None, by_email: bool = False) -> list[User]:
    """Tell each of these users; those who were told."""
    return [user for user in users if notify(user, kind, about=about, by_email=by_email)]
