"""When the next review is due: the windows by time left, exemptions and exclusions, and the three promises."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.models import Person
from justice_portal.people.signals import person_changed
from justice_portal.rights.keeping import in_months
from rehab.models import Review, ReviewDue, ReviewRule
from rehab.reviews import actions
from rehab.reviews.figures import window

TODAY = date(2026, 1, 31)
DAY = timedelta(days=1)


def asked(release_on, status="sentenced", place="prison", moved=False):
    person = Person(place=place, status=status, release_on=release_on)
    return window(person, TODAY, ReviewRule.objects.in_force(TODAY), moved=moved)


def left(months, days=0):
    return in_months(TODAY, months) + timedelta(days=days)


WINDOWS = {
    "under 3 months": (left(3, -1), None, None),
    "3 months": (left(3), in_months(TODAY, 1), left(3, -7)),
    "3 months 7 days": (left(3, 7), in_months(TODAY, 1), left(3)),
    "3 months 8 days": (left(3, 8), in_months(TODAY, 1), in_months(TODAY, 3)),
    "6 months": (left(6), in_months(TODAY, 1), in_months(TODAY, 3)),
    "6 months and a day": (left(6, 1), in_months(TODAY, 2), in_months(TODAY, 3)),
    "12 months": (left(12), in_months(TODAY, 2), in_months(TODAY, 3)),
    "12 months and a day": (left(12, 1), in_months(TODAY, 4), in_months(TODAY, 6)),
    "60 months": (left(60), in_months(TODAY, 4), in_months(TODAY, 6)),
    "60 months and a day": (left(60, 1), in_months(TODAY, 10), in_months(TODAY, 12)),
    "no release date": (None, in_months(TODAY, 10), in_months(TODAY, 12)),
    "a release date in the past": (TODAY - DAY, None, None),
}


@pytest.mark.parametrize("case", WINDOWS)
def test_the_window_follows_the_time_left(db, case):
    release_on, opens, due = WINDOWS[case]
    found = asked(release_on)
    assert (found and found.opens_on, found and found.due_on) == (opens, due)


def test_remand_has_its_own_window_a_move_ten_days_and_the_community_none(db):
    remand = asked(None, status="unsentenced")
    assert (remand.opens_on, remand.due_on) == (in_months(TODAY, 2), in_months(TODAY, 3))
    moved = asked(left(24), moved=True)
    assert (moved.opens_on, moved.due_on) == (TODAY, TODAY + 10 * DAY)
    assert asked(left(2), moved=True) is None
    assert asked(left(24), place="community") is None


def test_a_rule_holds_from_its_first_day(db):
    ReviewRule.objects.create(code="longer", in_force_from_on=TODAY + DAY, opens_months=1, due_months=2, source="Test")
    assert ReviewRule.objects.in_force(TODAY)["longer"].due_months == 12
    assert ReviewRule.objects.in_force(TODAY + DAY)["longer"].due_months == 2


@pytest.fixture
def someone(world):
    Person.objects.filter(pk=world.someone.pk).update(release_on=in_months(clock.today(), 24), status="sentenced")
    return Person.objects.get(pk=world.someone.pk)


@pytest.fixture
def due(someone):
    return actions.plan_review(someone, by=SYSTEM)


def release(person, on):
    Person.objects.filter(pk=person.pk).update(release_on=on)
    actions.plan_review(person, by=SYSTEM)
    return ReviewDue.objects.live().filter(person=person).first()


def test_planning_again_changes_nothing(someone, due):
    assert actions.plan_review(someone, by=SYSTEM) == due
    assert ReviewDue.objects.count() == 1


def test_a_deadline_is_never_made_earlier(someone, due):
    assert release(someone, in_months(clock.today(), 5)).due_on == due.due_on
    later = release(someone, in_months(clock.today(), 90))
    assert later.due_on > due.due_on


def test_a_deadline_that_is_over_is_never_extended(someone, due, time_machine):
    time_machine.move_to(clock.now() + timedelta(days=400))
    over = release(someone, in_months(clock.today(), 90))
    assert over == due
    assert over.is_late
    actions.plan_review(someone, moved=True, by=SYSTEM)
    assert ReviewDue.objects.live().get().due_on == due.due_on


def test_a_transfer_begins_a_window_of_ten_days_once(world, someone, due):
    Person.objects.filter(pk=someone.pk).update(establishment=world.there, wing=None, cell=None)
    moved = Person.objects.get(pk=someone.pk)
    for _ in range(2):
        person_changed.send(Person, person=moved, event="arrived", movement=None)
    found = ReviewDue.objects.live().get()
    assert (found.rule, found.due_on, found.made_in) == ("moved", clock.today() + 10 * DAY, world.there)
    assert ReviewDue.objects.count() == 2


def test_release_ends_what_is_planned(someone, due):
    Person.objects.filter(pk=someone.pk).update(place="community", establishment=None, wing=None, cell=None)
    person_changed.send(Person, person=Person.objects.get(pk=someone.pk), event="released", movement=None)
    assert not ReviewDue.objects.live().exists()


@pytest.mark.parametrize(("exemption", "days"), [("staff_moved", 5), ("health", 10)])
def test_an_exemption_adds_its_days_and_never_makes_it_earlier(world, due, exemption, days, time_machine):
    actions.put_off_review(due, exemption=exemption, by=world.pom)
    assert ReviewDue.objects.live().get().status == "exempt"
    early = actions.take_up_review(due, by=world.pom).due_on
    assert early == ReviewDue.objects.get().due_on
    actions.put_off_review(due, exemption=exemption, by=world.pom)
    time_machine.move_to(clock.now() + timedelta(days=300))
    assert actions.take_up_review(due, by=world.pom).due_on == clock.today() + timedelta(days=days)


def test_an_exemption_of_what_was_late_extends_nothing(world, due, time_machine):
    time_machine.move_to(clock.now() + timedelta(days=400))
    before = due.due_on
    actions.put_off_review(due, exemption="health", by=world.pom)
    assert actions.take_up_review(due, by=world.pom).due_on == before


def test_a_review_is_held_once_and_the_next_is_planned(world, browse, due):
    data = {"key": str(uuid4()), "held_on": str(clock.today()), "words": "The CV is done."}
    for _ in range(2):
        browse(world.key_worker).post(reverse("reviews:hold", args=[world.someone.pk]), data)
    assert Review.objects.get().due == due
    assert ReviewDue.objects.get(pk=due.pk).status == "done"
    assert ReviewDue.objects.live().count() == 1
    assert "The CV is done." in browse(world.person).get(reverse("reviews:mine")).content.decode()
    assert AuditEvent.objects.filter(event="reviews.held").count() == 1


def test_bad_days_are_refused_and_the_words_stay(world, browse, due):
    url = reverse("reviews:hold", args=[world.someone.pk])
    for day, said in ((clock.today() + DAY, "today or before"), (clock.today() - 90 * DAY, "60 days")):
        data = {"key": str(uuid4()), "held_on": str(day), "words": "The CV is done."}
        page = browse(world.pom).post(url, data).content.decode()
        assert said in page
        assert "The CV is done." in page
    assert not Review.objects.exists()


def test_the_person_reads_and_does_not_decide(world, due):
    with pytest.raises(PermissionDenied):
        actions.put_off_review(due, exemption="health", by=world.person)
    with pytest.raises(PermissionDenied):
        actions.hold_review(world.someone, key=uuid4(), held_on=clock.today(), words="x", by=world.person)


def test_who_leaves_soon_is_told_that_none_is_due(world, browse, someone):
    Person.objects.filter(pk=someone.pk).update(release_on=clock.today() + 10 * DAY)
    assert browse(world.pom).post(reverse("reviews:plan", args=[someone.pk])).status_code == 409
    assert not ReviewDue.objects.exists()


def test_the_list_of_all_that_is_due_costs_the_same_for_any_length(world, browse, due, same_queries):
    from tests.factories import PersonFactory, allocate

    def add():
        person = PersonFactory(establishment=world.here, wing=world.wing, status="sentenced")
        allocate(person, world.pom, "pom", at=world.here)
        actions.plan_review(person, by=SYSTEM)

    same_queries(browse(world.pom), reverse("reviews:due"), add_row=add)
