"""Rows for the access matrix."""

from rehab.assessments.importer import OWN_SETS, count_questions, read_folder
from rehab.models import AnswerSheet, Assessment, AssessmentPart, QuestionSet
from tests.rehab.plans.rows import made_in

SETS = []


def question_sets():
    """The product's own seven, as they are loaded."""
    if not SETS:
        SETS[:] = read_folder(OWN_SETS)
    if not QuestionSet.objects.filter(source="own").exists():
        for content, pathway in zip(SETS, sorted(PATHWAYS), strict=True):
            QuestionSet.objects.create(
                pathway=pathway, version=1, source="own", content=content, questions=count_questions(content)
            )
    return {one.pathway: one for one in QuestionSet.objects.filter(source="own")}


#: In the order of the files.
PATHWAYS = ("accommodation", "attitudes", "drugs-and-alcohol", "family", "finance", "health", "work")


def make(world, state, person, kind, **skipped):
    assessment = Assessment.objects.create(person=person, kind=kind, opened_by=world.pom, made_in=made_in(world, state))
    for pathway, question_set in question_sets().items():
        part = AssessmentPart.objects.create(
            assessment=assessment, pathway=pathway, question_set=question_set, **skipped
        )
    return assessment, part


def rows(world, state, person):
    assessment, part = make(world, state, person, "immediate")
    for side, answer in (("person", "YES"), ("staff", "NO")):
        AnswerSheet.objects.create(part=part, side=side, values={"JOB_BEFORE": answer}, saved_by=world.pom)
    skipped, _part = make(world, state, person, "pre_release", skip_reason="other_prison", skipped_by=world.pom)
    return {
        "assessment": assessment, "part": part, "assessment_skipped": skipped, "side": "person", "number": "1",
    }  # fmt: skip
