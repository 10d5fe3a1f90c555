"""The record store's own changes: who may use it, what they say, and the documents that they keep."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from learning.xapi import documents, storing
from learning.xapi.models import Document, KnownAs, Provider, secret_hash
from learning.xapi.parts import Attached


@action(needs=Permission.COURSE_EDIT)
def open_provider(kind: type[Provider], *, name: str, by: Any) -> tuple[Provider, str]:
    """A new provider and its secret, which is told once and never again."""
    secret = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            provider = kind.objects.create(name=name, key=secrets.token_hex(10), secret_hash=secret_hash(secret))
    except IntegrityError:
        raise DomainError(_("There is a provider of this name. End it, or choose another name.")) from None
    record(by, "xapi.provider_opened", provider)
    return provider, secret


@action(needs=Permission.COURSE_EDIT)
def end_provider(provider: Provider, *, by: Any) -> Provider:
    """Its key opens nothing any more, from now. What it told us stays."""
    if Provider.objects.live().filter(pk=provider.pk).update(ended_at=clock.now()):
        record(by, "xapi.provider_ended", provider)
    provider.refresh_from_db()
    return provider


@action(needs=Permission.LEARNING_DO)
def name_for(person: Person, *, provider: Provider, by: Any) -> KnownAs:
    """The name by which this provider may speak of the person: made on first use, at random."""
    if known := KnownAs.objects.filter(person=person, provider=provider).first():
        return known
    try:
        with transaction.atomic():
            known = KnownAs.objects.create(pk=uuid4(), person=person, provider=provider)
    except IntegrityError:  # two launches at once
        return KnownAs.objects.get(person=person, provider=provider)
    record(by, "xapi.name_given", known, provider=provider)
    return known


@action(needs=Permission.LEARNING_DO)
def store_statements(
    provider: Provider, *, statements: Sequence[dict[str, Any]], files: Mapping[str, Attached], version: str, by: Any
) -> list[str]:
    """Keep them all, each once, or none; gives their ids. Raises Refused or Conflict."""
    stored = storing.store(provider, statements, files, version)
    record(
        by, "xapi.statements_received", provider, subjects=sorted(stored.people), new=stored.new, sent=len(stored.ids)
    )
    return stored.ids


@action(needs=Permission.LEARNING_DO)
def write_document(
    provider: Provider, *, where: documents.Where, content: bytes, content_type: str, how: documents.How, by: Any
) -> Document:
    """Keep a document, or join it to the one that is there. Raises Refused or Conflict."""
    kept = documents.write(provider, where, content, content_type, how)
    record(by, "xapi.document_written", provider, subjects=[kept.person_id], document=kept.pk, of=kept.kind)
    return kept


@action(needs=Permission.LEARNING_DO)
def remove_documents(provider: Provider, *, where: documents.Where, how: documents.How, by: Any) -> int:
    """Remove one document or, without a name, all of a place; gives how many. Raises Refused."""
    people, count = documents.remove(provider, where, how)
    record(by, "xapi.documents_removed", provider, subjects=sorted(people), count=count)
    return count
