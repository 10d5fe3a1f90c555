"""Where a package is played: a host of its own, at an address that opens one package, for one opening, for a while (T09, T72)."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

from justice_portal import clock

#: An address works for so long: a lesson, and a lesson more. To open the part again makes another.
OPENS_FOR = timedelta(hours=3)
SALT = "learning.packages"
LONGEST = 500


@dataclass(frozen=True)
class Ticket:
    """What an address says. portal: the origin of the page around it. opening: none for somebody who only looks."""

    package: UUID
    portal: str
    opening: UUID | None = None

    def sealed(self) -> str:
        made_at = int(clock.now().timestamp())
        facts = [self.package.hex, self.opening.hex if self.opening else "", self.portal, made_at]
        return Signer(salt=SALT).sign_object(facts)


def ticket_of(sealed: str) -> Ticket | None:
    """What a sealed address says; nothing when it is old or not ours."""
    try:
        package, opening, portal, made_at = Signer(salt=SALT).unsign_object(sealed[:LONGEST])
    except (BadSignature, ValueError):
        return None
    age = clock.now().timestamp() - made_at
    if not -60 <= age <= OPENS_FOR.total_seconds():
        return None
    return Ticket(UUID(package), portal, UUID(opening) if opening else None)


def content_origin() -> str:
    """The origin of the second host, as a browser writes it."""
    return str(settings.PACKAGES_URL)


def content_host() -> str:
    return urlsplit(settings.PACKAGES_URL).netloc.lower()


def frame_address(ticket: Ticket) -> str:
    return f"{content_origin()}/p/{ticket.sealed()}/"
