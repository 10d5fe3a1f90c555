"""The email that goes with a notice."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from justice_portal.jobs.registry import job
from justice_portal.notices.models import Notice
from justice_portal.post import send_email


@job(seconds=30)
def send_notice_email(notice_id: UUID | str, *, asked_by: Any) -> None:
    """Write to whom the notice is for, unless they read it in the meantime.

    Never a name, never what it is about: a lost phone shows it to anyone (T10).
    """
    notice = Notice.objects.visible_to(asked_by).unread().select_related("user").filter(pk=notice_id).first()
    if notice is None or not notice.user.is_active or not notice.user.email:
        return
    with translation.override(notice.user.language):
        send_email(
            notice.user.email, _("You have something new"), _("You have something new. Sign in."), settings.SITE_URL
        )
