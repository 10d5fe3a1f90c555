"""The person's pages of courses, through the front door and without scripts."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.keys import uuid7
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, visible_text
from learning.courses import actions, actions_courses, library
from learning.courses.models import Block, Course, Enrolment, Version
from learning.loading import load_course
from learning.record_store.models import CourseProgress, LearningFact
from tests.learning.content import complete, course_content, finish_lessons, make_course, start
from tests.learning.pages import form, send, words


@pytest.fixture
def client(world, browse, course):
    return browse(world.person)


def page(client, name, *arguments):
    response = client.get(reverse(name, args=arguments))
    assert response.status_code == 200
    return response


def test_the_whole_way_from_the_catalogue_to_the_record(client, world):
    catalogue = page(client, "courses:list")
    assert "Courses you can start" in words(catalogue)
    assert "Not too hard" in words(catalogue)
    course = page(client, "courses:course", "halves")
    assert "2 lessons, about 20 minutes" in words(course)
    lesson = send(client, course, "/start/")
    assert "Lesson 1 of 2" in words(lesson)
    checked = send(client, lesson, "/checks/", choice="0")
    assert "Not quite. Share 4 by 2." in words(checked)
    checked = send(client, checked, "/checks/", choice="1")
    assert "Yes. Half of 4 is 2." in words(checked)
    lesson = send(client, checked, "/finish/")
    assert "Lesson 1 is done. It is saved." in words(lesson)
    assert "Lesson 2 of 2" in words(lesson)
    before_quiz = send(client, lesson, "/finish/")
    assert "There are 3 questions." in words(before_quiz)
    question = send(client, before_quiz, "/quiz/start/")
    assert "Question 1 of 3" in words(question)
    question = send(client, question, "/attempts/", answer="b")
    assert "Question 2 of 3" in words(question)
    question = send(client, question, "/attempts/", answer=["a", "b"])
    assert "Question 3 of 3" in words(question)
    result = send(client, question, "/attempts/", answer="2,50")
    assert "All right! Well done." in words(result)
    record = client.get(reverse("courses:next", args=["halves"]), follow=True)
    assert "Record of learning" in words(record)
    assert str(world.someone) in words(record)
    assert "3 of 3 right" in words(record)
    assert "Done" in words(page(client, "courses:list"))


def test_the_catalogue_says_where_i_am_and_filters_by_subject(client, world, course, enrolment):
    make_course("letters", subject="english", title="Letters")
    make_course("boss", subject="work", title="Work words")
    finish_lessons(enrolment, count=1)
    response = page(client, "courses:list")
    assert "You are on lesson 2 of 2" in words(response)
    assert "Letters" in words(response)
    english = words(client.get(reverse("courses:list"), {"subject": "english"}))
    assert "Letters" in english
    assert "Work words" not in english
    odd = words(client.get(reverse("courses:list"), {"subject": "'><script>"}))
    assert "Work words" in odd


def test_an_empty_catalogue_says_what_comes_next(world, browse):
    assert "No courses yet" in words(browse(world.person).get(reverse("courses:list")))


def test_all_courses_taken_leaves_a_kind_word(client, enrolment):
    assert "You have them all on your list" in words(page(client, "courses:list"))


def test_a_closed_course_is_gone_from_the_catalogue_but_not_from_my_list(client, world, course, browse):
    other = browse(world.person_elsewhere)
    enrolment = start(world.someone, course)
    actions_courses.close_course(course, by=SYSTEM)
    assert "Halves" in words(page(client, "courses:list"))
    assert page(client, "courses:lesson", "halves", "part-1")
    assert "Halves" not in words(page(other, "courses:list"))
    assert other.get(reverse("courses:course", args=["halves"])).status_code == 404
    complete(enrolment)


def test_a_course_that_changed_while_in_use_stays_the_one_i_started(client, enrolment, browse, world):
    make_course(version=2, lessons=4, title="Halves again")
    assert "2 lessons" in words(page(client, "courses:course", "halves"))
    assert client.get(reverse("courses:lesson", args=["halves", "part-4"])).status_code == 404
    lesson = page(client, "courses:lesson", "halves", "part-1")
    assert "Lesson 1 of 2" in words(lesson)
    assert "Halves again" in words(page(browse(world.person_elsewhere), "courses:course", "halves"))


def test_a_lesson_without_starting_leads_to_the_course(client):
    response = client.get(reverse("courses:lesson", args=["halves", "part-1"]))
    assert (response.status_code, response.url) == (302, reverse("courses:course", args=["halves"]))


def test_carry_on_leads_to_the_next_thing(client, enrolment):
    def where():
        return client.get(reverse("courses:next", args=["halves"])).url

    assert where() == reverse("courses:lesson", args=["halves", "part-1"])
    finish_lessons(enrolment, count=1)
    assert where() == reverse("courses:lesson", args=["halves", "part-2"])
    finish_lessons(enrolment)
    assert where() == reverse("quizzes:quiz", args=["halves"])
    complete(enrolment)
    assert where() == reverse("learners:done", args=[enrolment.pk])


def test_no_choice_is_told_beside_the_question_and_keeps_the_page(client, enrolment):
    lesson = page(client, "courses:lesson", "halves", "part-1")
    response = send(client, lesson, "/checks/")
    assert response.status_code == 422
    assert "Choose an answer. Then press the button." in words(response)
    assert not LearningFact.objects.filter(verb="answered").exists()


@pytest.mark.parametrize("choice", ["9", "-1", "x", "1e9", "\x00", "9" * 400])
def test_a_choice_that_is_not_there_is_refused_plainly(client, enrolment, choice):
    lesson = page(client, "courses:lesson", "halves", "part-1")
    assert send(client, lesson, "/checks/", choice=choice).status_code in {409, 422}
    assert not LearningFact.objects.filter(verb="answered").exists()


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-00000000000", "' OR 1=1"])
@pytest.mark.parametrize("part", ["/finish/", "/checks/"])
def test_a_form_without_a_good_key_changes_nothing(client, enrolment, part, key):
    lesson = page(client, "courses:lesson", "halves", "part-1")
    response = send(client, lesson, part, key=key, choice="1")
    assert response.status_code == 409
    assert "open the page again" in words(response)
    assert LearningFact.objects.count() == 1


def test_the_same_form_sent_twice_does_once(client, world):
    course = page(client, "courses:course", "halves")
    for _ in range(2):
        lesson = send(client, course, "/start/")
    for _ in range(2):
        send(client, lesson, "/checks/", choice="1")
        send(client, lesson, "/finish/")
    assert Enrolment.objects.count() == 1
    assert list(LearningFact.objects.order_by("received_at").values_list("verb", flat=True)) == [
        "registered",
        "answered",
        "completed",
    ]
    assert AuditEvent.objects.filter(event="lesson.finished").count() == 1


def test_unknown_courses_lessons_and_questions_are_not_there(client, enrolment):
    for address in (
        "/learn/courses/none/",
        "/learn/courses/halves/lessons/none/",
        f"/learn/courses/{'x' * 3000}/",
        "/learn/courses/halves/lessons/part-1/checks/x/",
    ):
        assert client.get(address).status_code == 404
    text = Block.objects.filter(kind="text").first()
    for pk in (uuid7(), text.pk):
        address = reverse("courses:check", args=["halves", "part-1", pk])
        assert client.post(address, {"key": uuid7(), "choice": 0}).status_code == 404
    assert client.get(reverse("courses:start", args=["halves"])).status_code == 405


def test_staff_see_what_is_in_a_course_and_change_nothing(world, browse, course):
    client = browse(world.tutor)
    assert "Start this course" not in words(page(client, "courses:course", "halves"))
    lesson = page(client, "courses:lesson", "halves", "part-1")
    assert "Said aloud." in words(lesson)
    assert "I have done this" not in words(lesson)
    assert client.post(reverse("courses:start", args=["halves"]), {"key": uuid7()}).status_code == 403
    assert client.post(reverse("courses:lesson-finish", args=["halves", "part-1"])).status_code == 404
    assert not Enrolment.objects.exists()


def test_welsh_where_it_is_written_and_english_with_a_word_about_it(client, world, course):
    version = Version.objects.get(course=make_course("english-only"))
    Version.objects.filter(pk=version.pk).update(title={"en": "English only"}, summary={"en": "In English."})
    world.person.language = "cy"
    world.person.save()
    assert "Halves (cy)" in words(page(client, "courses:course", "halves"))
    response = page(client, "courses:course", "english-only")
    assert '<h1 lang="en">English only</h1>' in response.content.decode()
    assert 'lang="cy"' in response.content.decode()


def test_t80_template_code_in_a_course_is_printed_as_it_is(world, browse):
    content = course_content("code", title="{{7907*7919}}")
    content["lessons"][0]["blocks"][0]["text"] = {"en": "{{7907*7919}} {% load x %} & more", "cy": "{{7907*7919}}"}
    load_course(content, by=SYSTEM)
    client = browse(world.person)
    enrolment = start(world.someone, Course.objects.get(code="code"))
    assert "{{7907*7919}}" in words(page(client, "courses:list"))
    lesson = words(page(client, "courses:lesson", "code", enrolment.version.lessons.first().code))
    assert "{{7907*7919}} {% load x %} & more" in lesson
    assert "62615533" not in lesson


def test_home_offers_to_carry_on(client, world, course, browse):
    assert "Pick a course to start" in words(client.get("/"))
    enrolment = start(world.someone, course)
    finish_lessons(enrolment, count=1)
    actions.assign_course(world.someone, key=uuid7(), course=make_course("letters"), by=world.tutor)
    home = client.get("/")
    assert "You are on lesson 2 of 2" in words(home)
    assert "1 course picked for you" in words(home)
    assert reverse("courses:next", args=["halves"]) in home.content.decode()


def test_the_catalogue_costs_the_same_for_any_number_of_courses(client, world, same_queries):
    numbers = iter(range(100))

    def add_row():
        made = make_course(f"course-{next(numbers)}")
        start(world.someone, make_course(f"course-{next(numbers)}"))
        assert made

    assert same_queries(client, reverse("courses:list"), add_row=add_row) <= 8


def test_a_lesson_costs_at_most_eight_queries_however_many_blocks(client, enrolment, same_queries):
    url = reverse("courses:lesson", args=["halves", "part-1"])
    lesson = enrolment.version.lessons.first()
    places = iter(range(50, 100))

    def add_row():
        place = next(places)
        model = lesson.blocks.get(code="check")
        model.pk, model.code, model.position = uuid7(), f"check-{place}", place
        model.save(force_insert=True)
        library.forget()
        actions.answer_check(enrolment, key=uuid7(), block=model, choice=1, by=SYSTEM)

    assert same_queries(client, url, add_row=add_row) <= 8


def test_the_words_around_the_courses_are_easy_to_read(client, world, enrolment, browse):
    finish_lessons(enrolment, count=1)
    pages = [
        page(client, "courses:list"),
        page(client, "courses:course", "halves"),
        page(client, "courses:lesson", "halves", "part-1"),
        page(client, "quizzes:quiz", "halves"),
    ]
    for response in pages:
        text = visible_text(response.content.decode())
        assert grade(text) <= GRADE_FOR_PEOPLE, text


def test_every_packaged_lesson_can_be_opened(world, browse):
    call_command("load_courses", stdout=StringIO())
    client = browse(world.person)
    for version in Version.objects.offered().select_related("course"):
        start(world.someone, version.course)
        for lesson in version.lessons.all():
            response = page(client, "courses:lesson", version.course.code, lesson.code)
            assert len(response.content) < 40_000
            assert form(response, "/finish/")
    assert CourseProgress.objects.count() == 6


def test_the_catalogue_is_narrowed_by_level_length_and_language_and_keeps_it_beside_the_subject(client, world):
    make_course("easy", title="Easy one")  # Entry 3, 20 minutes, in both languages
    page = client.get(reverse("courses:list"), {"level": "entry-3", "length": "short", "in_welsh": "on"})
    assert "Easy one" in words(page)
    assert "?subject=maths&amp;level=entry-3&amp;length=short&amp;in_welsh=on" in page.content.decode()
    for other in ({"level": "level-2"}, {"length": "long"}):
        narrowed = words(client.get(reverse("courses:list"), other))
        assert "Easy one" not in narrowed
        assert "No course fits" in narrowed
    Version.objects.update(title={"en": "Easy one"})
    assert "Easy one" not in words(client.get(reverse("courses:list"), {"in_welsh": "on"}))
    assert "Easy one" in words(client.get(reverse("courses:list"), {"level": "x", "length": "'><script>"})), (
        "nonsense shows all"
    )
