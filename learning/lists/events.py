"""What is recorded about lists that are taken away."""

from justice_portal.audit.events import Kind, declare

declare(Kind.DISCLOSURE, "lists.exported", "lists.print_downloaded")
declare(Kind.ALTERATION, "lists.print_asked", "lists.print_ready", "lists.print_dropped")
