"""Asking for a list on paper, and throwing it away again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import learning.lists.events  # noqa: F401
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.exports.paper import MOST_ON_PAPER, must_be_own, throw_away
from justice_portal.jobs.queue import enqueue
from learning.lists.jobs import make_list_print
from learning.lists.kinds import ListKind
from learning.lists.models import ListPrint


@action(needs=Permission.LEARNING_ASSIGN)
def ask_list(of: type[ListPrint], *, key: UUID, kind: ListKind, wanted: Mapping[str, str], by: Any) -> ListPrint:
    """Have a list made into a PDF. The page makes the key: two clicks give one."""
    if done := of.objects.filter(pk=key).first():
        return must_be_own(done, by)
    count = len(kind.build(by, wanted).rows)
    if not count:
        raise DomainError(_("Nobody is on this list."))
    if count > MOST_ON_PAPER:
        message = _("This list has %(count)s rows. On paper it can have %(most)s: narrow it first.")
        raise DomainError(message % {"count": count, "most": MOST_ON_PAPER})
    asked, is_new = of.objects.get_or_create(
        pk=key, defaults={"asked_by": by, "kind": kind.code, "wanted": dict(wanted)}
    )
    if is_new:
        asked.job = enqueue(make_list_print, asked.pk, key=f"list-print:{asked.pk}", by=by)
        asked.save(update_fields=["job"])
        record(by, "lists.print_asked", asked, subjects=[], list=kind.code)
    return must_be_own(asked, by)


@action(needs=Permission.LEARNING_ASSIGN)
def drop_list(made: ListPrint, *, by: Any) -> ListPrint:
    """Throw it away: the file and who was on it."""
    if throw_away(made):
        record(by, "lists.print_dropped", made, subjects=[])
    return made
