"""Keeping words for later, and removing them after a week."""

from typing import Any

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from mentoring.matching.threads.models import Thread
from mentoring.messages.drafts.models import Draft
from mentoring.messages.notice_kinds import kind_for


@action(needs=Permission.MESSAGE_SEND)
def keep_draft(thread: Thread, *, words: str, by: Any) -> Draft:
    """Keep what was begun in this thread, in place of what was kept before."""
    if why := thread.why_closed():
        raise DomainError(why)
    draft, _is_new = Draft.objects.update_or_create(
        thread=thread, author=by, defaults={"words": words, "saved_at": clock.now()}
    )
    record(by, "messages.draft_kept", draft, subjects=[thread.person_id], thread=thread)
    return draft


@action(needs=Permission.MESSAGE_VIEW)
def remove_draft(draft: Draft, *, by: Any) -> None:
    """A week has passed: the words go, and their writer is told."""
    gone, _each = Draft.objects.filter(pk=draft.pk).over().delete()
    if not gone:
        return
    thread = draft.thread
    record(by, "messages.draft_removed", draft, subjects=[thread.person_id], thread=thread)
    notify(draft.author, kind_for(thread, draft.author_id, "messages.draft_gone"), about=thread)
