"""What pages show about notices without opening the list."""

from justice_portal.accounts.models import User
from justice_portal.notices.models import Notice


def unread_count(user: User) -> int:
    """How many notices are new: one query, for the header of every page."""
    return Notice.objects.visible_to(user).unread().count()


def unread(user: User) -> list[Notice]:
    """Every notice that is new, the newest first: one query, for home, which counts and groups them."""
    return list(Notice.objects.visible_to(user).unread())
