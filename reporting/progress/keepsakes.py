"""Progress reports go into the folder that somebody takes with them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from justice_portal.files import open_stored
from justice_portal.people.models import Person
from justice_portal.rights.keepsakes import Keepsake
from reporting.progress.models import ProgressReport

MOST = 40


def reports_of(person: Person, reader: Any) -> Iterator[Keepsake]:
    """The finished reports, the newest first; one whose file is gone is left out."""
    ready = ProgressReport.objects.visible_to(reader).filter(person=person, status=ProgressReport.Status.READY)
    for one in ready.exclude(path="").order_by("-to_on", "-id")[:MOST]:
        try:
            with open_stored(one.path) as file:
                content = file.read()
        except FileNotFoundError:
            continue
        yield Keepsake(_("Reports"), _("Report to %(day)s") % {"day": one.to_on}, ".pdf", content)
