"""Which decisions are looked at again: by lot, so that nobody can know beforehand, and everybody can check afterwards."""

from uuid import UUID

from django.utils.crypto import salted_hmac

OF = 10_000


def is_drawn(hold: UUID, percent: int) -> bool:
    """Whether the lot falls on this decision. It hangs on a secret of the product: who knows the key of a hold knows nothing."""
    number = int.from_bytes(salted_hmac("mentoring.moderation.lot", str(hold)).digest()[:8])
    return number % OF < percent * OF // 100
