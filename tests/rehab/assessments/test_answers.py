"""Answering the seven pathways: by the person, by staff, both; kept on their version; nothing lost by two at once."""

import copy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from rehab.assessments import actions, figures
from rehab.assessments.importer import NATIONAL_SETS, read_folder
from rehab.assessments.questionnaire import read
from rehab.assessments.ways import is_whole, missing, sheets
from rehab.assessments.words import WORDS
from rehab.care import known
from rehab.models import AnswerSheet, Assessment, AssessmentPart, CareAlert, PathwayState, QuestionSet
from tests.rehab.assessments.rows import SETS, question_sets

FINANCE = {"BANK": "NO", "BENEFITS": "NO", "DEBT": "NO", "ID_HAVE": ["BIRTH", "CARD"], "MONEY_SUPPORT": ["OPEN_BANK"]}


@pytest.fixture
def assessment(world):
    question_sets()
    return actions.open_assessment(world.someone, kind="immediate", by=world.person)


def part(assessment, pathway="finance"):
    return AssessmentPart.objects.get(assessment=assessment, pathway=pathway)


def save(part, by, values, side="person", version=0, names=None):
    names = names if names is not None else set(part.question_set.asked().by_id)
    return actions.save_answers(part, side=side, values=values, names=names, version=version, by=by)


def url(part, side="person", number=1):
    return reverse("assessments:part", args=[part.pk, side, number])


def leave_out_all_but(assessment, pathway, by):
    for one in assessment.parts.exclude(pathway=pathway):
        actions.skip_part(one, reason="other_prison", by=by)


def test_open_is_safe_to_send_twice_and_uses_the_newest_sets(world, assessment):
    assert actions.open_assessment(world.someone, kind="immediate", by=world.pom) == assessment
    assert assessment.parts.count() == 7
    assert AuditEvent.objects.filter(event="assessments.opened").get().subjects == [world.someone.pk]


@pytest.mark.parametrize(
    "who", ["pom_elsewhere", "key_worker_elsewhere", "tutor", "moderator", "administrator", "mentor"]
)
def test_only_those_who_make_the_plan_may_open_one(world, who):
    question_sets()
    with pytest.raises(PermissionDenied):
        actions.open_assessment(world.someone, kind="immediate", by=getattr(world, who))
    assert not Assessment.objects.exists()


def test_without_question_sets_nothing_is_opened(world):
    with pytest.raises(DomainError, match="not loaded"):
        actions.open_assessment(world.someone, kind="immediate", by=world.pom)
    assert not Assessment.objects.exists()


def test_one_page_a_pathway_saved_as_you_go_and_marked_when_whole(world, browse, assessment):
    finance, client = part(assessment), browse(world.person)
    page = client.get(url(finance)).content.decode()
    assert "Do you have a bank account?" in page
    assert "What help would you like?" in page
    answer = client.post(url(finance), {"version": "0", "BANK": "NO"}, follow=True)
    assert "Saved. 4 questions have no answer yet" in answer.content.decode()
    assert AnswerSheet.objects.get().values == {"BANK": "NO"}
    client.post(url(finance), {"version": "1", **FINANCE})
    assert AnswerSheet.objects.get().values == FINANCE
    assert "Answered" in client.get(assessment.get_absolute_url()).content.decode()


BAD = {
    "an option that is not there": ({"BANK": "MAYBE"}, "Choose from the list"),
    "none and others": ({"ID_HAVE": ["NONE", "BIRTH"]}, "by itself"),
    "a number of another form": ({"NI_NUMBER": "12 QQ"}, "QQ 12 34 56 C"),
    "too long": ({"MONEY_MORE": "x" * 2001}, "too long"),
    "hidden letters": ({"MONEY_MORE": "a\u200bb"}, "hidden"),
    "no version": ({"version": "x"}, "whole number"),
}


@pytest.mark.parametrize("fault", BAD)
def test_bad_answers_change_nothing_and_stay_in_the_form(world, browse, assessment, fault):
    given, said = BAD[fault]
    answer = browse(world.person).post(url(part(assessment)), {"version": "0", **FINANCE, **given})
    page = answer.content.decode()
    assert said in page
    assert "There is a problem" in page
    assert 'value="OPEN_BANK" id="id_MONEY_SUPPORT_0" checked' in page
    assert not AnswerSheet.objects.exists()


