"""The documents that outside courses keep: states, profiles of agents and of activities (Communication 2.2 to 2.7).

Who writes says which revision it knows (If-Match), or that there is none (If-None-Match: *).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from justice_portal import clock
from learning.xapi import shapes
from learning.xapi.finding import read_agent
from learning.xapi.models import Document, Provider, digest
from learning.xapi.parts import media_type
from learning.xapi.problems import Conflict, Refused
from learning.xapi.reading import read_json
from learning.xapi.storing import people_named

Kind = Document.Kind
#: The parameters of each kind: those that say where, and the one that says which.
PLACES: dict[str, tuple[str, ...]] = {
    Kind.STATE: ("activityId", "agent"),
    Kind.AGENT_PROFILE: ("agent",),
    Kind.ACTIVITY_PROFILE: ("activityId",),
}
NAMES = {Kind.STATE: "stateId", Kind.AGENT_PROFILE: "profileId", Kind.ACTIVITY_PROFILE: "profileId"}
LARGEST = 1024 * 1024


@dataclass(frozen=True)
class Where:
    """A place for documents and, when name is given, one of them."""

    kind: str
    place: str
    actor: Mapping[str, Any] | None
    registration: UUID | None
    name: str | None
    since: str | None

    def rows(self, provider: Provider) -> QuerySet[Document]:
        found = Document.objects.filter(provider=provider, place=self.place)
        if self.name is not None:
            return found.filter(name_hash=digest(self.name), registration=self.registration)
        if self.registration:
            found = found.filter(registration=self.registration)
        return found.filter(updated_at__gt=self.since) if self.since else found


@dataclass(frozen=True)
class How:
    """merge: join to what is there (POST). match, none_match: the headers, or nothing."""

    version: str
    merge: bool = False
    match: str = ""
    none_match: str = ""


def read_where(kind: str, given: Mapping[str, str], *, needs_name: bool) -> Where:
    """Raises Refused for parameters that are missing, unknown, or not as the standard has them."""
    name = NAMES[Kind(kind)]
    known = {*PLACES[kind], name, "since"} | ({"registration"} if kind == Kind.STATE else set())
    if unknown := set(given) - known:
        raise Refused(f"This parameter is not known: {min(unknown)[:60]}")
    for each in (*PLACES[kind], *([name] if needs_name else [])):
        if each not in given:
            raise Refused(f"{each} is missing.")
    parts = [kind]
    if "activityId" in given:
        shapes.iri(given["activityId"], "activityId")
        parts.append(given["activityId"])
    if "agent" in given:
        parts.append(read_agent(given["agent"], "agent"))
    if "registration" in given:
        shapes.uuid(given["registration"], "registration")
    return Where(
        kind,
        digest(*parts),
        read_json(given["agent"], "agent") if "agent" in given else None,
        UUID(given["registration"]) if "registration" in given else None,
        given.get(name),
        shapes.read_moment(given["since"], "since").isoformat() if "since" in given else None,
    )


def write(provider: Provider, where: Where, content: bytes, content_type: str, how: How) -> Document:
    """Put a document, or join it to the one that is there."""
    if len(content) > LARGEST:
        raise Refused("The document is too large.", 413)
    held = Provider.objects.select_for_update().get(pk=provider.pk)
    kept = where.rows(held).first()
    check_revision(kept, how)
    if not how.merge and not (how.match or how.none_match):
        _without_revision(kept, where, how)
    if how.merge:
        content = _joined(kept, content, content_type)
    size = len(content) - (len(kept.content) if kept else 0)
    if held.bytes_kept + size > held.most_bytes:
        raise Refused("That is more than this key may keep here.", 413)
    Provider.objects.filter(pk=held.pk).update(bytes_kept=max(held.bytes_kept + size, 0))
    if kept:
        kept.content, kept.content_type, kept.updated_at = content, content_type, clock.now()
        kept.save(update_fields=["content", "content_type", "updated_at"])
        return kept
    return Document.objects.create(
        provider=held,
        person_id=_person(held, where),
        kind=where.kind,
        place=where.place,
        registration=where.registration,
        name=where.name,
        name_hash=digest(where.name),
        content_type=content_type,
        content=content,
    )


def _person(provider: Provider, where: Where) -> UUID | None:
    return next(iter(people_named(provider, [{"actor": where.actor}]).values()), None) if where.actor else None


def _without_revision(kept: Document | None, where: Where, how: How) -> None:
    """Whoever puts a document without a word about revisions. Here the versions differ: 1.0.3 lets a state be written
    over, and a profile not even be begun; 2.0 lets any be begun, and none be written over.
    """
    is_free = where.kind == Kind.STATE and not how.version.startswith("2.")
    if kept and not is_free:
        raise Conflict("The document is there already: say with If-Match which revision of it you know.")
    if not kept and not is_free and not how.version.startswith("2."):
        raise Refused("Say If-None-Match: * to begin a document.")


def check_revision(kept: Document | None, how: How) -> None:
    """Raises Refused (412) when the document is not as who writes thinks."""
    tags = [one.strip().removeprefix("W/") for one in how.match.split(",")]
    if how.match and (kept is None or not ({"*", kept.etag} & set(tags))):
        raise Refused("The document was changed since.", 412)
    nones = [one.strip().removeprefix("W/") for one in how.none_match.split(",")]
    if how.none_match and kept is not None and {"*", kept.etag} & set(nones):
        raise Refused("The document is there already.", 412)


def _joined(kept: Document | None, content: bytes, content_type: str) -> bytes:
    """Both documents as one, one level deep; only where both are objects in JSON."""
    is_json = media_type(content_type)[0] == "application/json"
    if is_json and not isinstance(read_json(content), dict):
        raise Refused("The document is not an object in JSON.")
    if kept is None:
        return content
    old = read_json(bytes(kept.content)) if media_type(kept.content_type)[0] == "application/json" else None
    if not is_json or not isinstance(old, dict):
        raise Refused("Only documents that are objects in JSON can be joined.")
    return json.dumps({**old, **read_json(content)}, ensure_ascii=False).encode()


def remove(provider: Provider, where: Where, how: How) -> tuple[set[UUID], int]:
    """Remove one document or, without a name, all of a place; whose they were, and how many."""
    held = Provider.objects.select_for_update().get(pk=provider.pk)
    rows = list(where.rows(held))
    if where.name is not None:
        check_revision(rows[0] if rows else None, How(how.version, match=how.match))
    size = sum(len(row.content) for row in rows)
    Document.objects.filter(pk__in=[row.pk for row in rows]).delete()
    Provider.objects.filter(pk=held.pk).update(bytes_kept=max(held.bytes_kept - size, 0))
    return {row.person_id for row in rows if row.person_id}, len(rows)
