"""Writing a licence: inputs in range, approval by another, one version after the other."""

import json
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.notices.models import Notice
from justice_portal.people.signals import person_changed
from rehab.licence import actions, hours
from rehab.licence.nightly import end_licences
from rehab.licence.shapes import places, read_shape
from rehab.models import Licence, LicenceCondition, LicenceRead
from tests.rehab.licence.licences import (
    AREA,
    CURFEW,
    HOURS,
    KEEP_OUT,
    TAG,
    condition_of,
    details,
    draft_of,
    key,
    live_of,
    load,
)


@pytest.fixture
def draft(world):
    load()
    return actions.start_licence(world.someone, key=key(), kind="AP", details=details(), by=world.pom)


def test_a_draft_begins_with_the_standard_conditions_of_the_newest_policy(world, draft):
    assert list(draft.conditions.values_list("kind", flat=True)) == ["standard"] * 8
    assert actions.start_licence(world.someone, key=key(), kind="AP", details=details(), by=world.com) == draft
    assert AuditEvent.objects.get(event="licence.started").facts["policy"] == "4.0"


@pytest.mark.parametrize("who", ["person", "key_worker", "pom_elsewhere", "tutor", "administrator"])
def test_who_may_not_write_one(world, who):
    load()
    with pytest.raises(PermissionDenied):
        actions.start_licence(world.someone, key=key(), kind="AP", details=details(), by=getattr(world, who))
    assert not Licence.objects.exists()


@pytest.mark.parametrize(
    "changed", [{"ends_on": clock.today() - timedelta(days=11)}, {"starts_on": clock.today().replace(year=1930)}]
)
def test_dates_that_cannot_be_are_refused(world, changed):
    load()
    with pytest.raises(DomainError):
        actions.start_licence(world.someone, key=key(), kind="AP", details=details(**changed), by=world.pom)
    assert not Licence.objects.exists()


def test_a_condition_takes_its_inputs_and_gives_hours(world, draft):
    data = {"key": key(), "code": CURFEW, "given": HOURS}
    row = actions.add_condition(draft, **data, by=world.pom)
    assert actions.add_condition(draft, **data, by=world.pom) == row
    assert "between 7pm and 7am" in row.text
    assert hours.of_day(hours.home_hours([row]), 0) == [(0, 420), (1140, 1440)]