def test_what_stands_under_an_option_is_kept_only_with_it(world, browse, assessment):
    finance, client = part(assessment), browse(world.person)
    client.post(url(finance), {"version": "0", **FINANCE, "DEBT": "YES", "DEBT_WHO": "The bank"})
    assert AnswerSheet.objects.get().values["DEBT_WHO"] == "The bank"
    client.post(url(finance), {"version": "1", **FINANCE, "DEBT": "NO", "DEBT_WHO": "The bank"})
    assert "DEBT_WHO" not in AnswerSheet.objects.get().values


def test_staff_begin_with_the_persons_answers_and_both_sides_are_kept(world, browse, assessment):
    finance = part(assessment)
    save(finance, world.person, FINANCE)
    page = browse(world.key_worker).get(url(finance, "staff")).content.decode()
    assert "The person says:" in page
    assert 'value="NO" id="id_BANK_1" checked' in page
    browse(world.key_worker).post(url(finance, "staff"), {"version": "0", **FINANCE, "BANK": "YES"})
    for reader in (world.person, world.key_worker):
        check = browse(reader).get(reverse("assessments:check", args=[assessment.pk])).content.decode()
        assert "Staff:</strong> Yes" in check
        assert "</strong> No" in check
    assert AnswerSheet.objects.get(side="person").values["BANK"] == "NO"


def test_the_person_never_writes_for_staff(world, browse, assessment):
    finance = part(assessment)
    assert browse(world.person).get(url(finance, "staff")).status_code == 404
    with pytest.raises(PermissionDenied):
        save(finance, world.person, FINANCE, side="staff")


def test_staff_who_write_for_the_person_are_named(world, browse, assessment):
    browse(world.key_worker).post(url(part(assessment)), {"version": "0", **FINANCE})
    page = browse(world.person).get(reverse("assessments:check", args=[assessment.pk])).content.decode()
    assert f"{world.key_worker.name} wrote this down for the person." in page


def test_t89_two_people_on_one_page_see_both_versions_and_neither_is_lost(world, browse, assessment):
    finance = part(assessment)
    save(finance, world.key_worker, FINANCE, side="staff")
    first, second = browse(world.key_worker), browse(world.pom)
    first.post(url(finance, "staff"), {"version": "1", **FINANCE, "DEBT": "YES"})
    answer = second.post(url(finance, "staff"), {"version": "1", **FINANCE, "DEBT": "NOT_SURE"})
    page = answer.content.decode()
    assert "Someone else changed these answers" in page
    assert "What it says now:</strong> Yes" in page
    assert 'value="NOT_SURE" id="id_DEBT_2" checked' in page
    assert AnswerSheet.objects.get().values["DEBT"] == "YES"
    second.post(url(finance, "staff"), {"version": "2", **FINANCE, "DEBT": "NOT_SURE"})
    sheet = AnswerSheet.objects.get()
    assert (sheet.values["DEBT"], sheet.version, sheet.saved_by) == ("NOT_SURE", 3, world.pom)


def test_the_same_page_sent_twice_is_saved_once(world, assessment):
    finance = part(assessment)
    save(finance, world.person, FINANCE)
    assert save(finance, world.person, FINANCE).version == 1
    assert AuditEvent.objects.filter(event="assessments.answers_saved").count() == 1


def test_skip_needs_a_reason_and_answering_takes_it_back(world, browse, assessment):
    finance, client = part(assessment), browse(world.person)
    skip = reverse("assessments:skip", args=[finance.pk])
    assert "Say why" in client.post(skip, {"reason": "other", "note": ""}).content.decode()
    assert client.post(skip, {"reason": "early_release"}).status_code == 200, "not a reason that the person has"
    client.post(skip, {"reason": "declined"})
    assert part(assessment).skip_reason == "declined"
    save(finance, world.person, FINANCE)
    assert part(assessment).skip_reason == ""


def test_sent_answers_stay_as_they_are_and_staff_finish(world, browse, assessment):
    finance = part(assessment)
    with pytest.raises(DomainError, match="no answers yet"):
        actions.send_answers(assessment, by=world.person)
    leave_out_all_but(assessment, "finance", world.person)
    save(finance, world.person, FINANCE)
    client = browse(world.person)
    client.post(reverse("assessments:send", args=[assessment.pk]))
    assert client.post(url(finance), {"version": "1", "BANK": "YES"}).status_code == 409
    save(finance, world.pom, FINANCE | {"BANK": "YES"}, side="staff")
    assert client.post(reverse("assessments:finish", args=[assessment.pk])).status_code == 403
    browse(world.pom).post(reverse("assessments:finish", args=[assessment.pk]))
    assert Assessment.objects.get().status == "finished"
    assert PathwayState.objects.get(pathway="finance").status == "support_required"
    assert AuditEvent.objects.get(event="assessments.finished").facts["differences"] == 1
    with pytest.raises(DomainError, match="finished"):
        save(finance, world.pom, {}, side="staff", version=1)


