"""Work that the clock starts."""

import logging
from datetime import timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.exports.paper import too_old
from justice_portal.jobs.schedules import monthly, nightly
from justice_portal.people.models import Person
from reporting.dashboards.actions import drop_print
from reporting.dashboards.models import CaseloadPrint
from reporting.progress import actions

log = logging.getLogger(__name__)


@monthly(day=1, at="04:10", seconds=1800)
def monthly_reports() -> None:
    """Ask for last month's report of each person whose establishment says so.

    Each person is a piece of work of its own: a refusal is logged and the rest go on. Safe to run again.
    """
    to_on = clock.today().replace(day=1) - timedelta(days=1)
    from_on = to_on.replace(day=1)
    for person in (
        Person.objects.visible_to(SYSTEM).filter(establishment__monthly_reports=True).iterator(chunk_size=500)
    ):
        try:
            actions.ask_monthly_report(person, from_on=from_on, to_on=to_on, by=SYSTEM)
        except DomainError:
            log.warning("no monthly report person=%s", person.pk)


@nightly(at="02:40")
def drop_prints() -> None:
    """Throw away the caseloads that were made into a PDF more than a day ago: they are full of names, and old."""
    for made in too_old(CaseloadPrint.objects.all()).iterator(chunk_size=500):
        try:
            drop_print(made, by=SYSTEM)
        except DomainError:
            log.warning("not thrown away print=%s", made.pk)
