"""Paper that comes back: printed with a code, typed in by staff, kept under the person's name by the room's own action."""

import io
import re
from datetime import timedelta
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.devices.codes import ALPHABET
from justice_portal.errors import DomainError
from justice_portal.jobs.running import run_job
from justice_portal.models import AuditEvent, Notice, Sheet, SheetPrint
from justice_portal.people.models import Person
from justice_portal.sheets import actions
from justice_portal.sheets.codes import new_code, read_code
from rehab.models import CareAlert, CheckIn, Complaint, Goal, Plan, Step, SupportRequest
from rehab.plans.actions import add_goal, add_step, open_plan
from tests.factories import PersonFactory, allocate, sign_in_for
from tests.rehab.requests.rows import set_up


@pytest.fixture
def plan(world):
    """A plan with one goal and two steps."""
    made = open_plan(world.someone, by=world.pom)
    day = clock.today() + timedelta(days=90)
    goal = add_goal(made, key=uuid4(), pathway="work", title="Get a job", due_on=day, by=world.pom)
    for title in ("Write a CV", "Ask the jobs board"):
        add_step(goal, key=uuid4(), title=title, turn="person", by=world.pom)
    return made


def printed(world, kind, about="", *, person=None, by=None):
    """The sheet, printed as on the person's page."""
    person, by = person or world.someone, by or world.pom
    actions.print_sheet(person, key=uuid4(), kind=kind, about=about, by=by)
    return Sheet.objects.get(person=person, kind=kind, about=about, status="printed")


def type_in(client, sheet, **answers):
    given = {f"q_{name}": value for name, value in answers.items() if name != "choice"}
    given |= {name: value for name, value in answers.items() if name == "choice"}
    return client.post(reverse("sheets:sheet", args=[sheet.pk]), given, follow=True)


def text_of(pdf):
    return pdf.content.decode()


def test_a_code_tells_every_slip_of_the_hand():
    code = new_code()
    assert read_code(f" {code[:4].lower()}-{code[4:]} ") == code
    slips = {code[:place] + other + code[place + 1 :] for place in range(8) for other in ALPHABET} - {code}
    swaps = {code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(7)} - {code}
    assert not [slip for slip in slips | swaps | {code[:7], code + "2", "", "0" * 8} if read_code(slip)]


def test_the_person_asks_staff_print_and_both_see_where_it_is(world, browse, plan):
    me, staff = browse(world.person), browse(world.key_worker)
    page = me.get(reverse("sheets:mine")).content.decode()
    assert "My plan" in page
    for _twice in range(2):
        assert me.post(reverse("sheets:ask", args=["plan"]), {"value": ""}).status_code == 302
    asked = Sheet.objects.get()
    assert me.post(reverse("sheets:ask", args=["plan"]), {"value": "other"}).status_code == 404
    assert Notice.objects.filter(user=world.key_worker, kind="sheets.asked").count() == 1
    assert "My plan" in staff.get(reverse("sheets:find")).content.decode()
    key = str(uuid4())
    given = {"key": key, "what": "plan:"}
    address = reverse("sheets:for-person", args=[world.someone.pk])
    assert len({staff.post(address, given).headers["Location"] for _twice in range(2)}) == 1
    asked.refresh_from_db()
    assert asked.status == "printed"
    assert Notice.objects.filter(user=world.person, kind="sheets.printed").count() == 1
    made = SheetPrint.objects.get()
    assert staff.get(reverse("sheets:print-pdf", args=[made.pk])).status_code == 409
    assert run_job(made.job_id) == "done"
    paper = b"".join(staff.get(reverse("sheets:print-pdf", args=[made.pk]), follow=True).streaming_content)
    with pikepdf.open(io.BytesIO(paper)) as read:
        assert read.Root.MarkInfo.Marked
        assert str(world.someone) not in str(read.docinfo.get("/Title"))
    assert asked.code_shown in me.get(reverse("sheets:own", args=[asked.pk])).content.decode()
    reprint = actions.print_sheet(world.someone, key=uuid4(), kind="plan", about="", by=world.pom)
    assert Sheet.objects.get().last_print == reprint, "paper that was lost keeps its code"


def test_every_page_has_the_code_its_number_and_how_many_in_the_persons_language(world, plan):
    from justice_portal.sheets.render import as_pdf

    Person.objects.filter(pk=world.someone.pk).update(wants_welsh=True)
    world.someone.refresh_from_db()
    sheet = printed(world, "plan")
    assert sheet.language == "cy"
    with pikepdf.open(io.BytesIO(as_pdf([sheet], made_at=clock.now(), asked_by=world.pom))) as read:
        assert str(read.Root.Lang) == "cy"
        assert len(read.pages) > 1