def newer(pathway, change):
    """The set of a pathway in its next version, with what a rule must decide about."""
    content = copy.deepcopy(next(one for one in SETS if one["pathway"] == pathway))
    content["version"] = 2
    change(content["pages"])
    return content


def change_finance(pages):
    money, _papers = pages
    money["questions"][0]["id"], money["questions"][0]["replaces"] = "BANK_NOW", ["BANK"]
    del money["questions"][1]
    money["questions"][1]["options"] = [one for one in money["questions"][1]["options"] if one["id"] != "NOT_SURE"]


def test_drafts_go_on_with_a_new_set_by_rule_and_what_was_sent_stays(world, browse, assessment):
    leave_out_all_but(assessment, "finance", world.person)
    finance = part(assessment)
    save(finance, world.person, FINANCE | {"DEBT": "NOT_SURE"})
    other = actions.open_assessment(world.people["elsewhere"], kind="immediate", by=world.manager_elsewhere)
    save(part(other), world.manager_elsewhere, FINANCE)
    leave_out_all_but(other, "finance", world.manager_elsewhere)
    actions.send_answers(other, by=world.manager_elsewhere)
    content = newer("FINANCE_AND_ID", change_finance)
    assert actions.load_question_sets(QuestionSet, contents=[content], source="own", by=SYSTEM)["added"] == 1
    moved, stayed = part(assessment), part(other)
    assert (moved.question_set.version, stayed.question_set.version) == (2, 1)
    values = AnswerSheet.objects.get(part=moved).values
    assert values["BANK_NOW"] == "NO"
    assert values["ID_HAVE"] == FINANCE["ID_HAVE"]
    assert "DEBT" not in values
    check = browse(world.person).get(reverse("assessments:check", args=[assessment.pk])).content.decode()
    assert "Did you get benefits before prison?" in check, "put aside, and still to be read"
    assert AnswerSheet.objects.get(part=stayed).values == FINANCE


def test_what_was_said_last_time_is_offered_again(world, browse, assessment):
    leave_out_all_but(assessment, "finance", world.pom)
    save(part(assessment), world.person, FINANCE)
    actions.finish_assessment(assessment, by=world.pom)
    again = actions.open_assessment(world.someone, kind="pre_release", by=world.pom)
    page = browse(world.person).get(url(part(again))).content.decode()
    assert "Some answers are here from before" in page
    assert 'value="OPEN_BANK" id="id_MONEY_SUPPORT_0" checked' in page
    assert not AnswerSheet.objects.filter(part__assessment=again).exists()


def test_what_another_room_knows_is_offered_where_it_is_newer(world, browse, assessment, monkeypatch):
    monkeypatch.setattr(known, "_sources", {})
    known.register("test", lambda user, person, pathway: {"BANK": known.Known("YES", clock.now() + timedelta(1))})
    assert 'value="YES" id="id_BANK_0" checked' in browse(world.person).get(url(part(assessment))).content.decode()


NATIONAL = {(one["pathway"], one["version"]): read(one) for one in read_folder(NATIONAL_SETS)}


def test_all_21_national_sets_are_here_and_lead_to_an_end():
    assert len(NATIONAL) == 21
    for asked in NATIONAL.values():
        assert sheets(asked, {}, kind="immediate", by_staff=True)
    newest = [
        max(version for name, version in NATIONAL if name == pathway) for pathway in {name for name, _v in NATIONAL}
    ]
    assert len(newest) == 7


def test_page_logic_forks_on_the_answer():
    asked = NATIONAL["FINANCE_AND_ID", 1]
    ask = lambda values: [page.id for sheet in sheets(asked, values, kind="immediate", by_staff=True) for page in sheet]  # noqa: E731
    assert ask({}) == ["HAS_BANK_ACCOUNT"]
    assert "HELP_WITH_BANK_ACCOUNT" in ask({"HAS_BANK_ACCOUNT": "NO"})
    assert "HELP_WITH_BANK_ACCOUNT" not in ask({"HAS_BANK_ACCOUNT": "YES"})
    every = {"HAS_BANK_ACCOUNT": "YES", "RECEIVING_BENEFITS": "NO", "DEBTS_OR_ARREARS": "NO"}
    assert ask(every)[-1] == "ASSESSMENT_SUMMARY"
    assert [page.id for sheet in sheets(asked, every, kind="pre_release", by_staff=True) for page in sheet][-1] == (
        "PRERELEASE_ASSESSMENT_SUMMARY"
    )
    assert [page.id for sheet in sheets(asked, every, kind="immediate", by_staff=False) for page in sheet][-1] == (
        "DEBTS_OR_ARREARS"
    )


