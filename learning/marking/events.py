"""What is recorded about marking."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "answer.marked", "answer.photo_added")
declare(Kind.CONSULTATION, "marking.viewed", "answer.viewed", "answer.photo_viewed")
declare(Kind.ERASURE, "answer.photo_removed")
