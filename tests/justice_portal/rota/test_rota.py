"""Sign-in outside a shift (T29), where a prison gives its rota."""

from datetime import datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from justice_portal import clock
from justice_portal.notices.models import Notice
from justice_portal.rota.models import OffShift, Shift
from tests.signing_in import sign_in

HEAD = "user_name,date,starts,ends\n"


@pytest.fixture
def rota(world, tmp_path, time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 3, 0, tzinfo=clock.LONDON), tick=False)

    def load(*lines):
        file = tmp_path / "rota.csv"
        file.write_text(HEAD + "\n".join(lines) + "\n")
        call_command("import_rota", "zza", str(file), verbosity=0)

    return load


def test_t29_a_sign_in_off_shift_is_told_to_the_manager_at_once(world, rota, client, browse):
    rota(f"{world.tutor.username},24/11/2026,08:00,17:00")
    sign_in(client, world.tutor)
    one = OffShift.objects.get()
    notice = Notice.objects.get(user=world.manager)
    assert notice.text == "Someone signed in outside their shift."
    assert notice.at == clock.now(), "in the same moment, so well within 60 seconds"
    assert not Notice.objects.filter(user=world.manager_elsewhere).exists()
    page = browse(world.manager).get(notice.url).content.decode()
    assert world.tutor.username in page
    assert browse(world.manager_elsewhere).get(one.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("hour", "told"), [(6, True), (7, False), (12, False), (18, False), (19, True)])
def test_an_hour_is_given_at_either_end(world, rota, client, time_machine, hour, told):
    rota(f"{world.tutor.username},2026-11-24,08:00,17:30")
    time_machine.move_to(datetime(2026, 11, 24, hour, 15, tzinfo=clock.LONDON))
    sign_in(client, world.tutor)
    assert OffShift.objects.exists() is told


def test_a_night_shift_goes_on_after_midnight(world, rota, client):
    rota(f"{world.tutor.username},2026-11-23,21:00,07:00")
    sign_in(client, world.tutor)
    assert not OffShift.objects.exists()


def test_without_a_rota_nobody_is_told_anything(world, client, browse):
    sign_in(client, world.tutor)
    assert not OffShift.objects.exists()


def test_who_is_in_no_rota_of_a_place_that_has_one_is_told_of(world, rota, client):
    rota(f"{world.tutor.username},2026-11-24,00:30,07:00")
    sign_in(client, world.moderator)
    assert OffShift.objects.get().user == world.moderator


def test_a_newer_file_replaces_the_days_that_it_covers(world, rota):
    rota(f"{world.tutor.username},2026-11-24,08:00,17:00", f"{world.tutor.username},2026-11-25,08:00,17:00")
    rota(f"{world.tutor.username},2026-11-24,08:00,12:00")
    assert Shift.objects.count() == 2
    assert Shift.objects.first().ends_at.astimezone(clock.LONDON).hour == 12


@pytest.mark.parametrize("line", ["nobody,2026-11-24,08:00,17:00", "x,2026-13-24,08:00,17:00", "x,2026-11-24,8,25:00"])
def test_one_bad_line_refuses_the_file(world, rota, line):
    with pytest.raises(CommandError, match="Nothing was imported"):
        rota(f"{world.tutor.username},2026-11-24,08:00,17:00", line)
    assert not Shift.objects.exists()


def test_the_list_costs_the_same_for_any_length(world, browse, same_queries):
    same_queries(
        browse(world.manager),
        reverse("rota:list"),
        add_row=lambda: OffShift.objects.create(user=world.pom, establishment=world.here),
    )