def test_newest_national_sets_are_one_sheet_each_and_nested_questions_count_only_when_chosen():
    work = NATIONAL["EDUCATION_SKILLS_AND_WORK", 4]
    assert len(sheets(work, {}, kind="immediate", by_staff=True)) == 1
    without = {
        one.id for one in missing(work, {"DID_THEY_HAVE_JOB_BEFORE_CUSTODY": "NO"}, kind="immediate", by_staff=True)
    }
    opened = {
        one.id for one in missing(work, {"DID_THEY_HAVE_JOB_BEFORE_CUSTODY": "YES"}, kind="immediate", by_staff=True)
    }
    assert opened - without == {
        "DID_THEY_HAVE_JOB_BEFORE_CUSTODY_JOB_TITLE", "DID_THEY_HAVE_JOB_BEFORE_CUSTODY_EMPLOYER_NAME",
    }  # fmt: skip
    assert not is_whole(work, {}, kind="immediate", by_staff=True)


def test_staff_answer_a_national_set_and_its_status_question_sets_the_pathway(world, browse):
    actions.load_question_sets(QuestionSet, contents=read_folder(NATIONAL_SETS), source="national", by=SYSTEM)
    assessment = actions.open_assessment(world.someone, kind="immediate", source="national", by=world.pom)
    health = part(assessment, "health")
    assert browse(world.person).get(url(health)).status_code == 404, "these words are for staff"
    page = browse(world.pom).get(url(health, "staff")).content.decode()
    values = {one.id: _an_answer(one) for one in health.question_set.asked().by_id.values() if one.is_mandatory}
    values |= {"SUPPORT_NEEDS": "SUPPORT_DECLINED"}
    values.pop("SUPPORT_NEEDS_PRERELEASE", None)
    browse(world.pom).post(url(health, "staff"), {"version": "0", **values})
    leave_out_all_but(assessment, "health", world.pom)
    actions.finish_assessment(assessment, by=world.pom)
    assert PathwayState.objects.get(pathway="health").status == "support_declined"
    assert "version" in page


def _an_answer(question):
    if not question.is_choice:
        return "Some words"
    return question.options[0].id if question.kind == "RADIO" else [question.options[0].id]


def test_every_word_of_our_sets_is_in_the_catalogue():
    said = {text for content in SETS or read_folder(NATIONAL_SETS.parents[1] / "sets") for text in _texts(content)}
    assert said - set(WORDS) == set()


def _texts(node):
    if isinstance(node, list):
        for one in node:
            yield from _texts(one)
    elif isinstance(node, dict):
        yield from (
            node[name] for name in ("title", "subTitle", "displayText", "description", "message") if node.get(name)
        )
        for one in node.values():
            yield from _texts(one)


def test_pages_cost_the_same_whatever_was_answered(world, browse, assessment, same_queries):
    def answer():
        one = AssessmentPart.objects.filter(assessment=assessment).exclude(sheets__side="person").first()
        if one:
            save(one, world.person, {"BANK": "NO"})

    save(part(assessment, "work"), world.person, {"X": str(uuid4())})
    client = browse(world.key_worker)
    same_queries(client, assessment.get_absolute_url(), add_row=answer)
    assert figures.part_views(Assessment.objects.with_sheets().get())[0].differences == 0


def test_words_of_distress_are_kept_and_tell_staff(world, browse, assessment):
    browse(world.person).post(url(part(assessment)), {"version": "0", **FINANCE, "MONEY_MORE": "I want to die"})
    assert AnswerSheet.objects.get().values["MONEY_MORE"] == "I want to die"
    assert CareAlert.objects.get(person=world.someone).causes.get().source == "rehab.answersheet"


def test_what_was_sent_or_is_asked_aloud_is_not_left_out_by_the_person(world, browse, assessment):
    leave_out_all_but(assessment, "finance", world.person)
    save(part(assessment), world.person, FINANCE)
    actions.send_answers(assessment, by=world.person)
    aloud = actions.open_assessment(world.someone, kind="pre_release", by=world.pom)
    Assessment.objects.filter(pk=aloud.pk).update(source="national")
    for one in (part(assessment), part(aloud)):
        answer = browse(world.person).post(reverse("assessments:skip", args=[one.pk]), {"reason": "declined"})
        assert answer.status_code in {200, 403}
        one.refresh_from_db()
        assert one.skip_reason == ""
    actions.skip_part(part(assessment), reason="oasys", by=world.pom)
