"""What is recorded about courses of cmi5."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "cmi5.begun", "cmi5.launched", "cmi5.token_given", "cmi5.read", "cmi5.heard")
declare(Kind.ALTERATION, "cmi5.tried", "cmi5.waived", "cmi5.abandoned")
declare(Kind.CONSULTATION, "cmi5.learners_viewed", "cmi5.statements_viewed")
declare(Kind.SECURITY, "cmi5.key_given")
