"""The badge: Open Badges 3.0, signed `eddsa-rdfc-2022`. It can be checked without us, and says nothing of custody."""

from datetime import UTC
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation

from justice_portal.accounts.adapters import seal
from learning.certificates.models import Certificate, IssuerKey

#: Who gives certificates, in the world outside. Not the name of this product, nor of any prison.
ISSUER = "Open Learning Register"
CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)
REVOCATION = "1EdTechRevocationList"


def signing_key() -> bytes:
    """The private key, as PEM: made when the first badge is signed, and kept sealed."""
    if (kept := IssuerKey.objects.first()) is None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('badge key'))")
            kept = IssuerKey.objects.first() or _new_key()
    return seal().decrypt(kept.private.encode())


def _new_key() -> IssuerKey:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return IssuerKey.objects.create(private=seal().encrypt(pem).decode())


def signed(certificate: Certificate) -> dict[str, Any]:
    """The badge of a certificate, with its proof. Raises the library's error for what a proof would not cover."""
    from openbadgeslib.ob3.ldp import OB3LdpSigner, add_data_integrity_proof  # noqa: PLC0415 - slow to load, jobs only

    pem = signing_key()
    method = OB3LdpSigner(pem).verification_method
    document = credential(certificate, issuer=method.partition("#")[0])
    found: dict[str, Any] = add_data_integrity_proof(document, pem, method, created=certificate.asked_at)
    return found


def credential(certificate: Certificate, *, issuer: str) -> dict[str, Any]:
    """What is signed. issuer: its did:key, which is the public key itself, so that nobody has to ask us for it."""
    language = certificate.language
    title = certificate.title.get(language) or certificate.title["en"]
    with translation.override(language):
        level = certificate.get_level_display()
    lessons = "; ".join(certificate.lessons)
    return {
        "@context": list(CONTEXTS),
        "id": certificate.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": title,
        "issuer": {"id": issuer, "type": ["Profile"], "name": ISSUER},
        "validFrom": certificate.asked_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": {
            "id": certificate.subject.urn,
            "type": ["AchievementSubject"],
            "achievement": {
                "id": certificate.enrolment.version_id.urn,
                "type": ["Achievement"],
                "achievementType": "Course",
                "name": title,
                "description": f"{title}. {level}.",
                "inLanguage": language,
                "criteria": {"narrative": lessons},
            },
        },
        "credentialStatus": {"id": settings.SITE_URL + reverse("certificates:revoked"), "type": REVOCATION},
    }


def revocation_list(addresses: list[str]) -> dict[str, Any]:
    """Badges that do not stand any more. It names them, and nobody."""
    return {
        "id": settings.SITE_URL + reverse("certificates:revoked"),
        "issuer": ISSUER,
        "revokedCredentials": [{"id": one, "revoked": True} for one in addresses],
    }
