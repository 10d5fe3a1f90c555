"""What is recorded about marking."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "answer.marked")
declare(Kind.CONSULTATION, "marking.viewed", "answer.viewed")
