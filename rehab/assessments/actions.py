"""Loading question sets, and every change to what is answered to them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _

import rehab.assessments.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.assessments import figures
from rehab.assessments.carrying import carry
from rehab.assessments.importer import PATHWAYS, count_questions
from rehab.assessments.models import AnswerSheet, Assessment, AssessmentPart, QuestionSet, Side
from rehab.care import outcomes
from rehab.care.pathways import Pathway


class AnswersChanged(DomainError):
    """Somebody else saved other answers since the page was opened. sheet: what stands there now."""

    def __init__(self, sheet: AnswerSheet) -> None:
        super().__init__(_("Someone else changed these answers. Look at both. Then save the ones you want."))
        self.sheet = sheet


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
    moved = _bring_drafts_up_to_date(source) if counts["added"] else 0
    record(by, "assessments.question_sets_loaded", model, subjects=None, source=source, moved=moved, **counts)
    return counts


def _bring_drafts_up_to_date(source: str) -> int:
    """Drafts go on with the newest set, by the rule of carrying.py; what was sent stays on its version."""
    moved = 0
    for pathway in Pathway:
        newest = QuestionSet.objects.newest(pathway, source)
        drafts = AssessmentPart.objects.filter(
            pathway=pathway, assessment__source=source, assessment__status=Assessment.Status.DRAFT
        )
        if newest is None:
            continue
        asked = newest.asked()
        for part in drafts.exclude(question_set=newest).select_related("question_set").select_for_update(of=("self",)):
            for sheet in part.sheets.all():
                values, aside = carry(sheet.values, part.question_set.asked(), asked)
                AnswerSheet.objects.filter(pk=sheet.pk).update(
                    values=values, set_aside=[*sheet.set_aside, *aside], version=F("version") + 1
                )
            AssessmentPart.objects.filter(pk=part.pk).update(question_set=newest)
            moved += 1
    return moved


@action(needs=Permission.ASSESSMENT_EDIT)
def open_assessment(person: Person, *, kind: str, source: str = QuestionSet.Source.OWN, by: Any) -> Assessment:
    """The person's open assessment of this kind; a new one on the newest sets if there is none."""
    person = Person.objects.locked(person)
    if found := Assessment.objects.open().filter(person=person, kind=kind).first():
        return found
    if person.place == Person.Place.ENDED or (
        kind == Assessment.Kind.PRE_RELEASE and person.place == Person.Place.COMMUNITY
    ):
        raise DomainError(_("This can only be done before the person leaves prison."))
    newest_sets = ((pathway, QuestionSet.objects.newest(pathway, source)) for pathway in Pathway)
    sets = {pathway: newest for pathway, newest in newest_sets if newest}
    if len(sets) < len(Pathway):
        raise DomainError(_("The questions are not loaded yet. Tell an administrator."))
    opened = Assessment.objects.create(
        person=person,
        kind=kind,
        source=source,
        opened_by=None if by is SYSTEM else by,
        made_in=person.establishment,
    )
    for pathway, newest in sets.items():
        AssessmentPart.objects.create(assessment=opened, pathway=pathway, question_set=newest)
    record(by, "assessments.opened", opened, kind=kind, source=source)
    return opened


@action(needs=Permission.ASSESSMENT_EDIT)
def save_answers(
    part: AssessmentPart,
    *,
    side: str,
    values: dict[str, Any],
    names: set[str],
    version: int,
    aside: list[dict[str, Any]] | None = None,
    by: Any,
) -> AnswerSheet:
    """Keep the answers of one page. names: the questions that the page asked; answers to others stay as they are.

    version: of the sheet when the page was opened, 0 when there was none. aside: answers to a version that was printed,
    which the set of today no longer asks for. Raises AnswersChanged, keeping nothing, when
    somebody else saved other answers meanwhile.
    """
    part = _locked(part)
    _require_side(part, side, by)
    sheet = AnswerSheet.objects.filter(part=part, side=side).first()
    if sheet and sheet.version != version and any(sheet.values.get(name) != values.get(name) for name in names):
        raise AnswersChanged(sheet)
    kept = {name: value for name, value in (sheet.values if sheet else {}).items() if name not in names} | values
    if sheet is None:
        sheet = AnswerSheet.objects.create(part=part, side=side, values=kept, set_aside=aside or [], saved_by=by)
    elif sheet.values == kept and not aside:
        return sheet
    else:
        sheet.values, sheet.version, sheet.saved_at, sheet.saved_by = kept, sheet.version + 1, clock.now(), by
        sheet.set_aside = [*sheet.set_aside, *(aside or [])]
        sheet.save(update_fields=["values", "set_aside", "version", "saved_at", "saved_by"])
    _unskip(part)
    record(by, "assessments.answers_saved", sheet, side=side, version=sheet.version, answers=len(kept))
    return sheet


