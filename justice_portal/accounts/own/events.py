"""What happens to one's own account."""

from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "account.own_passphrase_changed", "account.own_sessions_ended")
