"""Where certificates are: in the folder that somebody takes with them."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from justice_portal.files import open_stored
from justice_portal.people.models import Person
from justice_portal.rights.keepsakes import Keepsake, take_along
from learning.certificates.models import Certificate


def certificates_of(person: Person, reader: Any) -> Iterator[Keepsake]:
    """Each certificate that stands, as a paper and as a badge."""
    rows = Certificate.objects.visible_to(reader).filter(person=person, status=Certificate.Status.READY)
    for one in rows:
        with open_stored(one.path) as paper:
            yield Keepsake(_("Certificates"), one.name.text, ".pdf", paper.read())
        yield Keepsake(_("Certificates"), one.name.text, ".json", json.dumps(one.badge, ensure_ascii=False).encode())


take_along(certificates_of)
