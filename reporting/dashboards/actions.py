"""Asking for the caseload on paper, and throwing it away again."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.files import delete_stored
from justice_portal.jobs.queue import enqueue
from justice_portal.states import move
from reporting.dashboards.figures import Caseload, Wanted
from reporting.dashboards.jobs import make_caseload_print
from reporting.dashboards.models import CaseloadPrint
from reporting.dashboards.render import MOST_ON_PAPER


@action(needs=Permission.DASHBOARD_VIEW)
def ask_print(of: type[CaseloadPrint], *, key: UUID, wanted: Wanted, by: Any) -> CaseloadPrint:
    """Have a list made into a PDF. The page makes the key: two clicks give one. Raises DomainError for a list too long."""
    if done := of.objects.filter(pk=key).first():
        return _own(done, by)
    _require_length(Caseload(by, wanted).count())
    asked, is_new = of.objects.get_or_create(pk=key, defaults={"asked_by": by, "wanted": wanted.kept()})
    if is_new:
        asked.job = enqueue(make_caseload_print, asked.pk, key=f"caseload-print:{asked.pk}", by=by)
        asked.save(update_fields=["job"])
        record(by, "dashboards.print_asked", asked, subjects=[], **wanted.facts)
    return _own(asked, by)


@action(needs=Permission.DASHBOARD_VIEW)
def drop_print(made: CaseloadPrint, *, by: Any) -> CaseloadPrint:
    """Throw it away: the file, who was on it and what was typed to find them."""
    if made.status == CaseloadPrint.Status.DROPPED:
        return made
    path = made.path
    move(made, CaseloadPrint.Status.DROPPED, path="", sha256="", size=0, wanted={}, subjects=[])
    if path:
        delete_stored(path)
    record(by, "dashboards.print_dropped", made, subjects=[])
    return made


def _own(found: CaseloadPrint, by: Any) -> CaseloadPrint:
    if found.asked_by_id != by.pk:
        raise DomainError(_("This page is too old. Open it again, then send."))
    return found


def _require_length(count: int) -> None:
    if not count:
        raise DomainError(_("Nobody is on this list."))
    if count > MOST_ON_PAPER:
        message = ngettext(
            "This list has %(count)s person. On paper it can have %(most)s: choose a wing or a worker first.",
            "This list has %(count)s people. On paper it can have %(most)s: choose a wing or a worker first.",
            count,
        )
        raise DomainError(message % {"count": f"{count:,}", "most": MOST_ON_PAPER})
