"""What is recorded about certificates."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "certificate.asked", "certificate.ready")
declare(Kind.ALTERATION, "certificate.withdrawn")
declare(Kind.CONSULTATION, "certificate.viewed", "transcript.viewed")
declare(Kind.DISCLOSURE, "certificate.taken")
