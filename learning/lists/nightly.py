"""Work that the clock starts."""

import logging

from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.exports.paper import too_old
from justice_portal.jobs.schedules import nightly
from learning.lists.actions import drop_list
from learning.lists.models import ListPrint

log = logging.getLogger(__name__)


@nightly(at="02:45")
def drop_list_prints() -> None:
    """Throw away the lists that were made into a PDF more than a day ago: they are full of names, and old."""
    for made in too_old(ListPrint.objects.all()).iterator(chunk_size=500):
        try:
            drop_list(made, by=SYSTEM)
        except DomainError:
            log.warning("not thrown away list=%s", made.pk)
