"""Notices are marked as read; they are made by justice_portal.notify."""

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.notices.models import Notice


@action(needs=Permission.NOTICE_VIEW)
def mark_read(notice: Notice, *, by: User) -> Notice:
    """Mark one notice as read. Reading it twice is reading it."""
    if Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now()):
        record(by, "notice.read", notice, kind=notice.kind)
    return notice


@action(needs=Permission.NOTICE_VIEW)
def mark_all_read(of: type[Notice], *, by: User) -> int:
    """Mark everything that is new for `by` as read."""
    count = of.objects.visible_to(by).unread().update(read_at=clock.now())
    if count:
        record(by, "notice.all_read", of, count=count)
    return count
