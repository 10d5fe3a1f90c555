from justice_portal.audit.events import Kind, declare

declare(Kind.CONSULTATION, "notice.read", "notice.all_read")