def test_a_wrong_code_gets_a_plain_answer_and_someone_elses_is_not_known(world, browse, plan):
    client, elsewhere = browse(world.key_worker), browse(world.key_worker_elsewhere)
    sheet = printed(world, "plan")
    find = reverse("sheets:find")
    assert client.post(find, {"code": sheet.code_shown.lower()}).headers["Location"] == reverse(
        "sheets:sheet", args=[sheet.pk]
    )
    slip = sheet.code[:7] + next(one for one in ALPHABET if one != sheet.code[7])
    assert "One sign is wrong" in client.post(find, {"code": slip}).content.decode()
    assert "It has no 0" in client.post(find, {"code": "K0PQ 3XZ9"}).content.decode()
    unknown = client.post(find, {"code": new_code()}).content.decode()
    closed = elsewhere.post(find, {"code": sheet.code}).content.decode()
    assert "We know no sheet with this code" in unknown
    assert "We know no sheet with this code" in closed


def test_a_plan_comes_back_once_under_the_persons_name_with_who_typed_it(world, browse, plan):
    step = Step.objects.get(title="Write a CV")
    sheet, client = printed(world, "plan"), browse(world.key_worker)
    new = {"new1_title": "See a dentist", "new1_pathway": "health", "new1_target": "3", "new1_step1": "Ask for a form"}
    page = type_in(client, sheet, new1_title="See a dentist").content.decode()
    assert "A new goal needs this" in page
    assert "See a dentist" in page
    assert Goal.objects.count() == 1
    for _twice in range(2):
        page = type_in(client, sheet, goal1_done=[str(step.pk)], goal1_step="Phone mum", **new).content.decode()
    assert "Typed in by" in page
    assert "Nothing was kept twice" in page
    step.refresh_from_db()
    assert step.status == "complete"
    goal = Goal.objects.get(title="See a dentist")
    assert goal.added_by == world.key_worker
    assert sorted(goal.steps.values_list("title", flat=True)) == ["Ask for a form"]
    assert Step.objects.filter(title="Phone mum").count() == 1
    me = browse(world.person)
    told = me.get(reverse("sheets:own", args=[sheet.pk])).content.decode()
    assert f"From your sheet, typed by {world.key_worker.name}" in told
    assert "See a dentist" in told
    assert "From your sheet" in me.get(goal.get_absolute_url()).content.decode()
    event = AuditEvent.objects.get(event="sheets.typed")
    assert (event.by_id, event.subjects) == (world.key_worker.pk, [world.someone.pk])
    assert Notice.objects.filter(user=world.person, kind="sheets.typed").count() == 1


def test_a_request_stays_with_the_form_that_was_printed(world, browse):
    set_up(world.here)
    sheet = printed(world, "request", "visits")
    before = sheet.questions
    kind = SupportRequest._meta.get_field("type").related_model.objects.get(code="visits")
    kind.questions = [{"code": "new", "kind": "text", "label": "New words", "label_welsh": "Geiriau newydd"}]
    kind.save()
    answers = {
        one["code"]: one["choices"][0][0] if one["kind"] == "choice" else "I will hurt myself"
        for one in before
        if one["kind"] in {"choice", "words", "text"}
    }
    for _twice in range(2):
        assert type_in(browse(world.key_worker), sheet, **answers).status_code == 200
    asked = SupportRequest.objects.get()
    assert (asked.questions, asked.how, asked.asked_by) == (before, "paper", world.key_worker)
    assert asked.person == world.someone
    assert CareAlert.objects.filter(person=world.someone).exists(), "words of distress on paper are heard"
    assert "typed" in browse(world.person).get(asked.get_absolute_url()).content.decode()


def test_a_check_in_that_was_begun_on_the_tablet_shows_both(world, browse):
    from rehab.checkins.actions import create_due, save_answers, set_plan

    out = Person.objects.get(pk=world.people["released"].pk)
    sign_in_for(out)
    due = create_due(set_plan(out, weeks=2, next_on=clock.today(), questions=[], by=world.com), by=SYSTEM)
    sheet, client = printed(world, "checkin", str(due.pk), person=out, by=world.com), browse(world.com)
    save_answers(due, feeling="good", by=out.user)
    paper = {"feeling": "struggling", "wants_call": "yes", "support": ["home", "mind"], "call_words": "My room"}
    page = type_in(client, sheet, **paper).content.decode()
    assert "The paper says something else" in page
    assert CheckIn.objects.get().status == "created"
    assert type_in(client, sheet, **paper, choice="paper").status_code == 200
    due.refresh_from_db()
    assert (due.status, due.feeling, due.raised, due.support) == (
        "submitted",
        "struggling",
        "struggling",
        ["home", "mind"],
    )
    assert "From their sheet" in client.get(due.get_absolute_url()).content.decode()
    assert "From your sheet" in browse(out.user).get(due.get_absolute_url()).content.decode()


