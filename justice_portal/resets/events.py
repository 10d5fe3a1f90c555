from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "account.passphrase_letter", "account.passphrase_taken")
