from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "export.asked")