def test_only_who_may_do_it_for_them_prints_and_types_each_kind(world, browse, plan):
    sheet = printed(world, "plan")
    for who in (world.tutor, world.key_worker_elsewhere, world.person):
        with pytest.raises(PermissionDenied):
            actions.type_in(sheet, answers={"goal1_step": "x"}, by=who)
        with pytest.raises(PermissionDenied):
            actions.print_sheet(world.someone, key=uuid4(), kind="plan", about="", by=who)
    tutor = browse(world.tutor).get(reverse("sheets:for-person", args=[world.someone.pk])).content.decode()
    assert "My plan" not in tutor
    sheet.refresh_from_db()
    assert sheet.status == "printed"


def test_a_sheet_that_was_put_away_takes_no_answers(world, browse, plan):
    sheet, client = printed(world, "plan"), browse(world.pom)
    assert "Nothing is typed in" in type_in(client, sheet).content.decode()
    for _twice in range(2):
        assert client.post(reverse("sheets:end", args=[sheet.pk])).status_code == 302
    with pytest.raises(DomainError, match="put away"):
        actions.type_in(sheet, answers={"goal1_step": "x"}, by=world.pom)
    assert "does not work any more" in client.get(reverse("sheets:sheet", args=[sheet.pk])).content.decode()


def test_a_wing_is_printed_in_one_file_without_restricted_cases(world, browse):
    for _more in range(2):
        allocate(
            PersonFactory(establishment=world.here, wing=world.wing), world.key_worker, "key_worker", at=world.here
        )
    client = browse(world.manager)
    given = {"key": str(uuid4()), "wing": str(world.wing.pk), "what": "plan:"}
    for _twice in range(2):
        page = client.post(reverse("sheets:wing"), given, follow=True)
    assert page.status_code == 200
    made = SheetPrint.objects.get()
    people = set(made.sheets.values_list("person", flat=True))
    assert len(people) == 3
    assert world.people["restricted"].pk not in people
    assert len(set(Sheet.objects.values_list("code", flat=True))) == 3
    assert run_job(made.job_id) == "done"
    assert browse(world.tutor).get(reverse("sheets:print", args=[made.pk])).status_code == 404


def test_lists_cost_the_same_for_any_length(world, browse, same_queries, plan):
    def add(url):
        def row():
            person = PersonFactory(establishment=world.here, wing=world.wing)
            allocate(person, world.key_worker, "key_worker", at=world.here)
            Sheet.objects.create(person=person, kind="plan", language="en", form={"title": "My plan"})

        same_queries(browse(world.manager), url, add_row=row)

    add(reverse("sheets:find"))


def test_plans_that_moved_on_lose_nothing(world, plan):
    """The goal was reached and the plan changed between printing and typing: the tick is taken, nothing is undone."""
    sheet = printed(world, "plan")
    step = Step.objects.get(title="Write a CV")
    Step.objects.filter(pk=step.pk).update(status="complete")
    actions.type_in(sheet, answers={"goal1_done": [str(step.pk)], "goal1_step": "One more"}, by=world.pom)
    assert Step.objects.filter(title="One more").count() == 1
    assert Plan.objects.count() == 1
    assert re.fullmatch(r"[0-9A-Z]{4} [0-9A-Z]{4}", sheet.code_shown)


def test_a_complaint_on_paper_is_kept_from_staff_once_it_is_typed(world, browse):
    """Who typed it sees that it went, and reads it no more; nobody else of staff learns of it here."""
    mine = browse(world.person).get(reverse("sheets:mine")).content.decode()
    assert "A complaint" not in mine
    sheet, client = printed(world, "complaint", by=world.key_worker), browse(world.key_worker)
    paper = {"about": "staff", "kind": "ordinary", "words": "It was unkind. I want to die.", "wanted": "Say sorry"}
    for _twice in range(2):
        page = type_in(client, sheet, **paper).content.decode()
    assert "Typed in by" in page
    assert "unkind" not in page
    made = Complaint.objects.get()
    assert (made.how, made.written_by, made.words) == ("paper", world.key_worker, paper["words"])
    sheet.refresh_from_db()
    assert sheet.answers == {}
    assert CareAlert.objects.filter(person=world.someone).exists()
    assert browse(world.pom).get(reverse("sheets:sheet", args=[sheet.pk])).status_code == 404
    told = browse(world.person).get(reverse("sheets:own", args=[sheet.pk])).content.decode()
    assert reverse("complaints:one", args=[made.pk]) in told
