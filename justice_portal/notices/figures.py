"""What pages show about notices without opening the list."""

from justice_portal.accounts.models import User
from justice_portal.notices.models import Notice


def unread_count(user: User) -> int:
    """How many notices are new: one query, for the header of every page."""
    return Notice.objects.visible_to(user).unread().count()


def newest_unread(user: User, limit: int = 3) -> list[Notice]:
    """The newest notices that are not read yet, for the home page."""
    return list(Notice.objects.visible_to(user).unread()[:limit])
