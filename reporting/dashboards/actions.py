"""Asking for the caseload on paper, and throwing it away again."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.exports.paper import MOST_ON_PAPER, must_be_own, throw_away
from justice_portal.jobs.queue import enqueue
from reporting.dashboards.figures import Caseload, Wanted
from reporting.dashboards.jobs import make_caseload_print
from reporting.dashboards.models import CaseloadPrint


@action(needs=Permission.DASHBOARD_VIEW)
def ask_print(of: type[CaseloadPrint], *, key: UUID, wanted: Wanted, by: Any) -> CaseloadPrint:
    """Have a list made into a PDF. The page makes the key: two clicks give one. Raises DomainError for a list too long."""
    if done := of.objects.filter(pk=key).first():
        return must_be_own(done, by)
    _require_length(Caseload(by, wanted).count())
    asked, is_new = of.objects.get_or_create(pk=key, defaults={"asked_by": by, "wanted": wanted.kept()})
    if is_new:
        asked.job = enqueue(make_caseload_print, asked.pk, key=f"caseload-print:{asked.pk}", by=by)
        asked.save(update_fields=["job"])
        record(by, "dashboards.print_asked", asked, subjects=[], **wanted.facts)
    return must_be_own(asked, by)


@action(needs=Permission.DASHBOARD_VIEW)
def drop_print(made: CaseloadPrint, *, by: Any) -> CaseloadPrint:
    """Throw it away: the file, who was on it and what was typed to find them."""
    if throw_away(made):
        record(by, "dashboards.print_dropped", made, subjects=[])
    return made


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
