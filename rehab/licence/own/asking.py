"""Which five questions are asked about a licence."""

from rehab.licence.models import Licence
from rehab.licence.plain_words import plain
from rehab.licence.questions import choose


def questions_of(licence: Licence) -> list[str]:
    """The codes of the five questions about this licence."""
    return choose([plain(one, licence.policy)[0].code for one in licence.conditions.in_force()])
