from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "phone.code_made", "phone.invited", "phone.account_opened", "phone.joined", "phone.stopped")
declare(Kind.CONSULTATION, "phone.viewed")
