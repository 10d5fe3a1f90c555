"""How long a session lasts, by its door."""

from datetime import timedelta

import pytest
from django.urls import reverse

from justice_portal import clock
from justice_portal.accounts.sessions import ADMINISTRATION, STAFF
from justice_portal.audit.models import AuditEvent


def go_on(time_machine, **later):
    time_machine.move_to(clock.now() + timedelta(**later), tick=False)


@pytest.mark.parametrize(("who", "limits"), [("manager", STAFF), ("administrator", ADMINISTRATION)])
def test_an_idle_session_of_staff_ends_and_a_used_one_goes_on(world, browse, time_machine, who, limits):
    client, page = browse(getattr(world, who)), reverse("notices:list")
    for _ in range(3):
        go_on(time_machine, seconds=limits.idle.total_seconds() - 1)
        assert client.get(page).status_code == 200
    go_on(time_machine, seconds=limits.idle.total_seconds())
    answer = client.get(page)
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={page}"
    assert "we signed you out" in client.get(answer.headers["Location"]).content.decode()
    assert "_auth_user_id" not in client.session
    kept = AuditEvent.objects.get(event="account.session_ended")
    assert kept.facts["why"] == "idle"


def test_a_session_of_staff_that_is_used_all_day_ends_all_the_same(world, browse, time_machine):
    client, page = browse(world.manager), reverse("notices:list")
    for _ in range(24):
        go_on(time_machine, minutes=24)
        assert client.get(page).status_code == 200
    go_on(time_machine, minutes=24)
    assert client.get(page).status_code == 302
    assert AuditEvent.objects.get(event="account.session_ended").facts["why"] == "absolute"


def test_what_a_page_asks_by_itself_keeps_no_session_alive(world, browse, time_machine):
    client, page = browse(world.manager), reverse("notices:list")
    for _ in range(2):
        go_on(time_machine, minutes=14)
        assert client.get(page, headers={"X-Poll": "1"}).status_code == 200
    go_on(time_machine, minutes=2)
    assert client.get(page).status_code == 302


def test_a_session_that_does_not_say_when_it_began_is_over(world, browse):
    client = browse(world.manager)
    session = client.session
    del session["began_at"]
    session.save()
    assert client.get(reverse("notices:list")).status_code == 302


def test_pages_for_everybody_open_after_the_end(world, browse, time_machine):
    client = browse(world.manager)
    go_on(time_machine, hours=11)
    assert client.get(reverse("help-now")).status_code == 200
    assert "_auth_user_id" not in client.session
