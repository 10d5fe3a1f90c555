"""Distress leads to care: who is told, when the next are told, and that nothing closes without a second reader."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.grants import Role
from justice_portal.jobs import schedules
from justice_portal.notices.models import Notice
from justice_portal.people.models import Alert, AlertCode
from justice_portal.rota.models import Shift
from rehab.care import actions
from rehab.care.concern import hear
from rehab.care.models import CareAlert
from tests.factories import PersonFactory, staff

SAD = "I cannot do this. I want to die."


def told(kind="care.concern"):
    return {notice.user for notice in Notice.objects.filter(kind=kind)}


def raised(person, about=None):
    hear(person, SAD, about=about or person, by=SYSTEM)
    return CareAlert.objects.get(person=person, status="raised")


def let_the_clock_tick():
    schedules.write_rows()
    schedules.start_due()


def test_t55_words_of_distress_tell_safer_custody_at_once_and_stop_nothing(world, browse):
    kept = raised(world.someone)
    assert told() == {world.safer_custody}
    assert [(cause.source, cause.source_id) for cause in kept.causes.all()] == [
        ("justice_portal.person", str(world.someone.pk))
    ]
    page = browse(world.safer_custody).get(reverse("care:board")).content.decode()
    assert str(world.someone) in page
    assert SAD not in page


def test_plain_words_tell_nobody(world):
    assert not hear(world.someone, "I want to learn to cook.", about=world.someone, by=SYSTEM)
    assert not CareAlert.objects.exists()


def test_t55_those_on_shift_are_told_where_there_is_a_rota(world):
    on_shift = staff(Role.SAFER_CUSTODY, at=world.here, name="On shift")
    now = clock.now()
    for user, start in ((on_shift, now - timedelta(hours=2)), (world.safer_custody, now + timedelta(hours=8))):
        Shift.objects.create(user=user, establishment=world.here, starts_at=start, ends_at=start + timedelta(hours=8))
    raised(world.someone)
    assert told() == {on_shift}


def test_t55_more_staff_are_told_at_five_ten_and_fifteen_minutes_by_the_clock_alone(world, time_machine):
    far = staff(Role.SAFER_CUSTODY, name="Estate")
    start = clock.now()
    time_machine.move_to(start, tick=False)
    raised(world.someone)
    steps = [
        (4, {world.safer_custody}),
        (5, {world.safer_custody, world.manager}),
        (10, {world.safer_custody, world.manager, world.key_worker, world.pom, world.com}),
        (15, {world.safer_custody, world.manager, world.key_worker, world.pom, world.com, far}),
    ]
    for minutes, who in steps:
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        let_the_clock_tick()
        assert told() == who, minutes
    Notice.objects.update(read_at=clock.now())
    time_machine.move_to(start + timedelta(minutes=31), tick=False)
    let_the_clock_tick()
    assert set(Notice.objects.filter(read_at=None).values_list("user", flat=True)) == {user.pk for user in who}


def test_t55_a_clock_that_stood_still_tells_every_step_that_is_due(world, time_machine):
    start = clock.now()
    raised(world.someone)
    time_machine.move_to(start + timedelta(hours=2))
    let_the_clock_tick()
    assert {world.manager, world.key_worker, world.pom, world.com} <= told()
    assert CareAlert.objects.get().step == 3


def test_t55_steps_keep_their_minutes_while_the_clocks_go_back(world, time_machine):
    start = datetime(2026, 10, 25, 1, 57, tzinfo=clock.LONDON)  # summer time; three minutes later it is 01:00 again
    time_machine.move_to(start, tick=False)
    alert = raised(world.someone)
    time_machine.move_to(alert.raised_at + timedelta(minutes=5), tick=False)
    let_the_clock_tick()
    assert CareAlert.objects.get().step == 1


def test_who_takes_it_stops_the_clock_and_the_person_hears(world, browse, time_machine):
    alert = raised(world.someone)
    page = browse(world.safer_custody)
    page.post(reverse("care:take", args=[alert.pk]))
    page.post(reverse("care:take", args=[alert.pk]))
    alert.refresh_from_db()
    assert (alert.status, alert.seen_by, alert.next_step_at) == ("seen", world.safer_custody, None)
    assert told("care.seen") == {world.person}
    time_machine.move_to(clock.now() + timedelta(hours=1))
    let_the_clock_tick()
    assert told() == {world.safer_custody}
    late = browse(world.manager).post(reverse("care:take", args=[alert.pk]))
    assert late.status_code == 409


def test_t55_only_a_second_reader_closes_and_may_ask_for_more(world, browse):
    alert = raised(world.someone)
    first, second = browse(world.safer_custody), browse(world.manager)
    page = reverse("care:alert", args=[alert.pk])
    first.post(reverse("care:take", args=[alert.pk]))
    empty = first.post(page, {"outcome": "", "words": "Seen by me at once"})
    assert "Seen by me at once" in empty.content.decode()
    given = {"outcome": "seen_safe", "words": "Seen in the cell at 14:10. Talks to a Listener tonight."}
    first.post(page, given)
    assert first.post(reverse("care:close", args=[alert.pk])).status_code == 409
    second.post(reverse("care:return", args=[alert.pk]))
    assert told("care.returned") == {world.safer_custody}
    first.post(page, given)
    second.post(reverse("care:close", args=[alert.pk]))
    alert.refresh_from_db()
    assert (alert.status, alert.closed_by) == ("closed", world.manager)
    assert "Nobody waits" in second.get(reverse("care:board")).content.decode()


def test_the_database_refuses_one_reader_for_both(world):
    alert = raised(world.someone)
    actions.take_alert(alert, by=world.manager)
    actions.answer_alert(alert, outcome="seen_safe", words="Seen.", by=world.manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        CareAlert.objects.filter(pk=alert.pk).update(status="closed", closed_by=world.manager)


def test_more_words_join_the_open_alert_and_new_ones_begin_anew(world):
    alert = raised(world.someone)
    actions.take_alert(alert, by=world.safer_custody)
    Notice.objects.all().delete()
    hear(world.someone, SAD, about=world.cell, by=SYSTEM)
    assert alert.causes.count() == 2
    assert told() == {world.safer_custody}
    actions.answer_alert(alert, outcome="seen_safe", words="Seen.", by=world.safer_custody)
    raised(world.someone, about=world.cell)  # the same row, written into again after staff had answered
    assert CareAlert.objects.count() == 2


def test_who_has_it_hears_of_every_further_word_also_in_the_same_row(world):
    alert = raised(world.someone)
    hear(world.someone, SAD, about=world.someone, by=SYSTEM)  # the next page of the same form
    assert alert.causes.count() == 1
    actions.take_alert(alert, by=world.safer_custody)
    Notice.objects.all().delete()
    hear(world.someone, SAD, about=world.someone, by=SYSTEM)
    assert told() == {world.safer_custody}


@pytest.mark.parametrize(("state", "kind"), [("restricted", "pom"), ("released", "com"), ("in_transfer", "com")])
def test_where_nobody_of_a_step_may_see_the_person_the_next_is_told_at_once(world, state, kind):
    raised(world.people[state])
    assert told() == {getattr(world, kind)}


def test_what_is_rolled_back_was_never_raised(world):
    def write_and_fail():
        with transaction.atomic():
            raised(world.someone)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert not CareAlert.objects.exists()
    assert not Notice.objects.exists()


def test_an_open_acct_is_said(world, browse):
    code, _made = AlertCode.objects.get_or_create(code="HA", defaults={"name": "ACCT Open (HMPS)"})
    Alert.objects.create(person=world.someone, code=code, starts_on=clock.today(), added_by=world.manager)
    alert = raised(world.someone)
    assert "An ACCT is open" in browse(world.manager).get(reverse("care:alert", args=[alert.pk])).content.decode()


def test_the_board_costs_the_same_for_many(world, browse, same_queries):
    same_queries(
        browse(world.manager),
        reverse("care:board"),
        add_row=lambda: raised(PersonFactory(establishment=world.here, wing=world.wing)),
    )
