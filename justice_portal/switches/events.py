from justice_portal.audit.events import Kind, declare

declare(Kind.ALTERATION, "switch.changed")