@action(needs=Permission.ASSESSMENT_EDIT)
def skip_part(part: AssessmentPart, *, reason: str, note: str = "", by: Any) -> AssessmentPart:
    """Leave a pathway out, with the reason. Answers that are there stay; answering again takes it back."""
    part = _locked(part)
    if by.pk and by.pk == part.assessment.person.user_id:
        if figures.asked_by_staff(part.assessment):
            raise PermissionDenied
        _require_side(part, Side.PERSON, by)
    if reason == AssessmentPart.Skip.OTHER and not note:
        raise DomainError(_("Say why."))
    if (part.skip_reason, part.skip_note) == (reason, note):
        return part
    changes = {"skip_reason": reason, "skip_note": note, "skipped_at": clock.now(), "skipped_by": by}
    AssessmentPart.objects.filter(pk=part.pk).update(**changes)
    part.refresh_from_db()
    record(by, "assessments.part_skipped", part, pathway=part.pathway, reason=reason)
    return part


@action(needs=Permission.ASSESSMENT_EDIT)
def send_answers(assessment: Assessment, *, by: Any) -> Assessment:
    """The person's answers are done: they stay as they are, on the version that they were given to."""
    assessment = _held(assessment)
    if assessment.status != Assessment.Status.DRAFT:
        return assessment
    if any(not view.is_done(Side.PERSON) for view in figures.part_views(assessment)):
        raise DomainError(_("Some parts have no answers yet. Answer them, or leave them out."))
    move(assessment, Assessment.Status.SENT, sent_at=clock.now(), sent_by=by)
    record(by, "assessments.sent", assessment)
    return assessment


@action(needs=Permission.ASSESSMENT_EDIT)
def finish_assessment(assessment: Assessment, *, by: Any) -> Assessment:
    """Staff close it: each part has answers of one side at least, or was left out. The pathways get their status."""
    assessment = _held(assessment)
    if by.pk and by.pk == assessment.person.user_id:
        raise PermissionDenied
    if not assessment.is_open:
        return assessment
    views = figures.part_views(assessment)
    needed = [Side.STAFF] if figures.asked_by_staff(assessment) else [Side.STAFF, Side.PERSON]
    if any(not any(view.is_done(side) for side in needed) for view in views):
        raise DomainError(_("Some parts have no answers yet. Answer them, or leave them out."))
    move(assessment, Assessment.Status.FINISHED, finished_at=clock.now(), finished_by=by)
    for view in views:
        if status := figures.outcome(view):
            outcomes.tell(assessment.person, pathway=view.part.pathway, status=status, by=by)
    record(by, "assessments.finished", assessment, differences=sum(view.differences for view in views))
    return assessment


def _held(assessment: Assessment) -> Assessment:
    """As it is now, locked until the end."""
    Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    return Assessment.objects.with_sheets().get(pk=assessment.pk)


def _locked(part: AssessmentPart) -> AssessmentPart:
    found = (
        AssessmentPart.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assessment__person", "question_set")
        .get(pk=part.pk)
    )
    if not found.assessment.is_open:
        raise DomainError(_("This is finished. The answers stay as they are."))
    return found


def _require_side(part: AssessmentPart, side: str, by: Any) -> None:
    if side == Side.STAFF and by.pk == part.assessment.person.user_id:
        raise PermissionDenied
    if not part.assessment.is_open_for(side):
        raise DomainError(_("These answers were sent. They stay as they are."))


def _unskip(part: AssessmentPart) -> None:
    if part.skip_reason:
        AssessmentPart.objects.filter(pk=part.pk).update(skip_reason="", skip_note="", skipped_at=None, skipped_by=None)
