"""Something is wrong: told, taken up, answered."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.grants import Reach, Role
from justice_portal.keys import uuid7
from justice_portal.notices.models import Notice
from justice_portal.problems import actions
from justice_portal.problems.models import Problem
from tests.factories import allocate, grant, sign_in_for, staff

TELL = "problems:tell"


def tell(by, kind="about_me", **more):
    return actions.tell_problem(Problem, key=more.pop("key", None) or uuid7(), kind=kind, by=by, **more)


def heard(problem):
    """Who was told of it, by name."""
    return set(Notice.objects.filter(about_id=str(problem.pk)).values_list("user__name", flat=True))


def fields(**given):
    return {"kind": "tablet", "words": "", "key": str(uuid7()), "page": "", **given}


# Telling, by the front door


def test_a_person_tells_in_one_choice_and_sees_what_comes_next(world, browse):
    client = browse(world.person)
    assert reverse(TELL) in client.get(reverse("home")).content.decode()
    response = client.post(reverse(TELL), fields(), follow=True)
    page = response.content.decode()
    assert "Sent. Thank you for telling us." in page
    assert "Someone will look at it and answer here." in page
    problem = Problem.objects.get()
    assert (problem.kind, problem.person, problem.made_in, problem.status) == (
        "tablet",
        world.someone,
        world.here,
        "new",
    )
    kept = AuditEvent.objects.get(event="problem.told")
    assert (kept.by_id, kept.subjects, kept.facts) == (world.person.pk, [world.someone.pk], {"kind": "tablet"})


def test_where_it_was_told_from_is_kept_without_the_query(world, browse):
    client = browse(world.person)
    page = client.get(reverse(TELL), headers={"Referer": "http://testserver/plans/?secret=1"}).content.decode()
    assert 'name="page" value="/plans/"' in page
    other = client.get(reverse(TELL), headers={"Referer": "http://evil.invalid/plans/"}).content.decode()
    assert "evil" not in other


def test_who_does_not_feel_safe_sees_help_now_at_once(world, browse):
    client = browse(world.person)
    before = client.get(reverse(TELL)).content.decode()
    assert "In danger now?" in before
    after = client.post(reverse(TELL), fields(kind="unsafe"), follow=True).content.decode()
    assert "Get help now" in after
    assert "116 123" in after
    assert after.index("Get help now") < after.index("What you said")
    assert reverse("help-now") in after


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": ""},
        {"kind": "nonsense"},
        {"kind": "other", "words": ""},
        {"words": "x" * 1001},
        {"words": "hidden \u202eword"},
        {"words": "nul \x00"},
        {"key": "not a key"},
        {"key": ""},
        {"page": "x" * 5000},
    ],
)
def test_a_wrong_form_is_told_plainly_keeps_what_was_typed_and_tells_nobody(world, browse, wrong):
    given = fields(**{"words": "What I typed", **wrong})
    response = browse(world.person).post(reverse(TELL), given)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    if given["words"] == "What I typed":
        assert "What I typed" in response.content.decode()
    assert not Problem.objects.exists()
    assert not Notice.objects.exists()


def test_a_line_break_is_one_letter(world, browse):
    words = "\r\n".join(["x" * 99] * 10)
    browse(world.person).post(reverse(TELL), fields(words=words))
    assert len(Problem.objects.get().words) == 999


def test_the_same_form_sent_twice_is_told_once(world, browse):
    client, given = browse(world.person), fields()
    first, second = client.post(reverse(TELL), given), client.post(reverse(TELL), given)
    assert first.headers["Location"] == second.headers["Location"]
    assert Problem.objects.count() == 1
    assert AuditEvent.objects.filter(event="problem.told").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_eight_times_at_once_is_told_once(request):
    world = request.getfixturevalue("world")
    key = uuid7()

    def send(_n):
        try:
            return tell(world.person, key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(send, range(8))) == {key}
    assert AuditEvent.objects.filter(event="problem.told").count() == 1


def test_a_key_of_someone_elses_shows_nothing_of_theirs(world, browse):
    theirs = tell(world.person_elsewhere, words="SECRET")
    response = browse(world.person).post(reverse(TELL), fields(key=str(theirs.pk)))
    assert "SECRET" not in response.content.decode()
    assert "too old" in response.content.decode()
    assert Problem.objects.count() == 1


def test_after_twenty_open_ones_we_ask_to_wait_but_never_who_is_not_safe(world):
    for _ in range(actions.MOST_OPEN):
        tell(world.person)
    with pytest.raises(DomainError, match="Please wait"):
        tell(world.person)
    assert tell(world.person, "unsafe")


# Who hears of it, and who sees it


def test_managers_of_the_place_hear_of_it_and_nobody_else(world):
    assert heard(tell(world.person)) == {world.manager.name}
    assert heard(tell(world.person_elsewhere)) == {world.manager_elsewhere.name}


def test_safer_custody_also_hears_of_who_is_not_safe(world):
    assert heard(tell(world.person, "unsafe")) == {world.manager.name, world.safer_custody.name}
    assert Notice.objects.filter(kind="problem.unsafe").count() == 2


def test_in_the_community_the_officer_and_the_delivery_unit_hear(world):
    unit_manager = staff(Role.MANAGER, unit=world.unit, name="Unit manager")
    released = sign_in_for(world.people["released"])
    assert heard(tell(released)) == {world.com.name, unit_manager.name}


def test_in_transfer_the_officer_in_the_community_hears(world):
    moving = sign_in_for(world.people["in_transfer"])
    problem = tell(moving, "tablet")
    assert world.com.name in heard(problem)
    assert problem.made_in == world.here


def test_a_restricted_case_reaches_only_who_is_named_for_it(world):
    problem = tell(sign_in_for(world.people["restricted"]), "treated_badly")
    assert heard(problem) == {world.pom.name}
    assert not Problem.objects.visible_to(world.manager).exists()


def test_being_treated_badly_is_not_shown_to_the_officers_of_the_caseload(world):
    problem = tell(world.person, "treated_badly", words="It was my key worker")
    assert heard(problem) == {world.manager.name}
    for user in (world.key_worker, world.pom, world.com, world.manager_elsewhere):
        assert not Problem.objects.visible_to(user).filter(pk=problem.pk).exists(), user
    assert Problem.objects.visible_to(world.manager).filter(pk=problem.pk).exists()
    assert AuditEvent.objects.get(event="problem.told").subjects == [world.someone.pk]


def test_being_treated_badly_in_the_community_goes_to_the_delivery_unit_not_the_officer(world):
    unit_manager = staff(Role.MANAGER, unit=world.unit, name="Unit manager")
    problem = tell(sign_in_for(world.people["released"]), "treated_badly")
    assert heard(problem) == {unit_manager.name}
    assert not Problem.objects.visible_to(world.com).exists()


def test_a_mentors_problem_reaches_who_answers_for_the_estate(world, caplog):
    nobody = tell(world.mentor)
    assert heard(nobody) == set()
    assert "no human hears" in caplog.text
    estate = staff(Role.MANAGER, name="Estate manager")
    assert heard(tell(world.mentor)) == {estate.name}
    assert Problem.objects.visible_to(estate).count() == 2
    assert not Problem.objects.visible_to(world.manager).exists()


def test_staff_tell_their_own_place_and_every_role_follows_its_own(world):
    for user in (world.tutor, world.moderator, world.administrator, world.mentor, world.family, world.legal, world.pom):
        problem = tell(user)
        assert Problem.objects.visible_to(user).get() == problem, user
    assert Problem.objects.filter(made_in=world.here, place=world.here, person=None).count() == 3


def test_a_manager_does_not_hear_of_what_they_told_themselves(world):
    assert heard(tell(world.manager)) == set()


# Taking and answering


@pytest.fixture
def problem(world):
    return tell(world.person, words="My date is wrong")


def test_a_manager_takes_it_up_and_answers_and_the_person_reads_it(world, problem, browse):
    client = browse(world.manager)
    assert "My date is wrong" in client.get(problem.get_absolute_url()).content.decode()
    client.post(reverse("problems:take", args=[problem.pk]))
    told = browse(world.person).get(problem.get_absolute_url()).content.decode()
    assert "Someone is looking at it" in told
    client.post(reverse("problems:answer", args=[problem.pk]), {"answer": "The date is right now.\nSorry."})
    page = browse(world.person).get(problem.get_absolute_url()).content.decode()
    assert "The date is right now.<br>Sorry." in page
    assert "Manager, " in page
    assert world.manager.name not in page
    events = AuditEvent.objects.filter(event__startswith="problem.", by_id=world.manager.pk)
    assert list(events.order_by("at", "id").values_list("event", flat=True)) == [
        "problem.viewed", "problem.taken", "problem.answered",
    ]  # fmt: skip
    assert "sorry" not in str(list(AuditEvent.objects.values())).lower()
    assert set(Notice.objects.filter(user=world.person).values_list("kind", flat=True)) == {
        "problem.taken", "problem.answered",
    }  # fmt: skip


def test_it_may_be_answered_without_being_taken_first(world, problem):
    actions.answer_problem(problem, answer="Done.", by=world.manager)
    assert (problem.status, problem.answered_as) == ("answered", "manager")


@pytest.mark.parametrize("who", ["person", "tutor", "moderator", "mentor", "manager_elsewhere", "administrator"])
def test_who_may_not_answer_changes_nothing(world, problem, who):
    with pytest.raises(PermissionDenied):
        actions.answer_problem(problem, answer="Mine", by=getattr(world, who))
    with pytest.raises(PermissionDenied):
        actions.take_problem(problem, by=getattr(world, who))
    problem.refresh_from_db()
    assert (problem.status, problem.answer) == ("new", "")


def test_two_who_answer_at_once_do_not_overwrite_each_other(world, problem):
    actions.answer_problem(Problem.objects.get(), answer="First.", by=world.manager)
    with pytest.raises(DomainError):
        actions.answer_problem(problem, answer="Second.", by=world.pom)
    assert Problem.objects.get().answer == "First."


def test_the_same_answer_sent_twice_is_one_answer(world, problem, browse):
    client = browse(world.manager)
    for _ in range(2):
        client.post(reverse("problems:answer", args=[problem.pk]), {"answer": "Done."})
    client.post(reverse("problems:take", args=[problem.pk]))
    assert AuditEvent.objects.filter(event="problem.answered").count() == 1
    assert Problem.objects.get().status == "answered"


def test_nobody_answers_their_own(world):
    mine = tell(world.manager)
    with pytest.raises(DomainError, match="Someone else"):
        actions.answer_problem(mine, answer="All well.", by=world.manager)


def test_a_problem_that_was_answered_cannot_be_taken_up_again(world, problem, browse):
    actions.answer_problem(problem, answer="Done.", by=world.manager)
    response = browse(world.pom).post(reverse("problems:take", args=[problem.pk]))
    assert response.status_code == 409
    assert "Answered" in response.content.decode()


def test_the_page_says_how_hard_an_answer_reads_before_it_is_sent(world, problem, browse):
    answer = "We will facilitate an appropriate relocation to alternative accommodation."
    url = reverse("problems:answer", args=[problem.pk])
    page = browse(world.manager).post(url, {"answer": answer, "check": "1"}).content.decode()
    assert "How it reads" in page
    assert "facilitate" in page.split("Hard words:")[1]
    assert Problem.objects.get().status == "new"


def test_after_the_person_left_the_place_it_still_reads_but_does_not_answer(world, problem, browse):
    world.someone.establishment = world.there
    world.someone.wing = world.someone.cell = None
    world.someone.save()
    world.someone.movements.create(
        kind="transfer_in", happened_at=clock.now(), from_establishment=world.here, to_establishment=world.there
    )
    assert Problem.objects.visible_to(world.manager).filter(pk=problem.pk).exists()
    with pytest.raises(PermissionDenied):
        actions.answer_problem(problem, answer="From afar", by=world.manager)
    actions.answer_problem(problem, answer="From where they are.", by=world.manager_elsewhere)


# The queue


def test_the_queue_puts_who_is_not_safe_first_then_who_waits_longest(world, browse, time_machine):
    for hour, kind in enumerate(["tablet", "other", "unsafe"]):
        time_machine.move_to(f"2027-03-01 {9 + hour}:00+00:00", tick=False)
        tell(world.person, kind, words="words")
    client = browse(world.manager)
    page = client.get(reverse("problems:queue")).content.decode()
    body = page[page.index("<tbody>") :]
    assert body.index("I do not feel safe") < body.index("The tablet does not work") < body.index("Something else")
    only = client.get(reverse("problems:queue"), {"kind": "tablet"}).content.decode()
    assert "I do not feel safe" not in only[only.index("<tbody>") :]
    listed = AuditEvent.objects.filter(event="problem.listed").first()
    assert listed.subjects == [world.someone.pk]


@pytest.mark.parametrize(
    "query", ["?kind=nonsense", "?show=nonsense", "?page=99999", "?page=-1", "?page=abc", "?kind=%00"]
)
def test_the_queue_survives_what_an_address_may_say(world, browse, problem, query):
    assert browse(world.manager).get(reverse("problems:queue") + query).status_code == 200


@pytest.mark.parametrize("name", ["problems:queue", "problems:mine"])
def test_lists_cost_the_same_for_any_length(world, browse, same_queries, name):
    def add_row():
        teller = world.manager if name == "problems:mine" else world.person
        Problem.objects.create(kind="tablet", told_by=teller, person=world.someone, made_in=world.here)

    same_queries(browse(world.manager), reverse(name), add_row=add_row)


def test_who_answers_has_the_queue_in_the_navigation(world, browse):
    link = f'href="{reverse("problems:queue")}"'
    assert link in browse(world.safer_custody).get(reverse("notices:list")).content.decode()
    assert link not in browse(world.mentor).get(reverse("notices:list")).content.decode()


def test_the_role_of_the_answer_is_the_widest_one(world, problem):
    both = staff(Role.POM, at=world.here, name="Both")
    world.someone.allocations.filter(role="pom").update(ended_at=clock.now())
    allocate(world.someone, both, Role.POM, at=world.here)
    grant(both, Role.MANAGER, at=world.here)
    assert {held.reach for held in both.roles_held()} == {Reach.CASELOAD, Reach.ESTABLISHMENT}
    actions.answer_problem(problem, answer="Done.", by=both)
    assert problem.answered_as == Role.MANAGER
