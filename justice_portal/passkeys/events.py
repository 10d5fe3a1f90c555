from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "passkey.added", "passkey.removed", "passkey.refused", "passkey.counter_fell")
