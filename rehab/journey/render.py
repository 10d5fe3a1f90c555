"""The leaving pack as a tagged PDF."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.pdf.render import made_for, render_pdf
from rehab.journey.pack import PackFacts

TEMPLATE = "rehab/journey/pack_pdf.html"


def as_pdf(facts: PackFacts, *, code: str, made_at: datetime, asked_by: Any, language: str) -> bytes:
    """code: as it is typed, "ABC 234". asked_by: who has it made; their name stands on each page (T108)."""
    address = settings.SITE_URL + reverse("phones:join")
    with translation.override(language):
        context = {
            "facts": facts,
            "join_code": code,
            "join_address": address,
            "made_on": made_at.astimezone(clock.LONDON).date(),
        }
        context["mark"] = made_for(asked_by, made_at)
        return render_pdf(TEMPLATE, context, title=_("Leaving pack"), language=language)
