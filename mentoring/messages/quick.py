"""Short answers with a picture, for those who do not like to write. They go the way of every message."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Quick:
    code: str
    icon: str
    text: Any


QUICK = (
    Quick("yes", "tick", _("Yes.")),
    Quick("no", "stop", _("No.")),
    Quick("thanks", "heart", _("Thank you.")),
    Quick("good", "picture-sun", _("I am doing well.")),
    Quick("hard", "picture-moon", _("Today is hard for me.")),
    Quick("talk", "people", _("Can we talk?")),
    Quick("soon", "calendar", _("See you soon.")),
    Quick("later", "clock", _("I will write more later.")),
)
BY_CODE = {one.code: one for one in QUICK}
