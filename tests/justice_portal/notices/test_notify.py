"""Notices: who gets one, what it says, where it leads."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.urls import NoReverseMatch, reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import run_most_urgent
from justice_portal.notices.figures import unread_count
from justice_portal.notices.kinds import KINDS, declare_notice
from justice_portal.notices.models import Notice
from justice_portal.notify import notify, seen
from justice_portal.people.models import NamedAccess
from justice_portal.problems.models import Problem
from justice_portal.switches.actions import set_switch
from justice_portal.switches.models import Switch
from tests.factories import allocate, staff

KIND = "problem.told"


@pytest.fixture
def problem(world):
    return Problem.objects.create(
        kind="about_me", words="CANARY words", told_by=world.person, person=world.someone, made_in=world.here
    )


def test_a_notice_goes_to_who_may_see_the_thing_and_to_nobody_else(world, problem):
    for user in (world.manager, world.pom, world.key_worker, world.person):
        assert notify(user, KIND, about=problem), user
    for user in (world.manager_elsewhere, world.pom_elsewhere, world.mentor, world.tutor, world.administrator):
        assert notify(user, KIND, about=problem) is None, user
    assert Notice.objects.count() == 4


def test_nobody_hears_through_a_closed_account_or_after_the_caseload_ended(world, problem):
    """T17: rights are those of the moment of sending."""
    assert notify(None, KIND, about=problem) is None
    world.pom.is_active = False
    world.pom.save()
    assert notify(world.pom, KIND, about=problem) is None
    world.someone.allocations.filter(user=world.key_worker).update(ended_at="2026-01-01T00:00Z")
    assert notify(world.key_worker, KIND, about=problem) is None


def test_a_second_notice_about_the_same_brings_the_first_to_the_top(world, problem, time_machine):
    time_machine.move_to("2027-03-01 09:00+00:00", tick=False)
    first = notify(world.manager, KIND, about=problem)
    time_machine.move_to("2027-03-01 10:00+00:00", tick=False)
    second = notify(world.manager, KIND, about=problem)
    assert first.pk == second.pk
    assert second.at > first.at
    seen(world.manager, problem)
    third = notify(world.manager, KIND, about=problem)
    assert third.pk != first.pk
    assert unread_count(world.manager) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_senders_at_once_make_one_notice(request):
    world, problem = request.getfixturevalue("world"), request.getfixturevalue("problem")

    def send(_n):
        try:
            return notify(world.manager, KIND, about=problem).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(send, range(8)))) == 1
    assert Notice.objects.count() == 1


def test_an_unknown_kind_is_a_bug(world):
    with pytest.raises(KeyError):
        notify(world.manager, "nobody.declared_it")


def test_a_kind_is_declared_once():
    with pytest.raises(ValueError, match="twice"):
        declare_notice(KIND, "Other words", leads_to="home")


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_leads_to_a_page_and_says_one_plain_sentence(name):
    kind = KINDS[name]
    try:
        kind.url("01a20032-4d2c-7389-b995-449cec010772")
    except NoReverseMatch:
        kind.url("")
    assert str(kind.text).endswith(".")
    assert len(str(kind.text)) < 80


# Email


def run_jobs():
    while run_most_urgent():
        pass


@pytest.fixture
def inbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


def test_an_email_says_only_that_there_is_something_new(world, problem, inbox, settings):
    """T10."""
    world.manager.email = "manager@testford.invalid"
    world.manager.name = "CANARY name"
    world.manager.save()
    notify(world.manager, KIND, about=problem, by_email=True)
    run_jobs()
    (letter,) = inbox
    assert letter.to == ["manager@testford.invalid"]
    assert letter.subject == "You have something new"
    assert letter.body == f"You have something new. Sign in.\n\n{settings.SITE_URL}"
    assert "CANARY" not in str(letter.message())
    assert str(problem.pk) not in str(letter.message())


def test_no_second_email_before_the_reader_looked(world, problem, inbox):
    world.manager.email = "manager@testford.invalid"
    world.manager.save()
    other = Problem.objects.create(kind="other", told_by=world.person, person=world.someone, made_in=world.here)
    for thing in (problem, other, problem):
        notify(world.manager, KIND, about=thing, by_email=True)
    run_jobs()
    assert len(inbox) == 1
    Notice.objects.filter(user=world.manager).update(read_at="2027-01-01T00:00Z")
    notify(world.manager, KIND, about=problem, by_email=True)
    run_jobs()
    assert len(inbox) == 2


def test_no_email_without_an_address_with_the_switch_off_or_after_reading(world, problem, inbox):
    notify(world.manager, KIND, about=problem, by_email=True)
    assert not Job.objects.exists()
    world.pom.email = "pom@testford.invalid"
    world.pom.save()
    set_switch(Switch, code="notices.email", is_on=False, by=world.administrator)
    notify(world.pom, KIND, about=problem, by_email=True)
    assert not Job.objects.exists()
    set_switch(Switch, code="notices.email", is_on=True, by=world.administrator)
    notify(world.pom, KIND, about=problem, by_email=True)
    seen(world.pom, problem)
    run_jobs()
    assert inbox == []


def test_the_email_is_in_the_language_of_the_reader(world, problem, inbox):
    world.manager.email, world.manager.language = "manager@testford.invalid", "cy"
    world.manager.save()
    notify(world.manager, KIND, about=problem, by_email=True)
    run_jobs()
    assert len(inbox) == 1


# Pages


def open_page(client):
    return client.get(reverse("notices:list")).content.decode()


def test_the_list_shows_what_is_new_and_opening_it_marks_it(world, problem, browse):
    notice = notify(world.manager, KIND, about=problem)
    client = browse(world.manager)
    assert "Someone told us that something is wrong." in open_page(client)
    assert '<span class="jp-count">1</span>' in open_page(client)
    response = client.post(reverse("notices:open", args=[notice.pk]))
    assert response.headers["Location"] == problem.get_absolute_url()
    notice.refresh_from_db()
    assert notice.read_at
    assert AuditEvent.objects.filter(event="notice.read", by_id=world.manager.pk).count() == 1
    client.post(reverse("notices:open", args=[notice.pk]))
    assert AuditEvent.objects.filter(event="notice.read").count() == 1
    assert "jp-count" not in open_page(client)


def test_opening_the_thing_itself_marks_it_too(world, problem, browse):
    notify(world.manager, KIND, about=problem)
    browse(world.manager).get(problem.get_absolute_url())
    assert unread_count(world.manager) == 0


def test_a_notice_about_what_is_no_longer_open_leads_nowhere(world, browse):
    problem = Problem.objects.create(
        kind="about_me", told_by=world.person, person=world.people["restricted"], made_in=world.here
    )
    notice = notify(world.pom, KIND, about=problem)
    NamedAccess.objects.all().delete()
    client = browse(world.pom)
    page = open_page(client)
    assert "This is not open to you any more." in page
    assert str(problem.pk) not in page
    assert client.post(reverse("notices:open", args=[notice.pk])).headers["Location"] == reverse("notices:list")


def test_all_can_be_marked_as_seen_but_only_ones_own(world, problem, browse):
    notify(world.manager, KIND, about=problem)
    notify(world.pom, KIND, about=problem)
    browse(world.manager).post(reverse("notices:read-all"))
    assert unread_count(world.manager) == 0
    assert unread_count(world.pom) == 1


def test_someone_elses_notice_is_not_there(world, problem, browse):
    notice = notify(world.manager, KIND, about=problem)
    response = browse(world.pom).post(reverse("notices:open", args=[notice.pk]))
    assert response.status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_the_list_costs_the_same_for_any_length(world, browse, same_queries):
    def add_row():
        problem = Problem.objects.create(kind="other", told_by=world.person, person=world.someone, made_in=world.here)
        notify(world.manager, KIND, about=problem)

    same_queries(browse(world.manager), reverse("notices:list"), add_row=add_row)


def test_the_count_in_the_header_is_one_query(world, problem, django_assert_num_queries):
    notify(world.manager, KIND, about=problem)
    world.manager.roles_held()
    with django_assert_num_queries(1):
        assert unread_count(world.manager) == 1


def test_home_tells_what_is_new_in_words(world, problem, browse):
    notify(world.person, "problem.answered", about=problem)
    page = browse(world.person).get(reverse("home")).content.decode()
    assert "You have an answer to what you told us." in page
    assert "1 new thing" in page


def test_an_empty_list_teaches_what_will_be_there(world, browse):
    assert "When you get a message or an answer, it is here first." in open_page(browse(world.person))


def test_a_colleague_who_joins_the_caseload_later_hears_from_then_on(world, problem):
    late = staff("key_worker", at=world.here)
    assert notify(late, KIND, about=problem) is None
    world.someone.allocations.filter(role="key_worker").update(ended_at="2026-01-01T00:00Z")
    allocate(world.someone, late, "key_worker", at=world.here)
    del late._roles
    assert notify(late, KIND, about=problem)
