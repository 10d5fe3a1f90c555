"""The CV: the person alone writes it, it says nothing of prison, and it prints on one page or says what to shorten."""

import io
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from justice_portal import clock
from justice_portal.jobs.running import run_job
from justice_portal.models import AuditEvent
from learning.cv import actions
from learning.cv.parts import MOST_JOBS
from learning.models import CV, CourseProgress, CVJob, CVPrint
from rehab.models import CareAlert, Goal, Plan
from tests.learning.content import make_course, start

JOB = {"what": "Cook", "where": "A large kitchen", "when": "2 years", "did": "I made lunch."}


def part(name):
    return reverse("cv:part", args=[name])


def write(world, **given):
    values = {"about": "I work hard.", **given}
    return actions.write_part(world.someone, part="about", values=values, version=0, by=world.person)


def printed(made):
    assert run_job(made.job_id) == "done"
    made.refresh_from_db()
    return made


def test_a_cv_is_written_part_by_part_and_shown_as_it_prints(world, browse):
    client = browse(world.person)
    assert "This is how it looks" not in client.get(reverse("cv:mine")).content.decode()
    client.post(part("about"), {"version": "0", "about": "I work hard."})
    client.post(part("skills"), {"version": "1", "skills": ["team", "tools"], "more_skills": "Juggle\n\nSing"})
    client.post(part("reach"), {"version": "2", "town": "Leeds", "phone": "", "email": "sam@example.com"})
    key = str(uuid4())
    for _twice in range(2):
        client.post(reverse("cv:job-add"), {"key": key, "version": "3", **JOB})
    cv = CV.objects.get()
    assert (cv.version, cv.skill_words) == (4, ["Work well in a team", "Use tools safely", "Juggle", "Sing"])
    page = client.get(reverse("cv:mine")).content.decode()
    for said in ("This is how it looks", "I work hard.", "Leeds · sam@example.com", "Juggle", "Cook"):
        assert said in page
    assert (
        "I made lunch." in browse(world.tutor).get(reverse("cv:for-person", args=[world.someone.pk])).content.decode()
    )
    assert client.post(reverse("cv:job-remove", args=[CVJob.objects.get().pk])).status_code == 302
    assert not CVJob.objects.exists()


def test_courses_that_tell_of_prison_are_never_offered(world, browse):
    for code, subject in (("sums", "maths"), ("my-licence", "release"), ("talking-about-a-conviction", "work")):
        course = make_course(code)
        type(course).objects.filter(pk=course.pk).update(subject=subject)
        start(world.someone, course)
    start(world.someone, make_course("not-done"))
    CourseProgress.objects.exclude(course__code="not-done").update(completed_at=clock.now())
    form = browse(world.person).get(part("training")).content.decode()
    assert [code for code in ("sums", "my-licence", "talking-about", "not-done") if f'value="{code}' in form] == [
        "sums"
    ]
    skills = browse(world.person).get(part("skills")).content.decode()
    assert "Work with numbers (" in skills
    browse(world.person).post(part("training"), {"version": "0", "courses": ["sums"], "training": "CSCS card"})
    page = browse(world.person).get(reverse("cv:mine")).content.decode()
    assert "<li>CSCS card</li>" in page
    sent = {"version": "1", "courses": ["my-licence"], "training": "My words"}
    answer = browse(world.person).post(part("training"), sent).content.decode()
    assert "There is a problem" in answer
    assert "My words" in answer
    assert CV.objects.get().courses == ["sums"]


def test_t89_a_stale_page_shows_both_and_loses_nothing(world, browse):
    write(world)
    client = browse(world.person)
    client.post(part("about"), {"version": "1", "about": "I am new."})
    page = client.post(part("about"), {"version": "1", "about": "I am old."}).content.decode()
    assert "was changed on another page" in page
    assert "I am new." in page
    assert "I am old.</textarea>" in page
    assert CV.objects.get().about == "I am new."
    client.post(part("about"), {"version": "2", "about": "I am old."})
    assert CV.objects.get().about == "I am old."


