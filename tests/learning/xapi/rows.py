"""Rows for the access matrix and the record of a person: what an outside course told of them, and keeps."""

import json

from django.conf import settings

from justice_portal.access import SYSTEM
from learning.xapi.actions import name_for, open_provider, store_statements, write_document
from learning.xapi.documents import How, read_where
from learning.xapi.models import Document, Provider
from learning.xapi.parts import Attached
from tests.learning.xapi.conftest import ATTACHMENT, statement


def rows(world, state, person):
    provider = Provider.objects.first() or open_provider(Provider, name="Outside course", by=SYSTEM)[0]
    known = name_for(person, provider=provider, by=SYSTEM)
    actor = {"account": {"homePage": settings.SITE_URL, "name": str(known.pk)}}
    files = {ATTACHMENT["sha2"]: Attached(ATTACHMENT["sha2"], b"paper", "text/plain")}
    told = statement(actor=actor, attachments=[ATTACHMENT])
    store_statements(provider, statements=[told], files=files, version="2.0.0", by=SYSTEM)
    where = read_where(
        Document.Kind.AGENT_PROFILE,
        {
            "agent": json.dumps(actor),
            "profileId": "likes",
        },
        needs_name=True,
    )
    write_document(
        provider,
        where=where,
        content=b"{}",
        content_type="application/json",
        how=How("2.0.0", none_match="*"),
        by=SYSTEM,
    )
    return {"xapi_version": "2.0", "xapi_token": "no-such-page"}
