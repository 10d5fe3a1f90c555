"""An invented estate of 300 people, made once for this file: it holds together, and every test only reads it."""

import io
import itertools

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F
from django.test import override_settings

from justice_portal import clock
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.estate.models import Cell
from justice_portal.people.invention import is_reserved
from justice_portal.people.models import Allocation, Person, prison_number_format
from justice_portal.people.movements.story import tell


@pytest.fixture(scope="module")
def estate(django_db_setup, django_db_blocker):
    """One transaction for the file, undone at its end."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        call_command("seed", "--people", "300", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


def test_everyone_is_where_their_last_movement_left_them(estate):
    assert Person.objects.count() == 300
    now, inside = clock.now(), {"reception", "transfer_in", "cell"}
    for person in Person.objects.prefetch_related("movements"):
        moves = list(person.movements.all())[::-1]
        assert moves[0].kind == "reception"
        assert all(earlier.happened_at < later.happened_at for earlier, later in itertools.pairwise(moves))
        last = moves[-1]
        assert last.happened_at <= now
        if person.place == "prison":
            assert last.kind in inside
            assert (last.to_establishment_id, last.to_cell_id) == (person.establishment_id, person.cell_id)
        else:
            assert last.kind == {"transfer": "transfer_out", "ended": "ended"}.get(person.place, last.kind)
            assert last.kind not in inside
        at = None
        for move in moves:
            if move.kind == "reception":
                assert at is None
            if move.kind in {"transfer_out", "release", "cell"}:
                assert move.from_establishment_id == at
            at = move.to_establishment_id if move.kind in inside else None if move.kind != "transfer_out" else at
            if move.kind == "transfer_out":
                at = None


def test_the_movements_alone_tell_where_everyone_is(estate):
    for person in Person.objects.prefetch_related("movements__to_cell"):
        story = tell(person.movements.all(), person.began_as)
        assert story.misfits == {}
        told = (story.now.place, story.now.status, story.now.establishment, story.now.bound_for)
        assert told == (person.place, person.status, person.establishment_id, person.bound_for_id)


def test_people_are_grown_and_their_numbers_reserved(estate):
    today = clock.today()
    for person in Person.objects.all():
        prison_number_format(person.prison_number)
        assert is_reserved(person.prison_number)
        assert 18 * 365 < (today - person.born_on).days < 80 * 366
        assert person.release_on is None or person.release_on > today
    assert not Person.objects.filter(cell__wing__establishment=F("establishment")).count() < (
        Person.objects.filter(place="prison").count()
    )
    assert not Person.objects.exclude(cell=None).exclude(wing=F("cell__wing")).exists()


def test_cells_hold_no_more_people_than_places(estate):
    assert not Cell.objects.annotate(held=Count("people")).filter(held__gt=F("places")).exists()


def test_caseloads_are_given_where_the_role_is_held(estate):
    live = Allocation.objects.live().select_related("person", "user")
    assert live.count() > 200
    held = {(one.user_id, one.role): one for one in RoleHeld.objects.live()}
    for allocation in live:
        role = held[allocation.user_id, allocation.role]
        if allocation.role == "com":
            assert role.delivery_unit_id == allocation.person.delivery_unit_id
        else:
            assert role.establishment_id == allocation.establishment_id == allocation.person.establishment_id
    sizes = live.filter(role="key_worker").values("user").annotate(held=Count("pk"))
    assert max(row["held"] for row in sizes) <= 7


def test_nobody_of_the_bulk_can_sign_in(estate):
    assert not any(user.has_usable_password() for user in User.objects.all())
