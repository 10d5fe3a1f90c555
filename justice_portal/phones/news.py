"""Telling somebody on their own phone that there is something new. Never what (T10)."""

from justice_portal.access import SYSTEM
from justice_portal.jobs.queue import enqueue
from justice_portal.phones.jobs import send_news
from justice_portal.phones.models import OwnPhone


def post_news(phone: OwnPhone, *, occasion: str) -> None:
    """Send it, once for each occasion."""
    enqueue(send_news, phone.pk, key=f"news:{phone.pk}:{occasion}", by=SYSTEM, once=True)
