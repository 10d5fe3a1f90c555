"""What is recorded about backups: a copy of everything is given out, and proved."""

from justice_portal.audit.events import Kind, declare

declare(Kind.DISCLOSURE, "backup.made")
declare(Kind.SECURITY, "backup.drilled")
declare(Kind.ERASURE, "backup.anonymised")
