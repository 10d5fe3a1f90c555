"""What pages show about notices without opening the list."""

from django.db.models import Count, QuerySet, Window

from justice_portal.accounts.models import User
from justice_portal.notices.models import Notice
from justice_portal.prepared import prepared

#: Where a request's user holds how many notices were listed; the next request has a user of its own.
LISTED = "notices_listed"


def unread_count(user: User) -> int:
    """How many notices are new, for the header of every page: one query, unless this request has just read them."""
    listed: int | None = getattr(user, LISTED, None)
    return _count.first(user) or 0 if listed is None else listed


def unread(user: User) -> list[Notice]:
    """Every notice that is new, the newest first: one query, for home, which counts and groups them."""
    found = new_notices(user)
    setattr(user, LISTED, len(found))
    return found


@prepared
def new_notices(user: User) -> QuerySet[Notice]:
    return Notice.objects.visible_to(user).unread()


@prepared
def _count(user: User) -> QuerySet[Notice]:
    unread = Notice.objects.visible_to(user).unread().order_by()
    return unread.annotate(count=Window(Count("*"))).values_list("count", flat=True)[:1]
