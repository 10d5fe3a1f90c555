"""The address that opens a part (8.1), and where its token is fetched (8.2). All under the second host."""

import json
from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from learning.cmi5.course import activity_of, units_of
from learning.cmi5.models import Launch
from learning.packages.address import Ticket, content_origin
from learning.packages.models import Package

SALT = "learning.cmi5"
VERSION = "1.0.3"


def page_of(package: Package, unit: int, portal: str) -> str:
    """Where the page of a part is, sealed, with what its maker wrote after it."""
    return f"{content_origin()}/p/{Ticket(package.pk, portal).sealed()}/c/{units_of(package)[unit]['href']}"


def launch_address(launch: Launch) -> str:
    """The address with the five words of the standard."""
    ours = {
        "endpoint": f"{content_origin()}/xapi/{VERSION}",
        "fetch": f"{content_origin()}/cmi5/fetch/{Signer(salt=SALT).sign(launch.pk.hex)}",
        "actor": json.dumps(launch.registration.actor),
        "registration": str(launch.registration_id),
        "activityId": activity_of(launch.registration.package, launch.unit),
    }
    page, mark, fragment = launch.address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{urlencode(ours, quote_via=quote)}{mark}{fragment}"


def launch_named(sealed: str) -> UUID | None:
    """The launch whose token is asked for; nothing when the address is not one of ours."""
    try:
        return UUID(Signer(salt=SALT).unsign(sealed))
    except (BadSignature, ValueError):
        return None


def return_address(launch: Launch, language: str) -> str:
    """Where a part goes when it is done (10.2.6): inside a frame it stays on the second host."""
    registration = launch.registration
    if registration.tried_by_id is None and units_of(registration.package)[launch.unit]["method"] == "OwnWindow":
        return settings.SITE_URL + reverse("cmi5:course", args=[registration.package_id])
    return f"{content_origin()}/cmi5/done/{language}/"
