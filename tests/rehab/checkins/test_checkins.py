"""Check-ins: from the day they are due to the officer who read them."""

import io
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.files import open_stored
from justice_portal.models import AuditEvent, Job, Notice
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from justice_portal.phones.models import OwnPhone
from rehab.checkins import actions
from rehab.checkins.nightly import create_check_ins, expire_check_ins
from rehab.checkins.photos import redraw
from rehab.checkins.templates_file import OWN_FILE, read_templates
from rehab.models import CheckIn, CheckInPlan, QuestionTemplate
from tests.factories import PersonFactory, allocate, sign_in_for
from tests.rehab.checkins.rows import picture


@pytest.fixture
def out(world):
    person = Person.objects.get(pk=world.people["released"].pk)
    sign_in_for(person)
    OwnPhone.objects.create(person=person, number="+447700900123")
    return person


@pytest.fixture
def templates(db):
    call_command("import_checkin_questions", verbosity=0, stdout=io.StringIO())
    return list(QuestionTemplate.objects.all())


def plan_for(person, by, *, weeks=2, questions=()):
    return actions.set_plan(person, weeks=weeks, next_on=clock.today(), questions=list(questions), by=by)


@pytest.fixture
def due(world, out, templates):
    """One that is to do, with a question of the officer."""
    return actions.create_due(plan_for(out, world.com, questions=[(templates[0], "your job")]), by=SYSTEM)


def send(check_in, **facts):
    given = {"feeling": "good", "wants_call": False, **facts}
    actions.save_answers(check_in, **given, by=check_in.person.user)
    return actions.submit(check_in, by=check_in.person.user)


def test_twenty_questions_in_two_languages_and_a_bad_file_loads_nothing(templates):
    assert len(templates) == 20
    assert all(one.words != one.words_welsh and "{{thing}}" in one.words_welsh for one in templates)
    with pytest.raises(DomainError, match="Rows: 2"):
        read_templates("words,words_welsh,examples\nNo gap?,Dim bwlch?,\n")
    assert len(read_templates(OWN_FILE.read_text())) == 20


def test_made_on_its_day_once_and_the_next_so_many_weeks_later(world, out, templates):
    plan = plan_for(out, world.com, weeks=4, questions=[(templates[0], "your job")])
    for _twice in range(2):
        create_check_ins()
    made = CheckIn.objects.get()
    assert [str(one) for one in made.answers.all()] == ["How has your job been going recently?"]
    assert CheckInPlan.objects.get(pk=plan.pk).next_on == clock.today() + timedelta(weeks=4)
    assert Notice.objects.filter(user=out.user, kind="checkin.due").count() == 1
    assert Job.objects.filter(name="justice_portal.phones.send_news").count() == 1


def test_the_person_answers_page_by_page_and_sends(world, browse, out, due):
    mine = browse(out.user)
    page = mine.get(due.get_absolute_url(), follow=True).content.decode()
    assert "1 of 6" in page
    assert "116 123" in page

    def post(step, data):
        return mine.post(reverse("checkins:step", args=[due.pk, step]), data)

    assert "Choose an answer" in post("feeling", {}).content.decode()
    post("feeling", {"feeling": "ok"})
    assert "Answer how you are" in post("send", {}).content.decode()
    post("support", {"support": ["home", "money"], "support_words": "My room"})
    post("call", {"wants_call": "yes", "call_words": "After 5"})
    post("question-1", {"words": "It is good"})
    post("photo", {"photo": SimpleUploadedFile("me.jpg", picture(), "image/jpeg")})
    answer = post("send", {})
    assert answer.headers["Location"] == due.get_absolute_url()
    assert "Sent. Thank you." in mine.get(due.get_absolute_url()).content.decode()
    kept = CheckIn.objects.get()
    assert (kept.status, kept.raised, kept.support) == ("submitted", "call", ["home", "money"])
    officer = browse(world.com)
    page = officer.get(reverse("checkins:queue")).content.decode()
    assert "Asks for a call" in page
    review = officer.get(due.get_absolute_url()).content.decode()
    for words in ("My room", "After 5", "It is good", "Is it them?"):
        assert words in review
    picture_of = officer.get(reverse("checkins:photo", args=[due.pk]), follow=True)
    assert b"".join(picture_of.streaming_content).startswith(b"\xff\xd8")
    assert "Is it them" in officer.post(due.get_absolute_url(), {"note": "x"}).content.decode()
    officer.post(due.get_absolute_url(), {"identity": "yes", "answer": "Well done.", "note": "Rang them"})
    page = mine.get(due.get_absolute_url()).content.decode()
    assert "Well done." in page
    assert "Rang them" not in page


def test_t54_words_of_distress_reach_staff_at_once_though_nothing_was_sent(world, browse, out, due):
    mine, url = browse(out.user), reverse("checkins:step", args=[due.pk, "support"])
    mine.post(url, {"support_words": "I want to die"})
    assert CheckIn.objects.get().status == "created"
    assert Notice.objects.filter(user=world.com, kind="care.concern").count() == 1
    assert AuditEvent.objects.filter(event="care.concern_raised").count() == 1
    page = mine.get(reverse("checkins:step", args=[due.pk, "call"])).content.decode()
    assert page.index("Call 999") < page.index("<h1")
    actions.save_answers(due, feeling="very_good", wants_call=False, by=out.user)
    assert actions.submit(due, by=out.user).raised == "distress"


