"""What the clock starts for messages: those for the morning go on, and drafts of a week ago go away."""

import logging
from datetime import timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.jobs.schedules import every, nightly
from mentoring.messages.actions import send_on
from mentoring.messages.drafts.actions import remove_draft
from mentoring.messages.drafts.models import Draft
from mentoring.messages.models import Message

log = logging.getLogger(__name__)


@every(timedelta(minutes=1))
def send_messages_on() -> None:
    """Messages whose hour has come, in the order in which they were written."""
    due = Message.objects.filter(status=Message.Status.LATER, goes_on_at__lte=clock.now()).order_by("sent_at", "pk")
    for message in due.select_related("thread__match__mentor", "thread__person__user", "author").iterator():
        try:
            send_on(message, by=SYSTEM)
        except DomainError:
            log.warning("a message was taken back meanwhile message=%s", message.pk)


@nightly(at="03:40")
def remove_old_drafts() -> None:
    for draft in Draft.objects.over().select_related("thread__match", "thread__person", "author").iterator():
        remove_draft(draft, by=SYSTEM)
