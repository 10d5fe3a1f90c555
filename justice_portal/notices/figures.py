"""What pages show about notices without opening the list."""

from django.db.models import Count, QuerySet, Window

from justice_portal.accounts.models import User
from justice_portal.notices.models import Notice
from justice_portal.prepared import prepared


def unread_count(user: User) -> int:
    """How many notices are new: one query, for the header of every page."""
    return _count.first(user) or 0


def unread(user: User) -> list[Notice]:
    """Every notice that is new, the newest first: one query, for home, which counts and groups them."""
    return _unread(user)


@prepared
def _unread(user: User) -> QuerySet[Notice]:
    return Notice.objects.visible_to(user).unread()


@prepared
def _count(user: User) -> QuerySet[Notice]:
    unread = Notice.objects.visible_to(user).unread().order_by()
    return unread.annotate(count=Window(Count("*"))).values_list("count", flat=True)[:1]
