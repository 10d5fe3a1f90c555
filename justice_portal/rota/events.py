from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "rota.loaded")
declare(Kind.SECURITY, "rota.signed_in_off_shift")