def test_only_the_person_writes_and_only_so_many_jobs(world):
    for who in (world.pom, world.tutor, world.administrator):
        with pytest.raises(PermissionDenied):
            actions.write_part(world.someone, part="about", values={"about": "x"}, version=0, by=who)
    assert not CV.objects.exists()
    given = {"values": JOB, "version": 0, "by": world.person}
    for _one in range(MOST_JOBS):
        actions.write_job(world.someone, key=uuid4(), **given)
    with pytest.raises(actions.DomainError, match="6 jobs"):
        actions.write_job(world.someone, key=uuid4(), **given)
    assert CVJob.objects.count() == MOST_JOBS
    assert CV.objects.get().version == MOST_JOBS


def test_t55_words_in_a_cv_are_heard(world, browse):
    browse(world.person).post(part("about"), {"version": "0", "about": "I want to die"})
    assert CareAlert.objects.filter(person=world.someone).count() == 1
    CareAlert.objects.all().delete()
    sent = {"key": str(uuid4()), "version": "1", **JOB, "did": "I want to die"}
    browse(world.person).post(reverse("cv:job-add"), sent)
    assert CareAlert.objects.filter(person=world.someone).count() == 1


def test_the_goals_of_the_work_pathway_help_to_write(world, browse):
    plan = Plan.objects.create(person=world.someone, opened_by=world.pom, made_in=world.here)
    for pathway, title in (("work", "Get a job in a kitchen"), ("health", "See a dentist")):
        Goal.objects.create(
            plan=plan, pathway=pathway, title=title, due_on=clock.today(), added_by=world.pom, made_in=world.here
        )
    page = browse(world.person).get(part("about")).content.decode()
    assert "Get a job in a kitchen" in page
    assert "See a dentist" not in page


@pytest.mark.parametrize("welsh", [False, True])
def test_the_pdf_is_one_tagged_page_that_says_nothing_of_prison(world, browse, welsh):
    type(world.someone).objects.filter(pk=world.someone.pk).update(wants_welsh=welsh)
    cv = write(world)
    actions.write_job(world.someone, key=uuid4(), values=JOB, version=1, by=world.person)
    client, key = browse(world.tutor), str(uuid4())
    pages = [client.post(reverse("cv:make", args=[cv.pk]), {"key": key}).headers["Location"] for _twice in range(2)]
    assert pages[0] == pages[1]
    assert "data-poll" in client.get(pages[0]).content.decode()
    made = printed(CVPrint.objects.get())
    assert (made.status, made.cv_version) == ("ready", 2)
    content = b"".join(client.get(reverse("cv:pdf", args=[made.pk]), follow=True).streaming_content)
    paper = PdfReader(io.BytesIO(content))
    assert len(paper.pages) == 1
    text = paper.pages[0].extract_text()
    assert "I made lunch." in text
    assert ("Gwaith rydw i wedi’i wneud" if welsh else "Work I have done") in text
    named = [world.someone.prison_number, world.tutor.name, world.here.name, "Justice Portal", "prison"]
    assert [one for one in named if one in text + str(paper.metadata)] == []
    with pikepdf.open(io.BytesIO(content)) as read:
        assert read.Root.MarkInfo.Marked
        assert str(read.Root.Lang) == ("cy" if welsh else "en")
    assert AuditEvent.objects.filter(event="cv.printed").count() == 1


def test_too_long_for_one_page_says_what_to_shorten(world, browse):
    cv = write(world)
    jobs = {**JOB, "did": "\n".join(["I did this."] * 18)}
    for _one in range(MOST_JOBS):
        actions.write_job(world.someone, key=uuid4(), values=jobs, version=1, by=world.person)
    made = printed(actions.print_cv(cv, key=uuid4(), by=world.person))
    assert (made.status, made.path) == ("too_long", "")
    assert made.pages > 1
    page = browse(world.person).get(reverse("cv:print", args=[made.pk])).content.decode()
    assert f"It needs {made.pages} pages." in page
    assert page.index("Work I have done</a>") < page.index("About me</a>")
    assert "too long for one page" in browse(world.person).get(reverse("cv:mine")).content.decode()
    assert browse(world.person).get(reverse("cv:pdf", args=[made.pk])).status_code == 409


def test_the_page_costs_the_same_for_any_number_of_jobs(world, browse, same_queries):
    write(world)

    def add():
        actions.write_job(world.someone, key=uuid4(), values=JOB, version=1, by=world.person)

    add()
    same_queries(browse(world.person), reverse("cv:mine"), add_row=add, more=4)
