"""What is recorded about the estate."""

from justice_portal.audit.events import Kind, declare

declare(
    Kind.ALTERATION,
    "estate.register_imported",
    "estate.probation_imported",
)
