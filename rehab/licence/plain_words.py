"""The conditions of the policy in plain words: by the start of their code, one sentence or two, and what they are about.

The words of the law are one tap away on the same page. Codes of standard conditions were given new meanings in 4.0, so those
of older versions stand in a list of their own.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rehab.licence.models import LicenceCondition, PolicyVersion
from rehab.licence.plain_more import ADDITIONAL
from rehab.licence.topics import TOPICS, Topic

#: From this version on the standard conditions mean something else under the same codes.
NEW_MEANINGS = 400

_LIVE = _("Live where your officer says you can. Ask first if you want to sleep at another place, even for one night.")
_LAW, _JOB = _("Do not break the law."), _("Ask your officer before you start a job.")
_UK, _NAMES = _("Ask your officer before you leave the UK."), _("Tell your officer each name that you use.")
_PHONE = _("Tell your officer when your phone number or email changes.")
_TOUCH, _VISIT = (
    _("Keep in touch with your officer in the way they tell you."),
    _("Let your officer visit you at home."),
)

STANDARD: dict[str, tuple[str, Any]] = {
    "9ce9d594": ("behave", _("Behave well. Do not break the law.")),
    "3361683a": ("home", _LIVE),
    "9fc04065": ("contact", _("Meet your officer and keep in touch. They may come to your home.")),
    "e670ac69": ("tell", _NAMES),
    "78a5f860": ("tell", _PHONE),
    "6fa6e492": ("work", _JOB),
    "88069445": ("travel", _UK),
    "7d416906": ("travel", _("Ask your officer before you ask for a new passport.")),
}
OLD_STANDARD: dict[str, tuple[str, Any]] = {
    "9ce9d594": ("behave", _("Behave well. Do not go against your licence.")),
    "3b19fdb0": ("behave", _LAW),
    "3361683a": ("contact", _TOUCH),
    "9fc04065": ("contact", _VISIT),
    "e670ac69": ("home", _LIVE),
    "88069445": ("work", _JOB),
    "7d416906": ("travel", _UK),
    "78a5f860": ("tell", _NAMES),
    "6fa6e492": ("tell", _PHONE),
    "b3cd4a30": ("behave", _("Behave well. Do not go against your licence.")),
    "b950407d": ("behave", _LAW),
    "93413832": ("contact", _TOUCH),
    "9288e01c": ("contact", _VISIT),
    "8e15cf42": ("home", _LIVE),
    "0ed57797": ("work", _JOB),
    "c8966621": ("travel", _UK),
    "579060fd": ("programme", _("Take part in the things that your officer asks you to do.")),
}
#: For a condition of a policy that came after these words were written.
UNKNOWN = ("own", _("Your officer can say this rule in plain words. Ask them."))


def plain(condition: LicenceCondition, policy: PolicyVersion) -> tuple[Topic, Any]:
    """What the condition is about, and its plain sentence."""
    if condition.kind == LicenceCondition.Kind.BESPOKE:
        return TOPICS["own"], condition.own_words
    topic, sentence = of_code(condition.code, condition.kind, policy)
    return topic, condition.own_words or sentence


def of_code(code: str, kind: str, policy: PolicyVersion) -> tuple[Topic, Any]:
    start = code[:8].lower()
    if kind == LicenceCondition.Kind.STANDARD:
        topic, sentence = (STANDARD if policy.rank >= NEW_MEANINGS else OLD_STANDARD).get(start, UNKNOWN)
    else:
        topic, sentence = ADDITIONAL.get(start, UNKNOWN)
    return TOPICS[topic], sentence