BAD_INPUTS = {
    "no hours": (CURFEW, {"numberOfCurfews": "One curfew"}, "Fill in"),
    "a time that is none": (CURFEW, {**HOURS, "oneCurfewStart": "25:00"}, "19:00"),
    "hours of nothing": (CURFEW, {**HOURS, "oneCurfewEnd": "19:00"}, "another time"),
    "too many hours": (CURFEW, {**HOURS, "oneCurfewStart": "12:00"}, "more than 16"),
    "hours twice": (CURFEW, {"numberOfCurfews": "Two curfews", "twoCurfewStart": "19:00", "twoCurfewEnd": "01:00",
                             "twoCurfewStart2": "00:00", "twoCurfewEnd2": "07:00"}, "same hours"),
    "a choice that is none": (CURFEW, {"numberOfCurfews": "Nine curfews"}, "from the list"),
    "a date after the licence": (TAG, {"electronicMonitoringTypes": ["your location"], "endDate": "2090-01-01"}, "day of the licence"),
    "an age of 40": ("9da214a3-c5a2-4f6d-9f1e-c4c4c8d9f7a1", {"age": "40"}, "1 to 18"),
    "a value of nothing": ("e8478345", {"value": "-5"}, "whole pounds"),
    "a place without a map": (KEEP_OUT, {}, "needs an area"),
    "a code of nothing": ("ffffffff-ffff-4fff-8fff-ffffffffffff", {}, "not in the policy"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD_INPUTS)
def test_inputs_out_of_range_are_refused_and_change_nothing(world, draft, fault):
    code, given, said = BAD_INPUTS[fault]
    code = next((one["code"] for one in draft.policy.additional("AP") if one["code"][:8] == code[:8]), code)
    with pytest.raises(DomainError, match=said):
        actions.add_condition(draft, key=key(), code=code, given=given, by=world.pom)
    assert draft.conditions.count() == 8


def test_bespoke_counts_only_after_somebody_else_agreed(world, draft):
    row = actions.ask_bespoke(
        draft, key=key(), text="Not to keep pigeons.", own_words="Do not keep birds.", by=world.com
    )
    with pytest.raises(DomainError, match="Somebody else"):
        actions.decide_bespoke(row, is_agreed=True, by=world.com)
    with pytest.raises(PermissionDenied):
        actions.decide_bespoke(row, is_agreed=True, by=world.pom)
    with pytest.raises(DomainError, match="waits for approval"):
        actions.make_live(draft, by=world.com)
    with pytest.raises(IntegrityError), transaction.atomic():
        LicenceCondition.objects.filter(pk=row.pk).update(status="agreed", decided_by=world.com, decided_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        LicenceCondition.objects.filter(pk=row.pk).update(status="agreed")
    actions.decide_bespoke(row, is_agreed=True, by=world.manager)
    actions.make_live(draft, by=world.com)
    assert draft.conditions.in_force().filter(kind="bespoke").exists()


def test_the_com_hears_of_a_bespoke_condition_that_the_pom_asks_for(world, draft):
    actions.ask_bespoke(draft, key=key(), text="x", own_words="y", by=world.pom)
    assert Notice.objects.get(kind="licence.bespoke").user == world.com


def test_a_new_version_ends_the_one_before_and_is_to_be_read_again(world):
    old_policy = load("3.0")
    live = live_of(world.someone, by=world.pom, policy=old_policy)
    LicenceRead.objects.create(licence=live)
    load("4.0")
    assert live.conditions.filter(changes__isnull=False).exists()
    draft = actions.start_licence(world.someone, key=key(), kind="AP", details=details(), by=world.com)
    assert draft.number == 2
    assert draft.conditions.filter(code=KEEP_OUT).get().area == AREA
    actions.make_live(draft, by=world.com)
    actions.make_live(draft, by=world.com)
    live.refresh_from_db()
    assert live.status == "ended"
    assert not live.conditions.filter(changes__status="open").exists()
    assert not LicenceRead.objects.filter(licence=draft).exists()
    assert Notice.objects.get(kind="licence.new").user == world.person


def test_what_is_in_force_is_never_changed(world):
    live = live_of(world.someone, by=world.pom)
    row = live.conditions.get(code=CURFEW)
    for act in (
        lambda: actions.add_condition(live, key=key(), code=TAG, given={}, by=world.pom),
        lambda: actions.drop_condition(row, by=world.pom),
        lambda: actions.change_details(live, details=details(), by=world.pom),
        lambda: actions.ask_bespoke(live, key=key(), text="x", own_words="y", by=world.pom),
    ):
        with pytest.raises(DomainError, match="next version"):
            act()


def test_a_standard_condition_cannot_be_dropped_and_an_additional_one_can(world, draft):
    with pytest.raises(DomainError, match="standard"):
        actions.drop_condition(draft.conditions.first(), by=world.pom)
    extra = condition_of(draft, TAG, by=world.pom)
    actions.drop_condition(extra, by=world.pom)
    assert draft.conditions.count() == 8


@pytest.mark.parametrize(("event", "status"), [("recalled", "ended"), ("died", "ended"), ("moved", "live")])
def test_a_recall_ends_the_licence(world, event, status):
    live = live_of(world.someone, by=world.pom)
    person_changed.send(type(world.someone), person=world.someone, event=event, movement=None)
    live.refresh_from_db()
    assert live.status == status


def shape(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def feature(kind, points, **properties):
    what = {"road": "LineString", "place": "Point"}.get(kind, "Polygon")
    coordinates = {"Polygon": [points], "Point": points, "LineString": points}[what]
    return {
        "type": "Feature",
        "properties": {"kind": kind, **properties},
        "geometry": {"type": what, "coordinates": coordinates},
    }


SQUARE = [[-1.6, 54.97], [-1.59, 54.97], [-1.59, 54.98], [-1.6, 54.98], [-1.6, 54.97]]
BAD_SHAPES = {
    "no JSON": (b"<kml/>", "not a GeoJSON"),
    "nothing in it": (shape(), "no shapes"),
    "no area": (shape(feature("place", [-1.6, 54.97], name="Shop")), "must hold an area"),
    "an area of the other kind": (shape(feature("stay_in", SQUARE)), "must hold an area"),
    "a note about a victim": (shape(feature("keep_out", SQUARE, victim="Home of Ann")), "take out victim"),
    "not closed": (shape(feature("keep_out", SQUARE[:-1])), "closed"),
    "in France": (shape(feature("keep_out", [[x + 3, y - 6] for x, y in SQUARE])), "outside England"),
    "crossing itself": (shape(feature("keep_out", [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]])), "crosses"),
    "a point": (shape(feature("keep_out", [[-1.6, 54.97]] * 5)), "too small"),
    "no numbers": (shape(feature("keep_out", [["x", "y"]] * 5)), "point that is none"),
    "half of Europe": (shape(feature("keep_out", [[-6, 50], [1, 50], [1, 55], [-6, 55], [-6, 50]])), "too large"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD_SHAPES)
def test_t60_shapes_that_cannot_be_or_that_say_too_much_are_refused(fault):
    data, said = BAD_SHAPES[fault]
    with pytest.raises(DomainError, match=said):
        read_shape(data, kind="keep_out")


def test_a_shape_says_which_places_are_inside():
    area = read_shape(
        shape(
            feature("keep_out", SQUARE),
            feature("place", [-1.595, 54.975], name="Park"),
            feature("place", [-1.5, 54.9], name="Gym"),
        ),
        kind="keep_out",
    )
    assert places(area) == (["Park"], ["Gym"])


def test_one_live_licence_and_one_draft_for_a_person(world):
    live_of(world.someone, by=world.pom)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft_of(world.someone, by=world.pom, number=2, status="live")


def test_a_page_that_was_open_before_it_came_into_force_changes_nothing_of_it(world):
    load()
    draft = actions.start_licence(world.someone, key=key(), kind="AP", details=details(), by=world.pom)
    actions.add_condition(draft, key=key(), code=CURFEW, given=HOURS, by=world.pom)
    stale = LicenceCondition.objects.select_related("licence").get(licence=draft, kind="additional")
    actions.make_live(Licence.objects.get(pk=draft.pk), by=world.pom)
    with pytest.raises(DomainError, match="next version"):
        actions.drop_condition(stale, by=world.pom)
    with pytest.raises(DomainError, match="next version"):
        actions.change_details(draft, details=details(ask_name="Somebody Else"), by=world.pom)
    assert LicenceCondition.objects.filter(pk=stale.pk).exists()


def test_t53_a_licence_counts_to_the_end_of_its_last_day_in_london_also_when_clocks_change(world, draft):
    """The clocks go back on 25 October 2026: midnight in London comes an hour before that of UTC, and it is what counts."""
    Licence.objects.filter(pk=draft.pk).update(
        status="live", starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 24), live_at=clock.now()
    )
    for moment, status in (("2026-10-24T22:59:00+00:00", "live"), ("2026-10-24T23:01:00+00:00", "ended")):
        with time_machine.travel(datetime.fromisoformat(moment), tick=False):
            end_licences()
        assert Licence.objects.get(pk=draft.pk).status == status
