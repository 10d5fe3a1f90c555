"""Loading question sets."""

from typing import Any

from django.utils.translation import gettext as _

import rehab.assessments.events  # noqa: F401
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from rehab.assessments.importer import PATHWAYS, count_questions
from rehab.assessments.models import QuestionSet


@action(needs=Permission.QUESTION_SET_EDIT)
def load_question_sets(
    model: type[QuestionSet], *, contents: list[dict[str, Any]], source: str, by: Any
) -> dict[str, int]:
    """Keep checked sets. A version that is already here must be the same: answers were given to it.

    Returns how many were added and unchanged. Raises DomainError, changing nothing, when a version differs.
    """
    counts = {"added": 0, "unchanged": 0}
    for content in contents:
        old = model.objects.filter(
            pathway=PATHWAYS[content["pathway"]], version=content["version"], source=source
        ).first()
        if old is None:
            model.objects.create(
                pathway=PATHWAYS[content["pathway"]],
                version=content["version"],
                source=source,
                content=content,
                questions=count_questions(content),
            )
            counts["added"] += 1
        elif old.content == content:
            counts["unchanged"] += 1
        else:
            raise DomainError(
                _("%(set)s is here already with other words. Give the new words a new version.") % {"set": old}
            )
    record(
        by,
        "assessments.question_sets_loaded",
        model,
        source=source,
        added=counts["added"],
        unchanged=counts["unchanged"],
    )
    return counts
