"""What the doors record."""

from justice_portal.audit.events import Kind, declare

declare(
    Kind.SECURITY,
    "account.signed_in",
    "account.sign_in_failed",
    "account.locked",
    "account.signed_out",
    "account.session_ended",
    "account.shut_zone",
    "account.second_factor_added",
    "account.second_factor_failed",
    "account.second_factor_removed",
    "account.recovery_codes_made",
    "account.passphrase_reset",
    "account.opened",
    "account.changed",
    "account.closed",
    "account.reopened",
    "account.own_passphrase_changed",
    "account.own_sessions_ended",
    "account.attempts_forgotten",
    "role.asked",
    "role.granted",
    "role.ended",
)
declare(Kind.CONSULTATION, "account.listed")