def test_the_queue_goes_by_the_named_answer_then_by_waiting(world, browse):
    answers = [
        {},
        {"wants_call": True},
        {"feeling": "not_good"},
        {"feeling": "struggling"},
        {"support": ["work"]},
        {"wants_call": True},
    ]
    for facts in answers:
        person = PersonFactory(establishment=None, place="community", delivery_unit=world.unit)
        sign_in_for(person)
        allocate(person, world.com, "com")
        send(actions.create_due(plan_for(person, world.com), by=SYSTEM), **facts)
    found = list(CheckIn.objects.by_need())
    assert [one.raised for one in found] == ["struggling", "call", "call", "not_good", "support", "nothing"]
    assert found[1].submitted_at < found[2].submitted_at
    page = browse(world.com).get(reverse("checkins:queue")).content.decode()
    assert page.index("struggling</strong>") < page.index("Asks for a call</strong>") < page.index("Nothing stands out")


def test_three_days_of_grace_then_its_time_is_over_and_the_officer_hears(world, browse, out, due):
    noon = datetime.combine(clock.today(), datetime.min.time(), clock.LONDON) + timedelta(hours=12)
    with time_machine.travel(noon + timedelta(days=3)):
        expire_check_ins()
        assert CheckIn.objects.get().is_open
    with time_machine.travel(noon + timedelta(days=4)):
        with pytest.raises(DomainError, match="closed"):
            send(CheckIn.objects.get())
        expire_check_ins()
        assert CheckIn.objects.get().status == "expired"
        assert Notice.objects.filter(user=world.com, kind="checkin.expired").count() == 1
        assert "time for this one is over" in browse(out.user).get(due.get_absolute_url()).content.decode()


def test_a_new_plan_takes_the_place_of_the_old_and_recall_ends_it(world, out, due):
    plan_for(out, world.com, weeks=8)
    assert CheckInPlan.objects.filter(person=out, ended_at=None).get().weeks == 8
    Person.objects.filter(pk=out.pk).update(place="prison", establishment=world.here)
    out.refresh_from_db()
    person_changed.send(sender=Person, person=out, event="recalled", movement=None)
    assert not CheckInPlan.objects.filter(ended_at=None).exists()
    assert CheckIn.objects.get().status == "cancelled"


def test_in_prison_nobody_checks_in_and_only_the_officer_sets_it(world, out):
    with pytest.raises(DomainError, match="out of prison"):
        plan_for(world.someone, world.com)
    for who in (world.com_elsewhere, out.user, world.key_worker):
        with pytest.raises(PermissionDenied):
            plan_for(out, who)
    with pytest.raises(PermissionDenied):
        actions.save_answers(actions.create_due(plan_for(out, world.com), by=SYSTEM), feeling="ok", by=world.com)


def test_a_photo_is_drawn_anew_and_what_is_no_photo_is_refused(browse, out, due):
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    with open_stored(_kept(browse, out, due, picture(exif=exif, size=(2000, 1000)))) as file:
        content = file.read()
    assert b"SECRET" not in content
    assert Image.open(io.BytesIO(content)).size == (900, 450)
    for bad in (b"<svg onload=x>", b"", picture()[:200], b"GIF89a" + b"0" * 50):
        with pytest.raises(DomainError, match="not a photo"):
            redraw(bad)
    page = browse(out.user).post(
        reverse("checkins:step", args=[due.pk, "photo"]), {"photo": SimpleUploadedFile("a.jpg", b"no")}
    )
    assert "not a photo" in page.content.decode()


def _kept(browse, out, due, content):
    url = reverse("checkins:step", args=[due.pk, "photo"])
    browse(out.user).post(url, {"photo": SimpleUploadedFile("me.jpg", content, "image/jpeg")})
    return CheckIn.objects.get(pk=due.pk).photo_path


BAD = {
    "no rhythm": ({"weeks": ""}, "How often"),
    "another rhythm": ({"weeks": "3"}, "Choose from the list"),
    "in the past": ({"next_on": "2020-01-01"}, "today or later"),
    "a question about nothing": ({"thing_1": ""}, "what the question is about"),
    "an unknown question": ({"template_1": str(uuid4())}, "Choose from the list"),
}


@pytest.mark.parametrize("fault", BAD)
def test_bad_input_changes_nothing_and_keeps_what_was_typed(world, browse, out, templates, fault):
    changed, said = BAD[fault]
    url = reverse("checkins:for-person", args=[out.pk])
    given = {"weeks": "2", "next_on": clock.today().isoformat(), "template_1": str(templates[0].pk), "thing_1": "your job",
             "thing_2": ""}  # fmt: skip
    page = browse(world.com).post(url, given | changed).content.decode()
    assert said in page
    assert not CheckInPlan.objects.exists()
    assert browse(world.com).post(url, given).status_code == 302
    assert "How has your job been going recently?" in browse(world.com).get(url).content.decode()


def test_lists_cost_the_same_for_any_length(world, browse, out, same_queries):
    plan = plan_for(out, world.com)
    days = iter(range(1, 99))

    def add():
        day = clock.today() - timedelta(days=next(days))
        sent = {"status": "submitted", "submitted_at": clock.now(), "feeling": "ok", "raised": "nothing"}
        CheckIn.objects.create(plan=plan, person=out, due_on=day, closes_on=day, **sent)

    same_queries(browse(world.com), reverse("checkins:queue"), add_row=add, more=4)
    same_queries(browse(world.com), reverse("checkins:for-person", args=[out.pk]), add_row=add, more=4)
    same_queries(browse(out.user), reverse("checkins:mine"), add_row=add, more=4)
