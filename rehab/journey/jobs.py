"""Background work: the leaving pack."""

import json
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_noop

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, require
from justice_portal.accounts.adapters import seal
from justice_portal.audit.log import record
from justice_portal.files import store
from justice_portal.jobs.lease import finishing_job, progress
from justice_portal.jobs.registry import job
from justice_portal.notify import notify
from justice_portal.states import move
from rehab.journey.models import LeavingPack
from rehab.journey.pack import facts_of
from rehab.journey.render import as_pdf


@job(seconds=120, needs=Permission.PHONE_GIVE)
def make_leaving_pack(pack_id: str, sealed: str, *, asked_by: Any) -> None:
    """Make it, with what who asked may see now. The code comes sealed: who reads the table of jobs reads no code."""
    rows = LeavingPack.objects.visible_to(asked_by).select_related("person__delivery_unit", "asked_by")
    pack = rows.get(pk=pack_id)
    if pack.is_ready:
        with finishing_job():
            return
    require(asked_by, Permission.PHONE_GIVE, pack.person)
    progress(1, 3, gettext_noop("Collecting the facts"))
    code = json.loads(seal().decrypt(sealed.encode()))["code"]
    with translation.override(pack.language):
        facts = facts_of(pack.person, reader=asked_by)
    progress(2, 3, gettext_noop("Setting the pages"))
    paper = as_pdf(facts, code=code, made_at=clock.now(), asked_by=pack.asked_by, language=pack.language)
    kept = store(paper, suffix=".pdf", kept_in="rehab.LeavingPack.path")
    with finishing_job():
        move(pack, LeavingPack.Status.READY, path=kept.name, sha256=kept.sha256, ready_at=clock.now())
        record(SYSTEM, "journey.pack_ready", pack)
        notify(pack.asked_by, "journey.pack_ready", about=pack)
